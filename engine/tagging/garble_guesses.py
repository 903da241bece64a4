"""What a name in a translation may stand for: the channels by which translations garble names.

Each channel takes the words of a name and gives guesses: names to look up, with how one comes to them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice, product

from polyonym.engine.romanisation.readings import reading
from polyonym.engine.sinitic.pinyin import split_pinyin
from polyonym.engine.sinitic.readings import base_readings, surnames
from polyonym.engine.sinitic.variants import simplify
from polyonym.engine.sinitic.vietnamese import chinese_names, is_reading, vietnamese_syllables
from polyonym.engine.tagging.garble_tables import Wordings, meanings, rewritten, spelled

_MOST = 64
_MOST_WORDS = 6
_GENERIC = frozenset("省市县区州镇乡村府")
_ORDINAL = re.compile(r"\b(\d{1,4})(?:st|nd|rd|th)\b", re.IGNORECASE)
_ENDINGS = {1: "st", 2: "nd", 3: "rd"}


@dataclass(frozen=True, slots=True)
class Guess:
    """A name that may be meant, to be looked up as it stands; if not `exact`, to be resolved, too, as what is like it.

    `read` are the syllables as which Vietnam reads the characters of the name, `held` the characters that it must
    have, in order: what an entity's name in Han characters is held against.  `how` says how the guess came about,
    `heard` that it is a reading, as which much else may be meant,
    `land` that a country is meant.
    """

    name: str
    how: str
    exact: bool = True
    read: tuple[str, ...] = ()
    held: str = ""
    heard: bool = False
    land: bool = False

    def fits(self, han: str) -> bool:
        """Whether a name in Han characters agrees with the guess."""
        plain = simplify(han)
        if self.read:
            return is_reading(_bare(plain, len(self.read)), self.read)
        return _in_order(self.held, plain)


def _bare(han: str, length: int) -> str:
    """A Han name of a place without what says of which kind it is, if it is longer than the name asked for."""
    return han[:length] if len(han) == length + 1 and han[-1] in _GENERIC else han


def _in_order(held: str, han: str) -> bool:
    rest = iter(han)
    return all(char in rest for char in held)


def sino_vietnamese(name: str, begins: Callable[[str], bool] | None = None) -> tuple[Guess, ...]:
    """A name that is, or begins with, syllables of Vietnamese, as a reading of Chinese characters.

    `begins` says whether some listed name begins so, in small letters without spaces.
    """
    words = [each for each in name.split() if not each.islower()]
    parts = [spelled(each, "vi") for each in words]
    count = _read_in_vietnamese(parts)
    if not 1 < count <= _MOST_WORDS or count < len(parts) - _MOST_WORDS:
        return ()
    read, rest = tuple(syllable for each in parts[:count] for syllable in each), " ".join(words[count:])
    how = f"Sino-Vietnamese reading, «{' '.join(words[:count])}»"
    return tuple(
        Guess(f"{each} {rest}" if rest else each, how, read=() if rest else read, heard=not rest)
        for each in chinese_names(read, begins)
    )


def _read_in_vietnamese(parts: Sequence[tuple[str, ...]]) -> int:
    """How many words a name begins with that are syllables of Vietnamese."""
    known = vietnamese_syllables()
    return next((i for i, each in enumerate(parts) if not each or not known.issuperset(each)), len(parts))


@lru_cache(maxsize=1 << 10)
def by_meaning(name: str, target: str, source: str) -> tuple[Guess, ...]:
    """A name of which a part, or all, is rendered by what it means."""
    parts, known = spelled(name, target), meanings(target, source)
    if not 0 < len(parts) <= _MOST_WORDS or not known.meant:
        return ()
    names = [each for each in known.meant.get(parts, ()) if len(each) > 1]
    whole = tuple(Guess(form, _meant(each, name)) for each in names for form in dict.fromkeys((each, _in_pinyin(each))))
    by_part = _chinese if source == "zh" else _spelled_on
    return whole + tuple(islice(by_part(name, parts, known), _MOST))


def _chinese(name: str, parts: Sequence[str], known: Wordings) -> Iterator[Guess]:
    """Chinese names: some words stand for a character, the others are pinyin."""
    pieces = list(_cut(parts, known))
    ways = [known.meant.get(piece) or _pinyin(piece) for piece in pieces]
    if len(pieces) < 2 or not all(ways):
        return
    for way in product(*ways):
        held = "".join(each for each in way if not each.isascii())
        shown = ", ".join(
            f"{' '.join(piece).capitalize()} = {_told(each)}"
            for piece, each in zip(pieces, way, strict=True)
            if not each.isascii()
        )
        if held:
            yield Guess("".join(map(_in_pinyin, way)), f"translated by meaning: {shown}", held=held)


def _cut(parts: Sequence[str], known: Wordings) -> Iterator[tuple[str, ...]]:
    """The words of a name in runs: the longest that mean something, else one by one."""
    i = 0
    while i < len(parts):
        longest = range(min(known.longest, len(parts) - i), 0, -1)
        size = next((n for n in longest if tuple(parts[i : i + n]) in known.meant), 1)
        yield tuple(parts[i : i + size])
        i += size


def _pinyin(piece: tuple[str, ...]) -> tuple[str, ...]:
    return piece if split_pinyin(piece[0]) else ()


def _in_pinyin(part: str) -> str:
    return "".join(map(pinyin_of, part)) or part


def _spelled_on(name: str, parts: Sequence[str], known: Wordings) -> Iterator[Guess]:
    """Other names: the word that means one gives way to it, the rest is read on."""
    for i, part in enumerate(parts if len(parts) > 1 else ()):
        for each in known.meant.get((part,), ()):
            shown = " ".join((*parts[:i], reading(each.lower()), *parts[i + 1 :]))
            yield Guess(shown, f"translated by meaning: {part.capitalize()} = {each}", exact=False)


def _meant(meant: str, name: str) -> str:
    return f"translated by meaning: {name} = {_told(meant)}"


def _told(name: str) -> str:
    """A name with its pinyin, if it is of Han characters."""
    pinyin = "".join(map(pinyin_of, name))
    return f"{name} {pinyin.capitalize()}" if pinyin else name


@lru_cache(maxsize=1 << 10)
def pinyin_of(char: str) -> str:
    """The usual pinyin of a Han character, without tone; a surname's as a surname; "" for any other character."""
    plain = simplify(char)
    own = surnames()[plain].pinyin if plain in surnames() else next(iter(base_readings(plain).mandarin), "")
    return own.replace("v", "u")


def countries(name: str, target: str, source: str) -> Iterator[Guess]:
    """A name with a garbled country in it, put right."""
    parts, known = spelled(name, target), rewritten(target, source)
    if not known.meant or len(parts) > 4 * _MOST_WORDS:
        return
    pieces = list(_cut(parts, known))
    changed = [piece for piece in pieces if piece in known.meant]
    if changed:
        right = " ".join(known.meant[each][0] if each in known.meant else " ".join(each) for each in pieces)
        shown = ", ".join(f"{' '.join(each).title()} for {known.meant[each][0]}" for each in changed)
        yield Guess(right, f"a garbled country, {shown}", exact=len(pieces) == 1, land=len(pieces) == 1)


def slips(name: str) -> Iterator[Guess]:
    """A name with a word said twice, or a number with the ending of another."""
    parts = name.split()
    once = " ".join(part for i, part in enumerate(parts) if i == 0 or part.lower() != parts[i - 1].lower())
    right = _ORDINAL.sub(lambda found: found[1] + _ending(int(found[1])), once)
    if right != name:
        yield Guess(right, f"a slip for «{right}»", exact=False)


def _ending(number: int) -> str:
    return "th" if number % 100 in (11, 12, 13) else _ENDINGS.get(number % 10, "th")
