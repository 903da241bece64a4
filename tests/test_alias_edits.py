"""Edits of an alias table as a user makes them: previewed, made, looked at, taken back."""

from __future__ import annotations

from pathlib import Path

import polyonym
import pytest
from polyonym.base.errors import InputError, UsageError
from polyonym.tests.conftest import Runner
from polyonym.tests.edit_table import CommandTable as Table
from polyonym.tests.edit_table import four_entities


@pytest.fixture
def table(tmp_path: Path, run: Runner) -> Table:
    """A home that knows four entities."""
    return four_entities(run, tmp_path)


EDITS = [
    ("add", "org:bsu", "Белдзяржуніверсітэт", "--lang", "be", "--kind", "short", "--prior", 0.9),
    ("add", "org:bsu", "State University", "--status", "proposed", "--confidence", 0.2),
    ("add", "org:gsu", "Gomel State University", "--new", "organization", "--country", "by", "--city", "Gomel"),
    ("remove", "org:bsu", "БГУ"),
    ("remove", "org:faculty"),
    ("remove", "place:minsk", "--force"),
    ("edit", "org:bsu", "--name", "BSU Minsk", "--city", "Minsk", "--country", "", "--related", "place:minsk"),
    ("edit", "org:faculty", "--part-of", "org:bsu", "--source", "bsu.by", "--kind", "term"),
    ("edit", "org:bsu-2", "--unrelated", "place:minsk", "--part-of", "org:bsu"),
    ("edit", "org:bsu", "--alias", "BSU", "--set", "prior=0.7", "--set", "since=1921", "--set", "lang=en"),
    ("merge", "org:bsu-2", "org:bsu"),
    ("split", "org:bsu", "org:bsu-az", "--name", "Baku State University", "--alias", "Bakı Dövlət Universiteti"),
    ("reject", "org:bsu", "БГУ"),
    ("reject", "org:bsu", "Buryat State University"),
    ("distinguish", "org:bsu", "org:bsu-2"),
]  # fmt: skip


@pytest.mark.parametrize("words", EDITS, ids=lambda words: " ".join(map(str, words[:2])))
def test_an_edit_is_previewed_made_and_undone(table: Table, words: tuple[object, ...]) -> None:
    before = table.state()
    preview = table(*words, "--dry-run")
    assert preview.status == 0
    assert "nothing was changed" in preview.out
    dry = table(*words, "--dry-run", "--json").rows[0]
    assert (dry["change_set"], dry["dry_run"], table.state()) == (None, True, before)
    made = table(*words, "--json", "--why", "as the test says").rows[0]
    assert (made["change_set"], made["articles"]) == (2, [])
    assert {key: dry[key] for key in dry if key in made} == {**made, "change_set": None}
    assert table.state() != before
    about, shown = table("history", "--show", 2).out.split("\n", 1)
    assert "as the test says" in about
    assert preview.out.startswith(shown)
    assert table("history", "--show", 2, "--json").rows == dry["changes"]
    assert table("history", "--json").rows[0]["why"] == "as the test says"
    assert table("undo", 2).status == 0
    assert table.state() == before


WRONG = [
    (("add", "org:none", "x"), "there is no entity org:none"),
    (("add", "org:bsu", "x", "--country", "BY"), "said of a new entity"),
    (("add", "org:bsu", "Other", "--new", "organization"), "there is an entity org:bsu already"),
    (("add", "org:new", "x", "--new", "organization", "--country", "Belarus"), "no ISO 3166 code"),
    (("add", "org:new", "x", "--new", "organization", "--status", "rejected"), "rejected"),
    (("add", "org:bsu", "x", "--lang", "no tag"), "no language tag"),
    (("remove", "org:bsu", "nothing"), "has no alias 'nothing'"),
    (("remove", "org:bsu", "Belarusian State University"), "give it another name first"),
    (("remove", "org:bsu-2"), "while org:faculty refers to it"),
    (("remove", "place:minsk"), "while org:bsu-2 refers to it; --force"),
    (("edit", "org:bsu"), "nothing is given"),
    (("edit", "org:bsu", "--name", ""), "needs a name"),
    (("edit", "org:bsu", "--part-of", "org:bsu"), "a part of itself"),
    (("edit", "org:bsu-2", "--part-of", "org:faculty"), "a part of itself"),
    (("edit", "org:bsu", "--part-of", "org:none"), "there is no entity org:none"),
    (("edit", "org:bsu", "--related", "org:none"), "there is no entity org:none"),
    (("edit", "org:bsu", "--unrelated", "place:minsk"), "isn't related to place:minsk"),
    (("edit", "org:bsu", "--alias", "BSU"), "--set"),
    (("edit", "org:bsu", "--set", "prior=1"), "--alias"),
    (("edit", "org:bsu", "--alias", "BSU", "--city", "Minsk", "--set", "prior=1"), "one after the other"),
    (("edit", "org:bsu", "--alias", "BSU", "--set", "prior"), "KEY=VALUE"),
    (("edit", "org:bsu", "--alias", "BSU", "--set", "prior=often"), "a number from 0 to 1"),
    (("edit", "org:bsu", "--alias", "BSU", "--set", "colour=red"), "'colour' is nothing that an alias has"),
    (("edit", "org:bsu", "--alias", "BSU", "--set", "since=June"), "no year or ISO date"),
    (("edit", "org:bsu", "--alias", "BSU", "--set", "text="), "has no text"),
    (("edit", "org:bsu", "--alias", "БГУ", "--set", "text=BSU", "--set", "lang="), "already"),
    (("edit", "org:bsu", "--alias", "Belarusian State University", "--set", "status=rejected"), "another name first"),
    (("merge", "org:bsu", "org:bsu"), "into itself"),
    (("merge", "org:bsu", "place:minsk"), "of the kind organization, place:minsk of the kind place"),
    (("merge", "org:none", "org:bsu"), "there is no entity org:none"),
    (("split", "org:bsu", "org:new"), "needs a name"),
    (("split", "org:bsu", "org:bsu-2", "--name", "x"), "there is an entity org:bsu-2 already"),
    (("split", "org:bsu", "org:new", "--name", "x", "--alias", "y"), "has no alias 'y'"),
    (("split", "org:bsu", "org:new", "--name", "x", "--alias", "Belarusian State University"), "another name first"),
    (("reject", "org:bsu", "Belarusian State University"), "another name first"),
    (("distinguish", "org:bsu", "org:bsu"), "name two entities"),
    (("undo", "9"), "there is no change set 9"),
    (("undo", "2..1"), "write the first one first"),
    (("undo", "last"), "is no change set"),
    (("undo", "1..99999999"), "at most"),
    (("history", "--show", 9), "there is no change set 9"),
]


@pytest.mark.parametrize(("words", "said"), WRONG, ids=lambda each: " ".join(map(str, each))[:40])
def test_what_cannot_be_meant_is_refused_with_a_reason(table: Table, words: tuple[object, ...], said: str) -> None:
    before = table.state()
    done = table(*words)
    assert done.status == 2
    assert said in done.sentence
    assert table.state() == before


def test_merging_leads_everything_on(table: Table) -> None:
    told = table("merge", "org:bsu-2", "org:bsu", "--dry-run").out
    assert "  + be acronym «БДУ»" in told
    assert "  ~ part of org:bsu-2 → org:bsu" in told
    table("merge", "org:bsu-2", "org:bsu")
    assert {"БДУ", "State University of Belarus", "BSU"} <= table.texts("org:bsu")
    stub, kept = table("show", "org:bsu-2", "--json").rows
    assert (stub["merged_into"], stub["aliases"], kept["id"]) == ("org:bsu", [], "org:bsu")
    assert table.row("org:faculty")["part_of"] == "org:bsu"
    assert kept["related"] == ["place:minsk"]
    shown = table("show", "org:bsu-2").out
    assert "merged into: org:bsu" in shown
    assert "Belarusian State University" in shown
    assert "→ org:bsu" in table("find", "State University of Belarus").out
    for words in (("add", "org:bsu-2", "x"), ("merge", "org:bsu-2", "org:bsu"), ("merge", "org:bsu", "org:bsu-2")):
        assert "org:bsu-2 was merged into org:bsu; edit that one" in table(*words).sentence
    assert "while org:bsu-2, org:faculty refer to it" in table("remove", "org:bsu").sentence


def test_a_merged_entity_rises_again(table: Table) -> None:
    table("merge", "org:bsu-2", "org:bsu")
    table("edit", "org:bsu", "--alias", "БДУ", "--set", "source=bsu.by")
    table("add", "org:bsu", "BSU Minsk")
    assert table("split", "org:bsu", "org:bsu-2").status == 0
    assert table.texts("org:bsu") == {"BSU", "БГУ", "Bakı Dövlət Universiteti", "BSU Minsk"}
    risen = table.row("org:bsu-2")
    assert {alias["text"]: alias.get("source") for alias in risen["aliases"]} == {"BSU": None, "БДУ": "bsu.by"}
    assert (risen["different_from"], risen["related"]) == (["org:bsu"], ["place:minsk"])
    assert "known to be different" in table("merge", "org:bsu-2", "org:bsu").sentence
    assert table("distinguish", "org:bsu-2", "org:bsu", "--withdraw").status == 0
    assert table("merge", "org:bsu-2", "org:bsu").status == 0


def test_contradictions_stop_a_merge(table: Table) -> None:
    table("reject", "org:bsu", "БДУ")
    assert (
        "'БДУ' is a name of org:bsu-2, but was rejected as one of org:bsu"
        in table("merge", "org:bsu-2", "org:bsu").sentence
    )
    assert "settle that first" in table("merge", "org:bsu", "org:bsu-2").sentence
    assert "was rejected as a name of org:bsu" in table("add", "org:bsu", "БДУ", "--lang", "be").sentence
    table("edit", "org:bsu", "--alias", "БДУ", "--set", "status=active")
    assert table("merge", "org:bsu-2", "org:bsu").status == 0


def test_splitting_moves_what_is_named(table: Table) -> None:
    table("split", "org:bsu", "org:bsu-az", "--name", "Bakı Dövlət Universiteti", "--country", "AZ", "--city", "Baku")
    assert table.texts("org:bsu") == {"BSU", "БГУ"}
    new = table.row("org:bsu-az")
    assert (new["kind"], new["country"], new["city"]) == ("organization", "AZ", "Baku")
    assert [alias["lang"] for alias in new["aliases"]] == ["az"]
    assert (new["different_from"], table.row("org:bsu")["different_from"]) == (["org:bsu"], ["org:bsu-az"])


def test_contested_names(table: Table) -> None:
    table("edit", "org:bsu-2", "--alias", "BSU", "--set", "prior=0.6")
    table("edit", "org:bsu", "--alias", "BSU", "--set", "text=bsu", "--set", "prior=0.2")
    (row,) = table("contested", "--json").rows
    assert (row["text"], [claim["id"] for claim in row["claims"]]) == ("bsu", ["org:bsu-2", "org:bsu"])
    shown = table("contested", "BS").out
    assert "org:bsu  Belarusian State University  - acronym «bsu»  prior 0.2" in shown
    assert table("contested", "Minsk").status == 1
    table("merge", "org:bsu-2", "org:bsu")
    assert table("contested").status == 1


def test_a_dry_run_makes_no_home(tmp_path: Path, run: Runner) -> None:
    done = run("--home", tmp_path / "none", "aliases", "add", "org:lntu", "Coal Academy", "--dry-run")
    assert "  + variant «Coal Academy»" in done.out
    assert not (tmp_path / "none").exists()


def test_edits_reach_articles(table: Table) -> None:
    with polyonym.open(table.home) as engine:
        texts = ("The State University of Belarus opened.", "The Belarusian State University opened.")
        engine.index(polyonym.Article(f"a{n}", text) for n, text in enumerate(texts))
        assert engine.search("entity:org:bsu-2").total
        edit = engine.aliases.merge("org:bsu-2", "org:bsu")
        assert "a0" in edit.articles
        assert {hit.id for hit in engine.search("entity:org:bsu").hits} == {"a0", "a1"}
        assert edit.table.change_set is not None
        assert "a0" in engine.aliases.undo(edit.table.change_set).articles
        assert "a0" not in {hit.id for hit in engine.search("entity:org:bsu").hits}


def test_library_and_commands_have_the_same_words(table: Table) -> None:
    with polyonym.open(table.home) as engine:
        aliases = engine.aliases
        assert aliases.edit("org:bsu", city="Minsk", related=["place:minsk"], dry_run=True).table.changed == 1
        assert aliases.edit_alias("org:bsu", "BSU", {"prior": 0.5}, why="guess").table.aliases_changed == 1
        assert aliases.reject("org:bsu", "x").table.aliases_added == 1
        assert aliases.distinguish("org:bsu", "place:minsk").table.changed == 2
        assert aliases.split("org:bsu", "org:new", name="Baku State University").table.added == 1
        assert aliases.remove("org:new", force=True).table.removed == 1
        assert aliases.removal("org:new") is not None
        assert aliases.merge("org:bsu-2", "org:bsu").table.change_set is not None
        assert getattr(aliases.leads_to("org:bsu-2"), "id", None) == "org:bsu"
        assert not list(aliases.contested())
        with pytest.raises(TypeError, match="colour"):
            aliases.edit("org:bsu", colour="red")
        with pytest.raises(UsageError, match="no kind of entity"):
            aliases.edit("org:bsu", kind="mineral")
        with pytest.raises(InputError, match="no ISO 3166 code"):
            aliases.edit("org:bsu", country="Belarus")
