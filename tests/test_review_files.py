"""Reviews as files: exported, decided there, imported."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest
from polyonym.aliases.model import AliasKind, Status
from polyonym.engine.engine import Engine
from polyonym.engine.proposing.decisions import Decision, Verdict
from polyonym.engine.proposing.proposal import Proposal
from polyonym.engine.proposing.review_files import export_review, read_decisions
from polyonym.engine.proposing.storing import read_proposals
from polyonym.tests.conftest import Runner
from polyonym.tests.review_home import ORPO, TAMPERE, home_with_proposals, lines, names, pending


@pytest.fixture
def home(tmp_path: Path, run: Runner) -> Path:
    """A home with a few articles, and proposals from them."""
    return home_with_proposals(tmp_path, run)


@pytest.mark.parametrize("ending", ["csv", "jsonl"])
def test_a_review_as_a_file(home: Path, tmp_path: Path, run: Runner, ending: str) -> None:
    path = tmp_path / f"review.{ending}"
    assert "4 rows" in run("--home", home, "aliases", "review", "--export", path).out
    decided(path, {TAMPERE: "accept", ORPO: "reject"})
    assert "2 decisions could be taken" in run("--home", home, "aliases", "review", "--import", path, "--dry-run").out
    assert pending(home) == {TAMPERE, ORPO}
    done = run("--home", home, "aliases", "review", "--import", path)
    assert "2 decisions taken, change set" in done.out
    assert TAMPERE in names(home, "place:tampere")
    assert ORPO in names(home, "person:orpo", Status.REJECTED)
    assert not pending(home)
    again = run("--home", home, "aliases", "review", "--import", path)
    assert (again.status, again.out) == (0, "nothing had to be done\n")


def decided(path: Path, decisions: dict[str, str]) -> None:
    """Write decisions into an exported file, by name."""
    if path.suffix == ".jsonl":
        rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    else:
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
    for row in rows:
        row["decision"] = decisions.get(row["name"], "")
    if path.suffix == ".jsonl":
        lines(path, rows)
        return
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0].keys())
        writer.writeheader()
        writer.writerows(rows)


BAD = [
    ({"entity": "place:tampere", "name": "X", "decision": "maybe"}, "is no decision"),
    ({"entity": "place:nowhere", "name": "X", "decision": "accept"}, "there is no entity place:nowhere"),
    ({"entity": "place:tampere", "name": "", "decision": "accept"}, "has no name"),
    ({"entity": "place:tampere", "name": "X", "decision": "other"}, "needs the id of the entity in to_entity"),
    ({"entity": "place:tampere", "name": "X", "decision": "other", "to_entity": "no:one"}, "there is no entity no:one"),
    ({"entity": "place:tampere", "name": "Tampere", "decision": "reject"}, "can't be rejected"),
    ({"entity": "place:tampere", "name": "X", "decision": "accept", "kind": "nonsense"}, "nonsense"),
    ({"entity": "place:tampere", "name": "X", "decision": "accept", "prior": 7}, "prior must lie in 0..1"),
    ({"entity": "place:tampere", "name": 5, "decision": "accept"}, "must be strings"),
]


@pytest.mark.parametrize(("row", "why"), BAD, ids=[each[1] for each in BAD])
def test_a_bad_row_stops_the_import(home: Path, tmp_path: Path, run: Runner, row: dict[str, Any], why: str) -> None:
    good = {"entity": "place:turku", "name": "Турку", "decision": "accept"}
    path = lines(tmp_path / "bad.jsonl", [good, row])
    done = run("--home", home, "aliases", "review", "--import", path)
    assert done.status == 2
    assert f"{path}, line 2: " in done.sentence
    assert why in done.sentence
    assert "Турку" not in names(home, "place:turku")


def test_other_and_new_entities_in_a_file(home: Path, tmp_path: Path, run: Runner) -> None:
    rows = [
        {"entity": "place:tampere", "name": "Турку", "lang": "ru", "decision": "other", "to_entity": "place:turku"},
        {"entity": "place:tampere", "name": "Оулу", "lang": "ru", "decision": "new", "to_entity": "place:oulu"},
        {"entity": "place:tampere", "name": "Порво", "decision": "skip"},
    ]
    path = lines(tmp_path / "r.jsonl", rows)
    assert run("--home", home, "aliases", "review", "--import", path).status == 0
    assert "Турку" in names(home, "place:turku")
    assert names(home, "place:tampere", Status.REJECTED) == {"Турку", "Оулу"}
    assert run("--home", home, "aliases", "review", "--import", path).out == "nothing had to be done\n"
    history = run("--home", home, "aliases", "history", "--json").rows
    assert history[0]["why"] == "decisions of r.jsonl"


def test_a_changed_mind(home: Path, tmp_path: Path, run: Runner) -> None:
    for decision, status in (("reject", Status.REJECTED), ("accept", Status.ACTIVE), ("reject", Status.REJECTED)):
        path = lines(tmp_path / "r.jsonl", [{"entity": "place:turku", "name": "Турку", "decision": decision}])
        assert run("--home", home, "aliases", "review", "--import", path).status == 0
        assert "Турку" in names(home, "place:turku", status)


def test_wrong_use(home: Path, tmp_path: Path, run: Runner) -> None:
    path = tmp_path / "x.csv"
    assert "can't be given together" in run("aliases", "review", "--export", path, "--import", path).sentence
    assert "--dry-run is for --import" in run("aliases", "review", "--dry-run").sentence
    path.write_text("name,what\nx,y\n", "utf-8")
    assert "has no column 'entity'" in run("--home", home, "aliases", "review", "--import", path).sentence
    assert run("--home", home, "aliases", "review", "--import", tmp_path / "none.csv").status == 2


def test_a_spreadsheet_takes_no_cell_for_a_formula(home: Path, tmp_path: Path, run: Runner) -> None:
    odd = Proposal("place:turku", "Turku", "=1+1", None, AliasKind.VARIANT, 0.5, 1, 1, "likeness", "odd")
    path = tmp_path / "odd.csv"
    export_review(path, [odd], ())
    assert "'=1+1" in path.read_text("utf-8")
    decided(path, {"'=1+1": "accept"})
    with Engine(home) as engine:
        (found,) = read_decisions(path, engine.aliases.get)
    assert found == Decision(Verdict.ACCEPT, "place:turku", "=1+1")
    assert read_proposals(tmp_path) == []
