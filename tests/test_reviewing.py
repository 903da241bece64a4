"""Reviews of proposals and contested names, by keys from a pipe."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from polyonym.aliases.model import Status
from polyonym.engine.engine import Engine
from polyonym.engine.proposing.proposal import proposal_id
from polyonym.engine.proposing.storing import FILE
from polyonym.tests.conftest import Ran, Runner
from polyonym.tests.review_home import ORPO, TAMPERE, home_with_proposals, names, pending

Keys = Callable[..., Ran]


@pytest.fixture
def home(tmp_path: Path, run: Runner) -> Path:
    """A home with a few articles, and proposals from them."""
    return home_with_proposals(tmp_path, run)


@pytest.fixture
def review(home: Path, run: Runner) -> Keys:
    """Runs `aliases review` with keys, one a line: `review("a", "q")`."""

    def ran(*keys: str, options: tuple[object, ...] = ("--only", "proposals")) -> Ran:
        return run("--home", home, "aliases", "review", *options, stdin="".join(f"{key}\n" for key in keys))

    return ran


def test_proposals_lie_in_the_home(home: Path, run: Runner) -> None:
    rows = [json.loads(line) for line in (home / FILE).read_text("utf-8").splitlines()]
    assert {row["name"] for row in rows} == {TAMPERE, ORPO}
    assert all(row["id"] == proposal_id(row["entity"], row["name"]) for row in rows)
    assert rows[0]["score"] >= rows[1]["score"]
    assert run("--home", home, "aliases", "propose", "--json").rows == rows
    assert len(run("--home", home, "aliases", "propose", "--json", "--kind", "place").rows) == 1
    assert pending(home) == {TAMPERE}  # a new run replaces what was pending
    assert run("--home", home, "aliases", "propose", "--entity", "place:turku").status == 1


def test_propose_writes_a_file_too(home: Path, tmp_path: Path, run: Runner) -> None:
    assert "2 proposals pending" in run("--home", home, "aliases", "propose", "--output", tmp_path / "p.jsonl").out
    assert (tmp_path / "p.jsonl").read_text("utf-8") == (home / FILE).read_text("utf-8")


def test_accepted_and_rejected_names(home: Path, review: Keys, run: Runner) -> None:
    done = review("a", "r")
    assert "2 decisions taken" in done.out
    assert not pending(home)
    told = {TAMPERE, ORPO}
    active = names(home, "place:tampere") | names(home, "person:orpo")
    rejected = names(home, "place:tampere", Status.REJECTED) | names(home, "person:orpo", Status.REJECTED)
    assert active & told
    assert rejected & told
    assert (active | rejected) >= told
    assert run("--home", home, "aliases", "propose").status == 1  # neither is proposed again


def test_undo_brings_a_proposal_back(home: Path, review: Keys) -> None:
    before = pending(home)
    done = review("a", "u", "s", "q")
    assert "0 decisions taken" in done.out
    assert pending(home) == before
    assert not names(home, "place:tampere") - {"Tampere"}


def test_another_entity_by_name(home: Path, review: Keys) -> None:
    with Engine(home) as engine:
        first = engine.aliases.proposals()[0]
    review("o", "Turku", "q")
    assert first.name in names(home, "place:turku")
    assert first.name in names(home, first.entity, Status.REJECTED)
    assert first.name not in pending(home)


def test_another_entity_that_is_not_there(home: Path, review: Keys) -> None:
    before = pending(home)
    done = review("o", "Xyzzyplugh", "q")
    assert "no entity is found by that" in done.err
    assert pending(home) == before


def test_a_new_entity(home: Path, review: Keys) -> None:
    with Engine(home) as engine:
        first = engine.aliases.proposals()[0]
    done = review("n", "nonsense", "n", "place", "place:new", "q")
    assert "is no kind of entity" in done.err
    with Engine(home) as engine:
        made = engine.aliases.get("place:new")
    assert made is not None
    assert (made.kind, made.name) == ("place", first.name)
    assert first.name in names(home, first.entity, Status.REJECTED)


def test_articles_follow_at_the_end(home: Path, review: Keys) -> None:
    assert "0 articles tagged again" in review("a", "q", options=("--only", "proposals", "--no-retag")).out
    assert "articles tagged again" in review("a").out


def test_help_and_unknown_keys(review: Keys) -> None:
    done = review("?", "x", "", "q")
    assert "accept: it is a name of the entity" in done.out
    assert done.status == 0


def test_what_is_shown(review: Keys) -> None:
    done = review("q")
    assert "⟦" in done.out
    assert "[place:tampere]  place, FI" in done.out or "[person:orpo]  person, FI" in done.out


def test_nothing_pending(home: Path, review: Keys) -> None:
    review("a", "a")
    done = review("a")
    assert done.status == 1
    assert "nothing is pending" in done.out


def test_an_interrupted_review_asks_nothing_twice(home: Path) -> None:
    with Engine(home) as engine:
        held, before = engine.aliases.review(), (home / FILE).read_text("utf-8")
        held.accept(held.proposals()[0])
        (home / FILE).write_text(before, "utf-8")  # killed before the list of what is pending was written
        assert len(held.proposals()) == 1


@pytest.mark.parametrize(
    "keys", [("1",), ("b", ""), ("b", "70 30"), ("r", "2")], ids=["keep", "both", "shares", "refuse"]
)
def test_contested_names(home: Path, review: Keys, keys: tuple[str, ...]) -> None:
    done = review(*keys, options=("--only", "contested"))
    assert "BSU is a name of 2 entities" in done.out
    assert "1 decision taken" in done.out
    assert review("s", options=("--only", "contested")).status == 1
    with Engine(home) as engine:
        both = [engine.aliases.get(each) for each in ("org:bsu-az", "org:bsu-by")]
    said = [(a.status, a.prior) for each in both if each for a in each.aliases if a.text == "BSU"]
    if keys[0] == "b":
        assert said == ([(Status.ACTIVE, 0.7), (Status.ACTIVE, 0.3)] if keys[1] else [(Status.ACTIVE, 0.5)] * 2)
    else:
        assert said == [(Status.ACTIVE, None), (Status.REJECTED, None)]


def test_bad_shares_are_asked_again(review: Keys) -> None:
    done = review("b", "1", "9", "q", options=("--only", "contested"))
    assert "type 2 numbers above 0" in done.err
    assert "type a number from 1 to 2" in done.err


def test_damaged_proposals_are_named(home: Path, review: Keys) -> None:
    (home / FILE).write_text('{"id": 1}\n', "utf-8")
    done = review("a")
    assert done.status == 3
    assert "is damaged in line 1" in done.sentence
