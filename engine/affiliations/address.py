"""What the address in an affiliation says: its countries, regions and towns."""

from __future__ import annotations

import re

from polyonym.engine.affiliations.segments import Segment
from polyonym.engine.affiliations.tables import countries, region_codes, region_names, territories
from polyonym.engine.text.tokens import Tokens

_MOST_WORDS = 6
_SHORT = 3
_CODE = re.compile(r"[A-Z]{2,3}")


def same_country(one: str, other: str) -> bool:
    """Whether two codes may stand for one address: Hong Kong is in China, Réunion in France."""
    return one == other or territories().get(one, one) == territories().get(other, other)


def locate(text: str, tokens: Tokens, found: list[Segment]) -> None:
    """Give each segment the country of its address; mark those that say where something lies.

    A country holds for what stands before it; what stands behind the last one of its group has that one.
    """
    for group in sorted({each.group for each in found}):
        members = [each for each in found if each.group == group]
        _mark(text, tokens, members)
        _spread(members)
    named = [each.country for each in found if each.country]
    if named and len(set(named)) == 1:
        for each in found:
            each.country = named[0]


def _mark(text: str, tokens: Tokens, members: list[Segment]) -> None:
    """Find the countries of an address from its end: what stands before one, or before a state, is a town."""
    behind: Segment | None = None
    for each in reversed(members):
        each.address = _is_area(each.words)
        if behind is None or not behind.address:
            end = behind is None or (behind.bracketed and behind is members[-1])
            each.country = _country(text, tokens, each, end=end)
            each.located = each.country is not None
        behind = each
    if not any(each.country for each in members):
        _mark_regions(text, tokens, members)


def _mark_regions(text: str, tokens: Tokens, members: list[Segment]) -> None:
    """Find the country of an address that doesn't name it: by its last state, where only one country has such."""
    for each in reversed(members):
        held = _regions(text, tokens, each)
        if held:
            each.located, each.country = True, held[0] if len(set(held)) == 1 else None
            return


def _spread(members: list[Segment]) -> None:
    known: str | None = None
    for each in reversed(members):
        known = each.country = each.country or known
    for each in members:
        known = each.country = each.country or known


def _country(text: str, tokens: Tokens, segment: Segment, *, end: bool) -> str | None:
    """The country that a segment is, or ends with where the address ends."""
    names, words = countries(), segment.words
    spoken = [i for i, word in enumerate(words) if not word.isdecimal()]
    if not spoken:
        return None
    whole = words[spoken[0] : spoken[-1] + 1]
    code = names.get(whole)
    if code is not None and _written(text, tokens, segment, spoken[0], whole):
        segment.address = True
        return None if set(region_names().get(whole, ())) - {code} else code  # Georgia
    for size in range(min(_MOST_WORDS, spoken[-1]), 0, -1) if end else ():
        first = spoken[-1] + 1 - size
        code = names.get(words[first : spoken[-1] + 1])
        if code is not None and _written(text, tokens, segment, first, words[first : spoken[-1] + 1]):
            return code if words[first - 1] not in _PART_OF_NAME else None
    return None


_PART_OF_NAME = frozenset(("of", "de", "of the", "the", "in", "and", "du", "da", "für"))


def _written(text: str, tokens: Tokens, segment: Segment, first: int, name: tuple[str, ...]) -> bool:
    """Whether a name counts as it is written: abbreviations only in capitals."""
    if len(name) > 1 or len(name[0]) > _SHORT or not name[0].isascii():
        return True
    i = segment.first + first
    return text[tokens.starts[i] : tokens.ends[i]].isupper()


def _regions(text: str, tokens: Tokens, segment: Segment) -> tuple[str, ...]:
    """The countries with a state or province of a segment's name, or of a code before a post code or at its end."""
    named = region_names().get(tuple(word for word in segment.words if not word.isdecimal()), ())
    for i in range(segment.first, segment.last) if not named else ():
        written = text[tokens.starts[i] : tokens.ends[i]]
        if _CODE.fullmatch(written) and (i + 1 == segment.last or tokens.texts[i + 1][:1].isdecimal()):
            named = region_codes().get(written, named)
    return named


def _is_area(words: tuple[str, ...]) -> bool:
    """Whether a segment is a state, a province or a post code."""
    spoken = tuple(word for word in words if not any(map(str.isdecimal, word)))
    return not spoken or spoken in region_names() or (len(spoken) == 1 and spoken[0].upper() in region_codes())


def town_of(words: tuple[str, ...]) -> tuple[str, ...]:
    """The words of a segment up to a post code, a code of a state, or a country: Berkeley CA 94720 USA."""
    ends = (i for i in range(1, len(words)) if _ends_town(words, i))
    return words[: next(ends, len(words))]


def _ends_town(words: tuple[str, ...], i: int) -> bool:
    return any(map(str.isdecimal, words[i])) or words[i].upper() in region_codes() or words[i:] in countries()
