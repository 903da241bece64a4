"""Hangul by arithmetic: syllables to jamo, their assimilation, and the Latin habits.

Sources: Revised Romanisation, Ministry of Culture notice 2000-8 (rr, with the assimilation of its section 3-1);
McCune-Reischauer 1939 (mr); letter by letter as in ISO/TR 11941 (letters); personal habits as English writes
Korean names (habit); foreign words by the rules of the National Institute of Korean Language of 1986, undone (loan).
"""

from __future__ import annotations

import re
from functools import cache

from polyonym.engine.romanisation.loans import parted
from polyonym.engine.romanisation.tables import assignments, rows

_FIRST, _LAST = 0xAC00, 0xD7A3
_INITIALS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
_VOWELS = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ"
_FINALS = ("", *"ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ")
_BETWEEN_VOICED = re.compile("(?<=[aeiouynm])[KTPC](?=[aeiouyw])|(?<=l)[KP](?=[aeiouyw])|(?<=ng)[KTPC]")
_ENDING = frozenset("턴션번빌")
_FINAL_ONLY = frozenset("터버머퍼더서저커처거너러허빌")

_L_R = re.compile("l[lr]")
_V_R = re.compile("v(?=[rl])")
Syllable = tuple[str, str, str]


def spell(system: str, word: str) -> str:
    """A run of Hangul in Latin letters."""
    return "".join(_spelled(system, part) for part in re.findall(r"[가-힣]+|[^가-힣]+", word))


def _spelled(system: str, part: str) -> str:
    if not _FIRST <= ord(part[0]) <= _LAST:
        return "".join(_values("letters", "i").get(char, _values("letters", "v").get(char, "")) for char in part)
    if system.startswith("habit"):
        return _by_habit(part, system)
    if system.startswith("loan"):
        return _foreign(part, system)
    if system == "mr" and len(part) == 3 and part[0] in _values("habit", "n"):
        return f"{_spelled(system, part[0])} {_spelled(system, part[1:])}"
    found = [_jamo(char) for char in part]
    return _latin(found if system == "letters" else _assimilated(found), system)


def _jamo(char: str) -> Syllable:
    code = ord(char) - _FIRST
    return _INITIALS[code // 588], _VOWELS[code % 588 // 28], _FINALS[code % 28]


def _assimilated(found: list[Syllable]) -> list[Syllable]:
    """The sounds where syllables meet: liaison, nasals, r and l, h; tables/hangul.tsv, kind m."""
    meetings = _values("*", "m")
    result = list(found)
    for at in range(len(result) - 1):
        initial, vowel, final = result[at]
        after = result[at + 1]
        met = meetings.get((final or "-") + after[0])
        if met is not None:
            result[at] = (initial, vowel, met[0].strip("-"))
            result[at + 1] = (met[1], after[1], after[2])
    return result


def _latin(found: list[Syllable], system: str) -> str:
    table = system if system in ("mr", "letters") or system.startswith("loan") else "rr"
    initials, vowels, finals = _values(table, "i"), _values(table, "v"), _values(table, "f")
    text = "".join(initials[i] + vowels[v] + finals.get(f, "") for i, v, f in found)
    return _voiced(text) if table == "mr" else text.replace("lr", "ll")


def _voiced(text: str) -> str:
    """McCune-Reischauer writes a plain stop voiced between voiced sounds; capitals mark the plain ones."""
    return _BETWEEN_VOICED.sub(lambda m: "gdbj"["KTPC".index(m.group())], text).replace("C", "ch").lower()


def _foreign(word: str, system: str) -> str:
    """A foreign name as it was before Hangul: its known pieces, the rest by rule."""
    pieces = parted("hangul", word)
    last = len(pieces) - 1
    return "".join(latin or _by_sound(text, system, at == last) for at, (text, latin) in enumerate(pieces))


def _by_sound(part: str, system: str, ends: bool) -> str:
    """Whole syllables that stand for endings of foreign names, else by the jamo; two ㄹ are l, one is r."""
    whole = _values(system, "s")
    last = len(part) - 1 if ends else len(part)
    found = (
        whole[char] if char in whole and (at or char not in _ENDING) and (at == last or char not in _FINAL_ONLY)
        else _latin([_jamo(char)], system)
        for at, char in enumerate(part)
    )  # fmt: skip
    return _V_R.sub("b", _L_R.sub("l", "".join(found)))


def _by_habit(part: str, system: str) -> str:
    """Surname and given syllables as their bearers write them, where a habit is known."""
    surnames = _values("habit", "n") | _values(system, "n")
    given = _values("habit", "g") | _values(system, "g")
    person = len(part) == 3 and part[0] in surnames
    head = surnames[part[0]] if person else ""
    rest = (given.get(char) or _latin([_jamo(char)], "rr") for char in part[person:])
    return (f"{head} " if head else "") + (" " if person else "").join(rest)


@cache
def _values(system: str, kind: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, row_kind, cell in rows("hangul"):
        if system in name.split(",") and row_kind == kind:
            found.update(assignments(cell))
    return found
