"""Two versions of an entity joined: laws, and where they contradict."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from polyonym.aliases.model import Alias, Entity, EntityKind, Status
from polyonym.aliases.three_way import joined

_names = st.builds(
    Alias,
    st.sampled_from("abcd"),
    st.sampled_from([None, "en"]),
    confidence=st.sampled_from([0.5, 1.0]),
    status=st.sampled_from(Status),
)
_ids = st.lists(st.sampled_from(["x:2", "x:3", "x:4"]), max_size=3, unique=True).map(tuple)
_versions = st.none() | st.builds(
    Entity,
    st.just("x:1"),
    st.just(EntityKind.TERM),
    st.sampled_from(["n", "m"]),
    st.sampled_from([None, "BY", "CN"]),
    related=_ids,
    aliases=st.lists(_names, max_size=4).map(tuple),
).map(Entity.ordered)
LNTU = Entity("org:lntu", EntityKind.ORGANIZATION, "LNTU", "CN", aliases=(Alias("ЛТУ", "ru"), Alias("辽工大", "zh")))


@given(_versions, _versions)
def test_one_side_alone_is_taken_as_it_is(base: Entity | None, other: Entity | None) -> None:
    assert joined(base, base, other) == (other, [])
    assert joined(base, other, base) == (other, [])
    assert joined(base, other, other) == (other, [])


@given(_versions, _versions, _versions)
def test_sides_may_change_places(base: Entity | None, one: Entity | None, other: Entity | None) -> None:
    (first, here), (second, there) = joined(base, one, other), joined(base, other, one)
    assert [(c.what, c.ours, c.theirs) for c in here] == [(c.what, c.theirs, c.ours) for c in there]
    if not here and first is not None and second is not None:
        assert replace(first, related=()) == replace(second, related=())
        assert set(first.related) == set(second.related)


def test_what_both_did_is_kept() -> None:
    ours = replace(LNTU, city="Fuxin", aliases=(*LNTU.aliases, Alias("LGU", "en")))
    theirs = replace(LNTU, related=("place:fuxin",), aliases=(replace(LNTU.aliases[0], confidence=0.5),))
    found, conflicts = joined(LNTU, ours.ordered(), theirs.ordered())
    assert not conflicts
    assert found is not None
    assert (found.city, found.related) == ("Fuxin", ("place:fuxin",))
    assert found.aliases == (Alias("LGU", "en"), Alias("ЛТУ", "ru", confidence=0.5))


@pytest.mark.parametrize(
    ("ours", "theirs", "said"),
    [
        (replace(LNTU, city="A"), replace(LNTU, city="B"), "city was nothing; one side has A, the other B"),
        (None, replace(LNTU, city="B"), "the entity was 'LNTU' with 2 names; one side has not there"),
        (
            replace(LNTU, aliases=LNTU.aliases[1:]),
            replace(LNTU, aliases=(replace(LNTU.aliases[0], until="1999"), LNTU.aliases[1])),
            "an alias was «ЛТУ» (variant, active); one side has nothing",
        ),
        (
            replace(LNTU, aliases=(replace(LNTU.aliases[0], until="1998"),)),
            replace(LNTU, aliases=(replace(LNTU.aliases[0], until="1999"),)),
            "until of «ЛТУ» was nothing; one side has 1998, the other 1999",
        ),
    ],
)
def test_where_they_contradict(ours: Entity | None, theirs: Entity | None, said: str) -> None:
    found, conflicts = joined(LNTU, ours, theirs)
    assert found == ours
    assert len(conflicts) == 1
    assert f"org:lntu: {said}" in str(conflicts[0])
