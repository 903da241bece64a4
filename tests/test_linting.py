"""Lint finds what is wrong, leaves alone what is right, and its fixes lose nothing."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from polyonym.aliases.bundled import bundled_entities
from polyonym.aliases.model import Alias, AliasKind, Entity, EntityKind, Status
from polyonym.aliases.records import entity_from
from polyonym.base.errors import UsageError
from polyonym.engine.linting.codes import Severity, at_least, chosen, code_of, codes
from polyonym.engine.linting.finding import Finding
from polyonym.engine.linting.fixing import fixed
from polyonym.engine.linting.linter import Linter
from polyonym.engine.linting.texts import bare

ROOT = Path(__file__).resolve().parents[1]
CASES = [json.loads(line) for line in (ROOT / "tests/cases/lint.jsonl").read_text("utf-8").splitlines()]
ALL = chosen()
BUNDLED = [each for each in bundled_entities() if each.id in ("org:lntu", "place:minsk", "place:oxford")]
"""Those of the bundled tables that the cases ask for."""


def linter(entities: list[Entity]) -> Linter:
    """What lints these entities, with some of the bundled ones beside."""
    return Linter(lambda: entities, ALL, bundled=lambda: BUNDLED)


def found(entities: list[Entity]) -> list[Finding]:
    """The findings, without the one that says that a whole table has no sources."""
    return [each for each in linter(entities).findings() if each.entity]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["why"])
def test_finds_what_is_wrong(case: dict[str, Any]) -> None:
    entities = [entity_from(row) for row in case["entities"]]
    findings = found(entities)
    assert sorted(each.code for each in findings) == case["codes"], [each.message for each in findings]
    for each in findings:
        assert each.message
        assert each.fix is None or each.about.fix != "no"
        assert each.fix is not None or each.about.fix != "yes"
    if "after" in case:
        (_, after), *_ = linter(entities).fixes()
        assert case["after"][0] in {name.text for name in after.names()}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["why"])
def test_what_is_fixed_isnt_found_again(case: dict[str, Any]) -> None:
    entities = [entity_from(row) for row in case["entities"]]
    after = {before.id: now for before, now in linter(entities).fixes()}
    left = found([after.get(each.id, each) for each in entities])
    assert not [each.message for each in left if each.fix is not None]


def test_every_code_has_a_case() -> None:
    seen = {code for case in CASES for code in case["codes"]}
    assert set(codes()) - seen == {"F001"}
    assert len([case for case in CASES if not case["codes"]]) >= 30


def test_the_bundled_tables_are_clean() -> None:
    worse = at_least(Severity.WARNING)
    findings = [each for each in Linter(bundled_entities, ALL).findings() if each.severity in worse]
    assert not [(each.code, each.entity, each.message) for each in findings]


def test_the_manual_lists_every_code() -> None:
    manual = (ROOT / "docs/linting.md").read_text("utf-8")
    for code in codes().values():
        assert f"| {code.code} | {code.severity} | {code.fix} | {code.title} | {code.explanation} |" in manual


def test_codes_are_chosen_by_their_beginnings() -> None:
    assert chosen(["D", "a001"]) == {"D001", "D002", "D003", "A001"}
    assert ALL - chosen(ignore=["D0"]) == {"D001", "D002", "D003"}
    with pytest.raises(UsageError, match="no code begins with 'Q'"):
        chosen(["Q"])
    with pytest.raises(UsageError, match="there is no code 'D999'"):
        code_of("D999")


def test_only_the_entities_asked_for() -> None:
    entities = [Entity(f"org:{n}", EntityKind.ORGANIZATION, "Alpha  &amp; Beta", "GB") for n in "abc"]
    of_b = Linter(lambda: entities, ALL, frozenset(("org:b",)))
    assert [(each.entity, each.code) for each in of_b.findings()] == [("org:b", "C003"), ("org:b", "A005")]
    assert [before.id for before, _ in of_b.fixes()] == ["org:b"]


PIECES = st.sampled_from([
    "&amp;", "<i>", "«", "»", '"', "(", ")", " ,", ",", "\u200b", "\u00ad", "e\u0301", "Ａ", "_", "Ð›Ð¾Ð½Ð´Ð¾Ð½",
    "o", "о", "Лонд", "Lond", "IX", "大学", "서울", " ", " and ", "’s", "'", "WHO", "%D0%9C%D0%B8", "i\u0307", "\ufffd",
    "•", "١", "\U0001f642",
])  # fmt: skip
TEXTS = st.lists(PIECES, min_size=1, max_size=5).map("".join).map(lambda text: " ".join(text.split()) or "x")
LANGS = st.sampled_from([None, "en", "ru", "RU", "cn", "zh", "rus", "kk-Latn", "xx", "ko"])
DATES = st.sampled_from([None, "1990", "1980-05", "2990"])
NAMES = st.builds(
    Alias, TEXTS, LANGS, st.sampled_from(list(AliasKind)), st.none(), st.sampled_from([0.0, 0.5, 1.0]), DATES, DATES,
    st.sampled_from([Status.ACTIVE, Status.ACTIVE, Status.PROPOSED, Status.REJECTED]),
    st.sampled_from([None, 0.3, 0.9]),
)  # fmt: skip
IDS = st.sampled_from(["a", "b", "c"])
ENTITIES = st.builds(
    Entity, IDS, st.sampled_from(list(EntityKind)), TEXTS, st.sampled_from([None, "GB", "UK", "SU"]), st.none(),
    st.none() | IDS, st.lists(IDS, max_size=2).map(tuple), st.none(), st.lists(IDS, max_size=2).map(tuple),
    st.none() | IDS, st.lists(NAMES, max_size=4).map(tuple),
).map(Entity.ordered)  # fmt: skip


def spelled(entity: Entity) -> set[tuple[str, bool]]:
    """The letters and digits of an entity's names, each mended by itself, and whether it is one that counts."""
    alone = [Entity("x", EntityKind.TERM, "x", aliases=(each,)) for each in (*entity.names(), *entity.aliases)]
    check = Linter(list, chosen(["C", "S"])).of
    return {(bare(each.text), each.status is Status.REJECTED) for one in alone for each in fixed(one, check).aliases}


@settings(max_examples=150, deadline=None)
@given(st.lists(ENTITIES, min_size=1, max_size=3, unique_by=lambda entity: entity.id))
def test_fixing_twice_changes_nothing_and_loses_no_name(entities: list[Entity]) -> None:
    known = linter(entities)
    for before, after in known.fixes():
        assert after == after.ordered()
        assert fixed(after, known.of) == after
        assert spelled(before) <= spelled(after)
        assert (before.id, before.kind) == (after.id, after.kind)


@pytest.mark.parametrize(
    "text",
    [
        "a" * 1_000_000,
        "\u0301" * 100_000,
        "word " * 10_000,
        "(" * 5_000,
        "&amp;" * 20_000,
        "<i " * 20_000,
        "аa" * 50_000,
        '"' * 9_999,
        "_a" * 50_000,
        "\ud800\udfff",
        "a\0b",
        " , " * 900,
    ],
    ids=lambda text: ascii(text[:6]),
)
def test_hostile_names_are_survived(text: str) -> None:
    names = (Alias(text, "ru", AliasKind.OFFICIAL), Alias(text, "en", AliasKind.ACRONYM), Alias(text))
    entity = Entity("x", EntityKind.ORGANIZATION, text, aliases=names)
    for each in found([entity]):
        assert len(each.message) < 1_000
    list(linter([entity]).fixes())
