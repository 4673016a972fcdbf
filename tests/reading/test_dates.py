"""Dates keep the precision that the text gives them."""

import pytest

from kb.reading.dates import find_dates, parse_date

FRENCH = {
    "juin 2013": "2013-06",
    "2013": "2013",
    "24 juin 2013": "2013-06-24",
    "le 1er mars 2015": "2015-03-01",
    "le 1 er mars 2015": "2015-03-01",
    "26/12/2013": "2013-12-26",
    "04/07/2015": "2015-07-04",
    "04/07/15": "2015-07-04",
    "24.06.2013": "2013-06-24",
    "mardi 5 février 2013": "2013-02-05",
    "Publié le 12 AOÛT 2014 à 10h32": "2014-08-12",
    "12 aout 2014": "2014-08-12",
    "2017-11-24T14:35:42+02:00": "2017-11-24",
    "2017-11": "2017-11",
    "2017/11/24": "2017-11-24",
    "déc. 2013": "2013-12",
    "en 2013": "2013",
    "depuis le 3 sept. 1998": "1998-09-03",
}
ENGLISH = {
    "June 24, 2013": "2013-06-24",
    "24 June 2013": "2013-06-24",
    "the 3rd of March 2015": "2015-03-03",
    "Monday, Feb. 3, 2014": "2014-02-03",
    "March 2010": "2010-03",
    "04/07/2015": "2015-04-07",
    "26/12/2013": "2013-12-26",
    "Sept 2012": "2012-09",
    "by 2017": "2017",
    "(HubSpot, 2016 )": "2016",
}
NONE = [
    "Tue Oct 05 06:02:35",
    "",
    "demain",
    "31/02/2014",
    "1.2.3.2014",
    "2000 personnes",
    "24 juin",
]


@pytest.mark.parametrize(
    ("text", "language", "iso"),
    [(text, "fr", iso) for text, iso in FRENCH.items()]
    + [(text, "en", iso) for text, iso in ENGLISH.items()],
)
def test_a_date_is_read(text: str, language: str, iso: str) -> None:
    assert parse_date(text, language) == iso


@pytest.mark.parametrize("text", NONE)
@pytest.mark.parametrize("language", ["fr", "en"])
def test_nothing_is_made_up(text: str, language: str) -> None:
    assert parse_date(text, language) is None


def test_dates_stand_where_they_are_said_to() -> None:
    text = "Entre juin 2013 et le 2 mai 2014, puis en 2016 : 1 999 cas, 2000 euros, 2014 %."
    found = [(text[start:end], iso) for start, end, iso in find_dates(text, "fr")]
    assert found == [("juin 2013", "2013-06"), ("2 mai 2014", "2014-05-02"), ("2016", "2016")]


def test_hostile_text_takes_linear_time() -> None:
    for bait in ("1 " * 50_000, "mai " * 30_000, "2013-" * 20_000, " " * 100_000, "en " * 30_000):
        assert find_dates(bait, "fr") == []
