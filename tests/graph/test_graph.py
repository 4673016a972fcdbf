"""Which part of a base is drawn, and what ties it together."""

import networkx as nx
import pytest

from kb.graph import UnknownId, around, most_leaned_on
from kb.graph.building import build_graph, place
from kb.graph.graphml import as_graphml
from kb.graph.paths import path
from kb.store.neighbours import Node, totals
from tests.made import Made, made


def row_id(base, sql, *values):
    return base.execute(sql, values).fetchone()[0]


@pytest.fixture
def study(base):
    return Node("source", row_id(base, "select id from sources where title = 'Jardins et bureaux'"))


def labels(graph):
    return {
        (graph.nodes[a]["kind"], key, graph.nodes[b]["kind"])
        for a, b, key in graph.edges(keys=True)
    }


def test_the_whole_small_base_without_a_focus(base):
    graph = build_graph(base, most_leaned_on(base))
    assert labels(graph) == {
        ("article", "claims", "claim"),
        ("claim", "rests on", "source"),
        ("claim", "via", "source"),
        ("organisation", "says", "claim"),
    }
    kinds = [kind for kind, _ in graph]
    assert kinds.count("source") == 3 and kinds.count("article") == 2
    # Only claims that rest on a source are among « the most leaned on and what they back ».
    assert kinds.count("claim") == 2


def test_the_focus_and_what_is_within_so_many_steps(base, study):
    near = around(base, study.id, depth=1)
    assert near.focus == study and {node.kind for node in near.nodes} == {"source", "claim"}
    farther = around(base, study.id, depth=2)
    assert {node.kind for node in farther.nodes} == {"source", "claim", "article"}
    assert set(near.nodes) < set(farther.nodes)
    assert nx.is_weakly_connected(build_graph(base, farther))


def test_who_says_it_is_tied_to_the_claim(base):
    ada = row_id(base, "select id from people where name = 'Anne Durand'")
    graph = build_graph(base, around(base, ada, depth=2))
    assert ("person", "says", "claim") in labels(graph)


@pytest.mark.parametrize(
    ("sql", "kind"),
    [
        ("select id from statistics where unit = 'EUR'", "claim"),
        ("select id from quotations", "claim"),
        ("select id from source_mentions", "source"),
        ("select id from person_mentions", "person"),
        ("select id from articles", "article"),
        ("select link_id from sources where link_id is not null", "source"),
        (
            "select link_id from link_mentions"
            " where link_id not in (select link_id from sources where link_id is not null)",
            "article",
        ),
        ("select id from link_mentions", "article"),
        ("select id from sections", "article"),
    ],
)
def test_any_id_leads_to_what_it_belongs_to(base, sql, kind):
    assert around(base, row_id(base, sql), depth=1).focus.kind == kind


@pytest.mark.parametrize("unknown", ["", "nothing", "' or 1=1 --"])
def test_an_unknown_id_is_said_to_be_unknown(base, unknown):
    with pytest.raises(UnknownId):
        around(base, unknown, depth=2)


def test_a_limit_leaves_out_and_counts_what_it_leaves_out(base):
    article = row_id(base, "select id from articles where path = 'potagers.txt'")
    small = around(base, article, depth=1, most=2)
    assert len(small.nodes) == 2
    # Two more claims of the article, and the two sources of the one that is shown.
    assert sorted(small.more.values()) == [2, 2] and small.left_out == 4
    assert most_leaned_on(base, most=3).left_out > 0


def test_every_node_has_a_place_of_its_own_the_same_each_time(base):
    graph = build_graph(base, most_leaned_on(base))
    places = place(graph)
    assert places.keys() == set(graph) and len(set(places.values())) == len(graph)
    assert places == place(build_graph(base, most_leaned_on(base)))


def test_what_leads_out_of_the_picture_is_counted(base, study):
    alone = around(base, study.id, depth=0)
    assert alone.nodes == (study,) and alone.more == {study: 1}
    whole = around(base, study.id, depth=6)
    assert sum(whole.more.values()) == whole.left_out


def test_a_path_leads_from_a_claim_to_the_study_behind_the_article(base, study):
    other = Node("claim", row_id(base, "select claim_id from figures where unit = 'EUR'"))
    found = path(base, other, study)
    assert [node.kind for node in found.nodes] == ["claim", "article", "claim", "source"]
    assert found.nodes[0] == other and found.nodes[-1] == study and found.thorough
    assert path(base, study, other).nodes == tuple(reversed(found.nodes))
    assert path(base, study, study).nodes == (study,)


def test_a_path_leads_from_a_person_by_way_of_her_organisation(base):
    elsewhere = Node(
        "claim",
        row_id(base, "select id from claims where support = 'sourced' and article_id like 'g%'"),
    )
    anne = Node("person", row_id(base, "select id from people where name = 'Anne Durand'"))
    found = path(base, anne, elsewhere)
    assert [node.kind for node in found.nodes] == ["person", "organisation", "claim"]


def test_where_there_is_no_path_there_is_none(tmp_path):
    from kb.store import open_kb
    from kb.store.rows import Provenance
    from kb.store.writer import write_article

    db = open_kb(tmp_path / "kb.db", create=True)
    for name in "ab":
        found = made(f"{name}.txt", f"{name} : 64 %.", claims=[Made(f"{name} : 64 %.")])
        write_article(db, found, name, Provenance(None, "tests", "2026-01-01"))
    one, other = (Node("claim", row[0]) for row in db.execute("select id from claims").fetchall())
    found = path(db.conn, one, other)
    assert (found.nodes, found.thorough) == ((), True)
    db.close()


def test_graphml_can_be_read_again_whatever_the_text(base):
    graph = build_graph(base, most_leaned_on(base))
    read = nx.parse_graphml(as_graphml(graph))
    assert len(read) == len(graph) and read.number_of_edges() == graph.number_of_edges()
    label = "a\x00b\ud800 <&> \x0b"
    odd = nx.MultiDiGraph()
    odd.add_node(Node("claim", "x"), label=label, url=None, n=[1])
    assert nx.parse_graphml(as_graphml(odd)).nodes["claim:x"] == {
        "label": "a\ufffdb\ufffd <&> \ufffd"
    }


def test_an_empty_base_gives_an_empty_graph(tmp_path):
    from kb.store import open_kb

    db = open_kb(tmp_path / "kb.db", create=True)
    graph = build_graph(db.conn, most_leaned_on(db.conn))
    assert len(graph) == 0 and place(graph) == {} and sum(totals(db.conn).values()) == 0
    db.close()


def test_a_large_star_stays_below_the_limit(tmp_path):
    """A source with two thousand claims: a picture of it is still one that can be read."""
    from kb.graph.selecting import MOST
    from kb.records import (
        Article,
        Citation,
        Claim,
        Findings,
        Mentions,
        Plain,
        Section,
        SourceMention,
    )
    from kb.store import open_kb
    from kb.store.clusters import settle
    from kb.store.rows import Provenance
    from kb.store.writer import write_article

    line = "The Fern study counts leaves.\n"
    text = line * 2000
    claims = tuple(
        Claim(i, i + len(line) - 1, 0, "sourced") for i in range(0, len(text), len(line))
    )
    findings = Findings(
        Article(
            path="a.txt", text=text, plain=Plain(text), sha256="0", format="text", language="en"
        ),
        Mentions(sources=(SourceMention(4, 14, 0, "study", title="Fern", rule="named"),)),
        claims=claims,
        citations=tuple(
            Citation(n, 0, None, c.start, c.end, "named", 0.5) for n, c in enumerate(claims)
        ),
        sections=(Section(0, "body", 0, len(text)),),
    )
    db = open_kb(tmp_path / "kb.db", create=True)
    write_article(db, findings, "a", Provenance(None, "tests", "2026-01-01"))
    settle(db)
    chosen = around(db.conn, "a", depth=2)
    assert len(chosen.nodes) == MOST and chosen.left_out > 200 and chosen.left_out_more
    assert len(place(build_graph(db.conn, chosen))) == MOST
    db.close()
