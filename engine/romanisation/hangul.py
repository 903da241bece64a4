"""Hangul by arithmetic: syllables to jamo, their assimilation, and the Latin habits.

Sources: Revised Romanisation, Ministry of Culture notice 2000-8 (rr, with the assimilation of its section 3-1);
McCune-Reischauer 1939 (mr); letter by letter as in ISO/TR 11941 (letters); personal habits as English writes
Korean names (habit); foreign words by the rules of the National Institute of Korean Language of 1986, undone (loan).
"""

from __future__ import annotations

import re
from functools import cache

from polyonym.engine.romanisation.tables import assignments, rows

_FIRST, _LAST = 0xAC00, 0xD7A3
_INITIALS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
_VOWELS = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ"
_FINALS = ("", *"ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ")
_VOICELESS_AT_EDGE = re.compile(r"(?<![aeiouwynmlr])[gdbj]|^[gdbj]")

Syllable = tuple[str, str, str]


def spell(system: str, word: str) -> str:
    """A run of Hangul in Latin letters."""
    return "".join(_spelled(system, part) for part in re.findall(r"[가-힣]+|[^가-힣]+", word))


def _spelled(system: str, part: str) -> str:
    if not _FIRST <= ord(part[0]) <= _LAST:
        return "".join(_values("letters", "i").get(char, _values("letters", "v").get(char, "")) for char in part)
    if system == "habit":
        return _by_habit(part)
    found = [_jamo(char) for char in part]
    return _latin(found if system.startswith(("loan", "letters")) else _assimilated(found), system)


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
    if table == "mr":
        return _voiced(text)
    text = text.replace("lr", "ll")
    return _foreign(text, system) if system.startswith("loan") else text


def _voiced(text: str) -> str:
    """McCune-Reischauer writes a plain stop voiced between voiced sounds; capitals mark the plain ones."""
    text = re.sub(r"(?<=[aeiouynml])[KTPC](?=[aeiouyw])", lambda m: "gdbj"["KTPC".index(m.group())], text)
    return re.sub(r"(?<=ng)[KTPC]", lambda m: "gdbj"["KTPC".index(m.group())], text).replace("C", "ch").lower()


def _foreign(text: str, system: str) -> str:
    text = text.replace("~", "")
    if system == "loanl":
        return re.sub(r"r+", "l", text)
    return text


def _by_habit(part: str) -> str:
    """Surname and given syllables as their bearers write them, where a habit is known."""
    surnames, given = _values("habit", "n"), _values("habit", "g")
    head = surnames.get(part[0]) if 2 <= len(part) <= 3 else None
    rest = part[1:] if head else part
    spelled = "".join(given.get(char) or _latin([_jamo(char)], "rr") for char in rest)
    return f"{head} {spelled}" if head and len(part) == 3 else (head or "") + spelled


@cache
def _values(system: str, kind: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, row_kind, cell in rows("hangul"):
        if name == system and row_kind == kind:
            found.update(assignments(cell))
    return found
