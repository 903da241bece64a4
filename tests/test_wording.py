"""Changes in words, line by line."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from polyonym.aliases.model import Alias, AliasKind, Entity, EntityKind, Status
from polyonym.aliases.wording import differences, heading

RU = Alias("Минск", "ru", AliasKind.OFFICIAL)
MINSK = Entity("place:minsk", EntityKind.PLACE, "Minsk", "BY", aliases=(RU,))


@pytest.mark.parametrize(
    ("after", "lines"),
    [
        (MINSK, []),
        (replace(MINSK, country=None, city="Minsk"), ["- country BY", "+ city Minsk"]),
        (replace(MINSK, name="Miensk", part_of="place:by"), ["~ name Minsk → Miensk", "+ part of place:by"]),
        (replace(MINSK, related=("a:1", "a:2")), ["+ related a:1", "+ related a:2"]),
        (replace(MINSK, different_from=("a:1",)), ["+ different from a:1"]),
        (replace(MINSK, merged_into="a:1", aliases=()), ["+ merged into a:1", "- ru official «Минск»"]),
        (replace(MINSK, aliases=(RU, Alias("Мінск", "be"))), ["+ be variant «Мінск»"]),
        (replace(MINSK, aliases=(RU, Alias("MSQ"))), ["+ variant «MSQ»"]),
        (replace(MINSK, aliases=(replace(RU, lang="be"),)), ["+ be official «Минск»", "- ru official «Минск»"]),
        (
            replace(MINSK, aliases=(replace(RU, confidence=0.5, status=Status.REJECTED),)),
            ["~ ru official «Минск»: confidence 1 → 0.5, status active → rejected"],
        ),
        (
            replace(MINSK, aliases=(replace(RU, prior=0.25, since="1067", source="chronicle"),)),
            ["~ ru official «Минск»: source none → chronicle, since none → 1067, prior none → 0.25"],
        ),
        (
            replace(MINSK, aliases=(RU, Alias("Mensk", "be", AliasKind.FORMER, None, 0.9, "1067", "1939"))),
            ["+ be former «Mensk», confidence 0.9, since 1067, until 1939"],
        ),
    ],
)
def test_differences(after: Entity, lines: list[str]) -> None:
    assert differences(MINSK, after) == lines


def test_what_comes_and_goes_is_told_whole() -> None:
    told = ["kind place", "name Minsk", "country BY", "ru official «Минск»"]
    assert differences(None, MINSK) == [f"+ {each}" for each in told]
    assert differences(MINSK, None) == [f"- {each}" for each in told]
    assert heading(None, MINSK) == "place:minsk  Minsk  (new)"
    assert heading(MINSK, None) == "place:minsk  Minsk  (removed)"
    assert heading(MINSK, replace(MINSK, name="Miensk")) == "place:minsk  Miensk"


_aliases = st.builds(
    Alias, st.sampled_from("ab"), st.sampled_from([None, "en"]), confidence=st.sampled_from([0.5, 1.0]),
    status=st.sampled_from(Status), prior=st.sampled_from([None, 0.5]), since=st.sampled_from([None, "1921"]),
)  # fmt: skip
_ids = st.lists(st.sampled_from(["y:1", "y:2"]), max_size=2, unique=True).map(tuple)
_versions = st.none() | st.builds(
    Entity, st.just("x:1"), st.just(EntityKind.TERM), st.sampled_from("ab"), st.sampled_from([None, "BY"]),
    different_from=_ids, aliases=st.lists(_aliases, max_size=3).map(tuple),
).map(Entity.ordered)  # fmt: skip


@given(_versions, _versions)
def test_every_difference_is_told_and_nothing_else(before: Entity | None, after: Entity | None) -> None:
    there, back = differences(before, after), differences(after, before)
    assert len(there) == len(back)
    if before is not None and after is not None:  # the order of ids means nothing
        before, after = (replace(each, different_from=tuple(sorted(each.different_from))) for each in (before, after))
    assert (there == []) == (before == after)
