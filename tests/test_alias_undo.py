"""Change sets taken back, ids that are no more, and many edits at once, as a user meets them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from polyonym.tests.conftest import Runner
from polyonym.tests.edit_table import CommandTable as Table
from polyonym.tests.edit_table import four_entities


@pytest.fixture
def table(tmp_path: Path, run: Runner) -> Table:
    """A home that knows four entities."""
    return four_entities(run, tmp_path)


def test_an_id_that_was_removed_is_remembered(table: Table) -> None:
    table("remove", "org:faculty", "--why", "closed")
    gone = table("show", "org:faculty")
    assert gone.status == 1
    assert "removed by change set 2" in gone.sentence
    assert "closed); `polyonym aliases undo 2` brings it back" in gone.sentence
    assert "removed it" in table("add", "org:faculty", "x").sentence
    refused = table("add", "org:faculty", "Faculty of Physics", "--new", "organization").sentence
    assert "was the id of 'Faculty of Law' until change set 2 removed it" in refused
    assert table("add", "org:faculty", "Faculty of Law", "--new", "organization").status == 0


def test_undo_keeps_later_edits_and_says_what_stands_in_its_way(table: Table) -> None:
    before = table.state()
    table("edit", "org:bsu", "--city", "Minsk")  # 2
    table("add", "org:bsu", "Бел. гос. ун-т", "--lang", "ru")  # 3
    table("edit", "org:bsu", "--alias", "Бел. гос. ун-т", "--set", "confidence=0.5")  # 4
    table("add", "org:bsu", "BSU Minsk")  # 5
    assert table("undo", 2).status == 0  # 6
    assert {"Бел. гос. ун-т", "BSU Minsk"} <= table.texts("org:bsu")
    assert "city" not in table.row("org:bsu")
    refused = table("undo", 3).sentence
    assert "change set 3 can't be undone: org:bsu was changed again by change set 4" in refused
    assert "«Бел. гос. ун-т»" in refused
    assert table("undo", 3, 4, "--json").rows[0]["aliases_removed"] == 1  # 7
    assert table.texts("org:bsu") == {"BSU", "БГУ", "Bakı Dövlət Universiteti", "BSU Minsk"}
    assert "undo change sets 3, 4" in table("history").out
    table("undo", "6")
    assert table.row("org:bsu")["city"] == "Minsk"
    table("undo", "2..8")
    assert table.state() == before


def test_undoing_an_entity_that_others_came_to_refer_to_is_refused(table: Table) -> None:
    table("add", "org:gsu", "Gomel State University", "--new", "organization")  # 2
    table("edit", "org:faculty", "--part-of", "org:gsu")  # 3
    refused = table("undo", 2).sentence
    assert "org:faculty was changed again by change set 3 (it refers to org:gsu, which would be removed)" in refused
    table("edit", "org:faculty", "--part-of", "")  # 4
    assert table("undo", 2).status == 0  # 5
    assert "org:faculty would refer to it again" in table("undo", 4).sentence


def test_many_edits_from_a_file_are_one_change_set(table: Table) -> None:
    rows = [
        {"do": "add", "id": "org:bsu", "text": "Белорусский университет", "lang": "ru", "kind": "short"},
        {"do": "add", "id": "org:gsu", "text": "Gomel State University", "new": "organization", "country": "BY"},
        {"do": "edit", "id": "org:gsu", "part_of": "org:bsu", "related": ["place:minsk"]},
        {"do": "edit", "id": "org:bsu", "alias": "BSU", "set": {"prior": 0.9, "until": None}},
        {"do": "distinguish", "id": "org:gsu", "other": "org:bsu-2"},
        {"do": "reject", "id": "org:gsu", "text": "BSU"},
        {"do": "merge", "id": "org:bsu-2", "into": "org:bsu"},
        {"do": "split", "id": "org:bsu", "new_id": "org:bdu", "name": "Baku", "aliases": ["Bakı Dövlət Universiteti"]},
        {"do": "remove", "id": "org:bsu", "text": "БГУ"},
        {"do": "remove", "id": "org:faculty"},
    ]
    before, given = table.state(), "".join(json.dumps(row) + "\n" for row in rows)
    assert table("apply", "-", "--dry-run", stdin=given).status == 0
    assert table.state() == before
    done = table("apply", "-", "--json", stdin=given).rows[0]
    assert (done["change_set"], done["added"], done["removed"]) == (2, 2, 1)
    assert table.row("org:gsu")["different_from"] == ["org:bsu"]
    assert table("undo", 2).status == 0
    assert table.state() == before


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ('{"do": "paint", "id": "org:bsu"}', "line 2: does 'paint', which is none of add, remove"),
        ('{"do": "add", "id": "org:bsu", "text": "x", "colour": "red"}', "line 2: says 'colour'"),
        ('{"do": "add", "id": "org:bsu"}', "line 2: has no text"),
        ('{"do": "add", "id": "org:bsu", "text": "x", "city": "Minsk"}', "line 2: has a city"),
        ('{"do": "merge", "id": "org:bsu", "into": 5}', "line 2: into must be a string"),
        ('{"do": "split", "id": "org:bsu", "new_id": "x", "aliases": "y"}', "line 2: aliases must be a list"),
        ('{"do": "remove", "id": "org:bsu", "force": "yes"}', "line 2: force must be true or false"),
        ('{"do": "edit", "id": "org:bsu", "alias": "BSU"}', "line 2: needs `set`"),
        ('{"do": "merge", "id": "org:bsu", "into": "org:none"}', "line 2: there is no entity org:none"),
        ('{"do": "edit", "id": "org:bsu", "country": "Belarus"}', "line 2: country 'Belarus'"),
        ("[]", "line 2: is not a JSON object"),
    ],
)
def test_a_bad_row_is_named_and_nothing_is_done(table: Table, row: str, said: str) -> None:
    before = table.state()
    done = table("apply", "-", stdin='{"do": "reject", "id": "org:bsu", "text": "x"}\n' + row + "\n")
    assert done.status == 2
    assert said in done.sentence
    assert table.state() == before


def test_every_bad_row_is_told(table: Table) -> None:
    done = table("apply", "-", stdin="{}\n{}\n")
    assert done.status == 2
    assert "line 1: does None" in done.err
    assert "2 rows can't be used, nothing was taken" in done.err
