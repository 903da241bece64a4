"""A close look at two names: how they align, and of institutions what they mean to each other."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from polyonym.aliases.model import EntityKind
from polyonym.engine.institutions.acronyms import Derived, asked_keys
from polyonym.engine.institutions.institution import COMPANIES, institution_of
from polyonym.engine.institutions.letters import latin_of
from polyonym.engine.institutions.standing import acronym_of
from polyonym.engine.matching.algebra import judged
from polyonym.engine.matching.align import Alignment, Weigh, align
from polyonym.engine.matching.features import features
from polyonym.engine.matching.institution_features import NONE, institution_features
from polyonym.engine.matching.meeting import Meeting, Seat, elsewhere, meet
from polyonym.engine.matching.score import likeness_of, plain_weight, score
from polyonym.engine.names.forenames import names
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
    is_short: bool = False
    """Whether the name with the acronym is nothing else."""

    def seen(self, *, overlap: float, sounds: float, names: int = 0) -> tuple[float, ...]:
        """What a model sees (`features.features`)."""
        known, stands = NONE, self.stands.strength if self.stands is not None else 0.0
        if self.meeting is not None:
            known = institution_features(institution_of(self.left), institution_of(self.right), self.meeting)
            known += (stands, stands * self.is_short)
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
    def apart(self) -> bool:
        """Whether something that tells institutions apart stands in one name only, or they name other places.

        A name without words of its own, University of Technology, may be any one's.
        """
        if self.meeting is None:
            return False
        if institution_of(self.left).own is None and institution_of(self.right).own is not None:
            return True
        sides = (self.meeting.left, self.meeting.right)
        return self.meeting.elsewhere or any(side.of(sort) >= 1 for side in sides for sort in _TELLING)

    @property
    def of_other_numbers(self) -> bool:
        """Whether both have numbers, and not the same; series of funds and trusts are counted as one."""
        ours, theirs = institution_of(self.left), institution_of(self.right)
        one, other = ours.numbers, theirs.numbers
        return bool(one and other) and one != other and not (ours.ids("kind") | theirs.ids("kind")) & _SERIES

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
    return is_institution(left) and is_institution(right)


def is_institution(name: Name) -> bool:
    """Whether a name whose kind isn't known has a kind of institution, beside more than a forename or a character."""
    found = institution_of(name_of(name.text, EntityKind.ORGANIZATION))
    kinds = [each for each in found.concepts if each.sort == "kind" and each.id not in COMPANIES]
    if not kinds or len(found.concepts) > 1 or found.own is None:
        return bool(kinds)
    words = found.own.parts
    return len(words) > 1 or words[0].is_sure or (len(words[0].text) > 1 and not names(words[0].text))


def tells_its_kind(name: Name) -> bool:
    """Whether a name has a word for a kind of institution: university, ministry; companies are called many things."""
    return any(each.sort == "kind" and each.id not in COMPANIES for each in institution_of(name).concepts)


_TELLING = ("field", "level", "unit", "direction")
_SERIES = frozenset(("fund", "trust"))


def look(
    left: Name, right: Name, kind: str | None, weigh: Weigh = plain_weight,
    *, read: bool = True, seat: Seat | None = None, either: bool = False,
) -> Look:  # fmt: skip
    """Look closely at two names of a kind; without `read`, not as readings of Han characters.

    `either` says that acronyms in the right name are asked, too, whatever else it has; `seat` is where the
    institution of the right name is known to lie.
    """
    if kind != EntityKind.ORGANIZATION:
        return Look(left, right, *score(left, right, weigh, read=read), None)
    left = name_of(left.text, kind)  # it may have been asked for without a kind
    found = _of_institutions(left, right, weigh, read=read, seat=seat)
    ways = [(left, right), (right, left)] if either or right.is_acronym else [(left, right)]
    standing = [(stands, short) for short, whole in ways if (stands := _stands(short, whole)) is not None]
    if not standing:
        return found
    stands, short = max(standing, key=lambda way: way[0].strength)
    told = found.alignment._replace(stands=f"{stands.text}: {stands.how}")
    return found._replace(stands=stands, is_short=len(short.parts) == 1, alignment=told)


def _of_institutions(left: Name, right: Name, weigh: Weigh, *, read: bool, seat: Seat | None) -> Look:
    ours, theirs = institution_of(left), institution_of(right)
    if not (ours.concepts or theirs.concepts):
        likeness, alignment = score(left, right, weigh, read=read)
        return Look(left, right, likeness, alignment, Meeting(likeness, alignment, elsewhere=elsewhere(ours, theirs)))
    meeting = meet(ours, theirs, weigh, seat)
    alignment = meeting.aligned(left, right, weigh)
    if meeting.met < 1 and alignment.joined >= _NEARLY:
        spelled = align(left, right, weigh)
        if _spelled_alike(spelled):  # what reads as another concept is a slip or another ending of the same word
            likeness = likeness_of(spelled)
            return Look(left, right, likeness, spelled, Meeting(likeness, spelled, spelled=True))
    likeness = 1.0 if left.key == right.key else likeness_of(alignment)
    return Look(left, right, likeness, alignment, meeting)


def _stands(short: Name, whole: Name) -> Derived | None:
    """How an acronym in one name may stand for the other name, which doesn't have it itself."""
    shorts = _shorts(short.text)
    if not shorts or (" " not in whole.text.strip() and not is_han(whole.text)):
        return None
    words = {part.text for part in whole.parts}
    known = {way for each in institution_of(short).concepts for way in (each.part.text, *latin_of(each.part.text))}
    asked = [each for each in shorts if each not in words and each not in known and each not in ROMAN]
    found = (acronym_of(each, whole.text) for each in asked)
    return max(filter(None, found), key=lambda each: each.strength, default=None)


_shorts = lru_cache(maxsize=1 << 10)(asked_keys)


_NEARLY, _SLIP = 0.85, 0.84


def _spelled_alike(alignment: Alignment) -> bool:
    """Whether every part of both names has a counterpart that is nearly the same word."""
    telling = [pair for pair in alignment.pairs if max(pair.left.weight, pair.right.weight) > TELLS_LITTLE]
    paired = len(telling) == alignment.parts_left == alignment.parts_right
    return paired and all(pair.alike >= _SLIP for pair in telling)
