"""A close look at two names: how they align, and of institutions what they mean to each other."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from polyonym.aliases.model import EntityKind
from polyonym.engine.institutions.acronyms import Derived, asked_keys
from polyonym.engine.institutions.institution import institution_of
from polyonym.engine.institutions.letters import latin_of
from polyonym.engine.institutions.standing import acronym_of
from polyonym.engine.matching.algebra import judged
from polyonym.engine.matching.align import Alignment, Weigh, align
from polyonym.engine.matching.features import features
from polyonym.engine.matching.institution_features import NONE, institution_features
from polyonym.engine.matching.meeting import Meeting, Seat, meet
from polyonym.engine.matching.score import likeness_of, plain_weight, score
from polyonym.engine.names.name import ROMAN, TELLS_LITTLE, Name, is_acronym, name_of
from polyonym.engine.names.sound import is_han


class Look(NamedTuple):
    """Two names looked at closely: `likeness` is 0..1, `meeting` is None but for two institutions."""

    left: Name
    right: Name
    likeness: float
    alignment: Alignment
    meeting: Meeting | None
    stands: Derived | None = None
    """How an acronym in the one may stand for the other."""

    def seen(self, *, overlap: float, sounds: float, names: int = 0) -> tuple[float, ...]:
        """What a model sees (`features.features`)."""
        known, stands = NONE, self.stands.strength if self.stands is not None else 0.0
        if self.meeting is not None:
            known = institution_features(institution_of(self.left), institution_of(self.right), self.meeting)
            known += (stands, stands * _is_one_word(self.left))
        return features(
            self.left, self.right, self.likeness, self.alignment,
            overlap=overlap, sounds=sounds, names=names, institutions=known,
        )  # fmt: skip

    @property
    def is_of_institutions(self) -> bool:
        """Whether both say what kind of institution they are of, other than a company."""
        return self.meeting is not None and tells_its_kind(self.left) and tells_its_kind(self.right)

    @property
    def of_other_acronyms(self) -> bool:
        """Whether both have nothing of their own but an acronym, and not the same: a slip makes another one."""
        ours, theirs = institution_of(self.left).own, institution_of(self.right).own
        if ours is None or theirs is None or ours.key == theirs.key:
            return False
        return all(len(own.parts) == 1 and is_acronym(own.text.replace(".", "")) for own in (ours, theirs))

    @property
    def judged(self) -> float:
        """How probably the two are of one institution, by the rules of `algebra`."""
        if self.meeting is None:
            return self.likeness
        return judged(institution_of(self.left), institution_of(self.right), self.meeting)


def as_acronym(found: Look) -> float | None:
    """How probably an acronym is short for the other name or is it in another alphabet; None where neither is one.

    The fewer letters it has, the more institutions it may stand for.
    """
    short = next((each for each in (found.left, found.right) if each.is_acronym), None)
    if short is None or found.left.key == found.right.key:
        return None
    if found.left.is_acronym and found.right.is_acronym:
        return _IN_OTHER_LETTERS if _is_one_acronym(found.left.key, found.right.key) else None
    if found.stands is None:
        return None
    return found.stands.strength * _OF_LETTERS.get(len(short.key), 1.0)


_IN_OTHER_LETTERS = 0.9
_OF_LETTERS = {2: 0.3, 3: 0.65}


def _is_one_acronym(left: str, right: str) -> bool:
    return any(one in latin_of(other) for one, other in ((left, right), (right, left)) if other > "\u0370")


def are_institutions(left: Name, right: Name) -> bool:
    """Whether two names whose kind isn't known say what kind of institution they are of."""
    return all(tells_its_kind(name_of(each.text, EntityKind.ORGANIZATION)) for each in (left, right))


def tells_its_kind(name: Name) -> bool:
    """Whether a name has a word for a kind of institution: university, ministry; companies are called many things."""
    return any(each.sort == "kind" and each.id not in _COMPANIES for each in institution_of(name).concepts)


_COMPANIES = frozenset(
    ("company", "corporation", "enterprise", "factory", "group", "holding", "fund", "cooperative", "trust")
)


def look(
    left: Name, right: Name, kind: str | None, weigh: Weigh = plain_weight,
    *, read: bool = True, seat: Seat | None = None,
) -> Look:  # fmt: skip
    """Look closely at two names of a kind; without `read`, not as readings of Han characters.

    `seat` is where the institution of the right name is known to lie.
    """
    if kind != EntityKind.ORGANIZATION:
        return Look(left, right, *score(left, right, weigh, read=read), None)
    left = name_of(left.text, kind)  # it may have been asked for without a kind
    found, stands = _of_institutions(left, right, weigh, read=read, seat=seat), _stands(left, right)
    if stands is None:
        return found
    return found._replace(stands=stands, alignment=found.alignment._replace(stands=f"{stands.text}: {stands.how}"))


def _of_institutions(left: Name, right: Name, weigh: Weigh, *, read: bool, seat: Seat | None) -> Look:
    ours, theirs = institution_of(left), institution_of(right)
    if not (ours.concepts or theirs.concepts):
        likeness, alignment = score(left, right, weigh, read=read)
        return Look(left, right, likeness, alignment, Meeting(likeness, alignment))
    meeting = meet(ours, theirs, weigh, seat)
    alignment = meeting.aligned(left, right, weigh)
    if meeting.met < 1 and alignment.joined >= _NEARLY:
        spelled = align(left, right, weigh)
        if _spelled_alike(spelled):  # what reads as another concept is a slip or another ending of the same word
            return Look(left, right, likeness_of(spelled), spelled, Meeting(likeness_of(spelled), spelled))
    likeness = 1.0 if left.key == right.key else likeness_of(alignment)
    return Look(left, right, likeness, alignment, meeting)


def _stands(left: Name, right: Name) -> Derived | None:
    """How an acronym in one name may stand for the other name; the right one is asked only if it is all acronym."""
    shorts, whole = _shorts(left.text), right.text
    if not shorts and right.is_acronym:
        shorts, whole = _shorts(right.text), left.text
    shorts = tuple([short for short in shorts if short not in ROMAN])
    found = (acronym_of(short, whole) for short in shorts)
    if " " not in whole.strip() and not is_han(whole):
        return None
    return max(filter(None, found), key=lambda each: each.strength, default=None)


_shorts = lru_cache(maxsize=1 << 10)(asked_keys)


def _is_one_word(name: Name) -> bool:
    return len(name.parts) == 1


_NEARLY, _SLIP = 0.85, 0.88


def _spelled_alike(alignment: Alignment) -> bool:
    """Whether every part of both names has a counterpart that is nearly the same word."""
    telling = [pair for pair in alignment.pairs if max(pair.left.weight, pair.right.weight) > TELLS_LITTLE]
    paired = len(telling) == alignment.parts_left == alignment.parts_right
    return paired and all(pair.alike >= _SLIP for pair in telling)
