"""`polyonym aliases lint` as a user runs it: over a home, over files, with fixes that can be undone."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from polyonym.tests.conftest import Runner

TABLE = """\
org:x organization
  name: Foo &amp; Bar
  country: UK
  source: a book
  en official Foo &amp; Bar
  ru translation Лондoнский университет | source=a newspaper
  cn translation 北京大学

org:y organization
  name: Beta University
  country: GB
  source: a book
  part_of: org:none
  en variant Beta Uni
  - variant Beta Uni
"""
BAD_ROW = """
org:z organization
  name: Gamma
  en nonsense Gamma
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A file of entities with mistakes in it."""
    path = tmp_path / "table.txt"
    path.write_text(TABLE, "utf-8")
    return path


@pytest.fixture
def table(tmp_path: Path, file: Path, run: Runner) -> Path:
    """A home with these entities."""
    path = tmp_path / "linted"
    assert run("--home", path, "aliases", "import", file).status == 0
    return path


def test_tells_what_is_wrong_entity_by_entity(run: Runner, table: Path) -> None:
    ran = run("--home", table, "aliases", "lint")
    assert ran.status == 1
    assert ran.err == ""
    lines = ran.out.splitlines()
    assert [line for line in lines if not line.startswith(" ")] == [
        "org:x",
        "org:y",
        "5 warnings, 1 note in 2 entities; --fix mends 5",
    ]
    codes = [line.split()[0] for line in lines if line.startswith("  ") and not line.startswith("   ")]
    assert codes == ["C003", "S001", "L002", "E004", "D001", "R002"]
    assert "      fix: cn translation «北京大学» → zh translation «北京大学»" in lines


def test_one_row_a_finding_for_machines(run: Runner, table: Path) -> None:
    ran = run("--home", table, "aliases", "lint", "org:y", "--json")
    assert ran.status == 1
    first, second = ran.rows
    assert (first["code"], first["severity"], first["entity"], first["text"]) == ("D001", "note", "org:y", "Beta Uni")
    assert second["fix"] is None
    assert second["message"] == "it is part of org:none, which isn't there"


@pytest.mark.parametrize(
    ("options", "status"),
    [
        (["--fail-on", "error"], 0),
        (["--fail-on", "never"], 0),
        (["--select", "D"], 0),
        (["--select", "D", "--fail-on", "note"], 1),
        (["--ignore", "C,S,L002,E,R"], 0),
        (["org:y", "--ignore", "R"], 0),
    ],
)
def test_the_exit_status_is_as_asked_for(run: Runner, table: Path, options: list[str], status: int) -> None:
    assert run("--home", table, "aliases", "lint", *options).status == status


def test_a_dry_run_changes_nothing(run: Runner, table: Path) -> None:
    before = run("--home", table, "aliases", "export").out
    ran = run("--home", table, "aliases", "lint", "--fix", "--dry-run")
    assert ran.status == 1
    assert "  name: Foo &amp; Bar → Foo & Bar" in ran.out.splitlines()
    assert "  - ru translation Лондoнский университет" in ran.out.splitlines()
    assert ran.out.splitlines()[-1] == "--fix would change 2 entities"
    assert run("--home", table, "aliases", "export").out == before
    rows = run("--home", table, "aliases", "lint", "--dry-run", "--json").rows
    assert [row["entity"] for row in rows] == ["org:x", "org:y"]
    assert rows[1]["after"]["aliases"] == [{"text": "Beta Uni", "lang": "en", "kind": "variant"}]


def test_fixes_are_one_change_set_that_can_be_undone(run: Runner, table: Path) -> None:
    before = run("--home", table, "aliases", "export").out
    ran = run("--home", table, "aliases", "lint", "--fix")
    assert ran.status == 1
    lines = ran.out.splitlines()
    assert lines[0] == "2 entities fixed (change set 2); 0 articles tagged again"
    assert lines[-1] == "1 warning in 1 entity"
    assert "lint: all codes" in run("--home", table, "aliases", "history").out
    names = json.loads(run("--home", table, "aliases", "show", "org:x", "--json").out)
    assert (names["name"], names["country"]) == ("Foo & Bar", "GB")
    assert {"text": "Лондонский университет", "lang": "ru", "kind": "translation", "source": "a newspaper"} in names[
        "aliases"
    ]
    assert run("--home", table, "aliases", "lint", "--fix").out.startswith("nothing could be fixed\n")
    assert run("--home", table, "aliases", "undo", 2).status == 0
    assert run("--home", table, "aliases", "export").out == before


def test_only_what_is_selected_is_fixed(run: Runner, table: Path) -> None:
    ran = run("--home", table, "aliases", "lint", "--fix", "--select", "C", "--json")
    assert ran.status == 0
    assert ran.rows == [{"change_set": 2, "changed": 1, "articles": []}]
    assert "lint: C" in run("--home", table, "aliases", "history").out
    assert "D001" in run("--home", table, "aliases", "lint").out


def test_articles_follow_a_fix(run: Runner, table: Path, tmp_path: Path) -> None:
    (tmp_path / "news.jsonl").write_text(json.dumps({"id": "1", "text": "Лондонский университет открыт."}), "utf-8")
    assert run("--home", table, "index", tmp_path / "news.jsonl").status == 0
    ran = run("--home", table, "aliases", "lint", "--fix", "--json")
    assert ran.rows[0]["articles"] == ["1"]
    assert [hit["id"] for hit in run("--home", table, "search", "entity:org:x", "--json").rows[0]["hits"]] == ["1"]


def test_a_file_is_linted_with_its_lines(run: Runner, file: Path) -> None:
    file.write_text(TABLE + BAD_ROW, "utf-8")
    ran = run("aliases", "lint", "--file", file, "--json", "--fail-on", "error")
    assert ran.status == 1
    assert {(row["code"], row["line"]) for row in ran.rows} == {
        ("F001", 19),
        ("C003", 2),
        ("S001", 6),
        ("L002", 7),
        ("E004", 1),
        ("D001", 14),
        ("R002", 9),
    }
    assert all(row["file"].endswith("table.txt") for row in ran.rows)


@pytest.mark.parametrize("form", ["jsonl", "csv", "tsv"])
def test_lines_of_other_formats(run: Runner, table: Path, tmp_path: Path, form: str) -> None:
    path = tmp_path / f"out.{form}"
    assert run("--home", table, "aliases", "export", path, "--format", form).status == 0
    rows = run("aliases", "lint", "--file", path, "--json", "--select", "S,D").rows
    assert {row["code"] for row in rows} == {"S001", "D001"}
    lines = path.read_text("utf-8").splitlines()
    for row in rows:
        assert row["entity"] in lines[row["line"] - 1]
        assert row["text"] in lines[row["line"] - 1]


def test_bundled_tables_are_linted_without_a_home(run: Runner) -> None:
    ran = run("aliases", "lint", "--ignore", "W,K,A")
    assert ran.status == 0
    assert "0 errors" not in ran.out


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (["--select", "Q"], "no code begins with 'Q'"),
        (["nosuch"], "there is no entity nosuch in this table"),
        (["--explain", "X1"], "there is no code 'X1'"),
        (["--file", "-"], "standard input can't be linted"),
        (["--file", "no.txt"], "no.txt"),
        (["--file", "no.txt", "--fix"], "a file is only read"),
        (["--format", "csv"], "none is given"),
    ],
)
def test_wrong_use_is_one_sentence(run: Runner, options: list[str], sentence: str) -> None:
    ran = run("aliases", "lint", *options)
    assert ran.status == 2
    assert sentence in ran.sentence


def test_codes_are_explained(run: Runner) -> None:
    ran = run("aliases", "lint", "--explain", "d001")
    assert ran.status == 0
    assert ran.out.startswith("D001 the same name twice (note)\n")
    (row,) = run("aliases", "lint", "--explain", "D001", "--json").rows
    assert row["fix"] == "yes"
