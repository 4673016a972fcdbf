"""Which part of a base is drawn, and what ties it together."""

import networkx as nx
import pytest

from kb.graph import UnknownId, around, build_graph, most_leaned_on
from kb.graph.building import place
from kb.store.neighbours import Node, totals


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


def test_a_limit_leaves_out_and_counts_what_it_leaves_out(base, study):
    article = row_id(base, "select id from articles where path = 'potagers.txt'")
    small = around(base, article, depth=1, most=2)
    assert len(small.nodes) == 2 and small.left_out == 2
    assert most_leaned_on(base, most=3).left_out > 0
    assert around(base, study.id, depth=6).left_out == 0


def test_every_node_has_a_place_of_its_own_the_same_each_time(base):
    graph = build_graph(base, most_leaned_on(base))
    places = place(graph)
    assert places.keys() == set(graph) and len(set(places.values())) == len(graph)
    assert places == place(build_graph(base, most_leaned_on(base)))


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
    assert len(chosen.nodes) == MOST and chosen.left_out > 500
    assert len(place(build_graph(db.conn, chosen))) == MOST
    db.close()
