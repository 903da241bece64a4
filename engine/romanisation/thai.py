"""Thai, and Lao through it: vowels written before their consonants, around them, or not at all.

Source: the Royal Institute's general system of 1999 (rtgs); `loan` gives foreign names back: letters silenced by
the thanthakhat are sounded, finals keep their own value. The Lao block is laid out like the Thai one, so Lao is
read as Thai with the letters of tables/thai.tsv that differ.
"""

from __future__ import annotations

import re
from functools import cache

from polyonym.engine.romanisation.tables import assignments, rows

_NASAL = re.compile("(็อ?)ง")  # French and Portuguese nasal vowels: ฟร็องซัว
_LOAN_VOWEL = re.compile("oei?")  # เลสเตอร์, โซลิงเงิน: the e of Leicester, Solingen
_SILENT = re.compile("[ก-ฮ][ิุ]?์")
_C = "[ก-ฮ]"
_SIGNS = "ะ-ฺ็"
_MARK = "\u0e4e"
# Two consonants that begin a syllable together: before a vowel sign, or before a consonant that closes it.
_PAIR = "[กขค][รลว]|[ตปผพฟบดทซส][รล]"
_CLUSTER = f"(?:ห[งญนมยรลว](?=[{_SIGNS}อว])|(?:{_PAIR})(?=[{_SIGNS}อ]|(?!ร){_C}(?![{_SIGNS}{_MARK}]))|{_C})"
# The same after a vowel sign that is written first.
_CLUSTER_LEAD = f"(?>ห[งญนมยรลว]|(?:{_PAIR})(?![ะัาำุู{_MARK}]|ี(?!ย)|็อ)|{_C})"
# And where the sign that follows can't be a half of the first one, so that it is the second consonant's own: โซลิ.
_CLUSTER_APART = f"(?>ห[งญนมยรลว]|(?:{_PAIR})(?![{_SIGNS}{_MARK}])|{_C})"
_LAO: dict[int, int | str] = {0xE81 + n: 0xE01 + n for n in range(0x5A)}
_LAO |= {0xEBD: "เีย", 0xEBC: "ล", 0xEBB: "็", 0xEDC: "หน", 0xEDD: "หม", 0xEA2: "ย", 0xE8D: "ญ"}


def spell(script: str, system: str, word: str) -> str:
    """A run of Thai or Lao in Latin letters."""
    if script == "Laoo":
        word = word.translate(_LAO)
    word = word.replace("ํา", "ำ").replace("เเ", "แ").replace("ฤ", "ริ").replace("ฦ", "ลิ").replace("ๅ", "า")
    word = re.sub(r"[่-๋]", "", word)
    word = _NASAL.sub("\\1น", word.replace("์", _MARK)) if system == "loan" else _SILENT.sub("", word)
    text = _parse(word, system, script)
    return _LOAN_VOWEL.sub("e", text).replace("ngng", "ng") if system == "loan" else text


def _parse(word: str, system: str, script: str) -> str:
    initials, finals = _letters("i", system, script), _letters("f", system, script)
    found: list[str] = []
    at = 0
    while at < len(word):
        for pattern, vowel in _patterns():
            match = pattern.match(word, at)
            if match:
                found.append(_syllable(match, vowel, initials, finals))
                at = match.end()
                break
        else:
            found.append(initials.get(word[at], ""))
            at += 1
    return "".join(found)


def _syllable(match: re.Match[str], vowel: str, initials: dict[str, str], finals: dict[str, str]) -> str:
    groups = match.groupdict()
    onset = groups["i"]
    if len(onset) == 2 and onset[0] == "ห":
        onset = onset[1]
    if vowel == "!":
        return finals.get("!" + onset[0], "")
    if vowel == "~":  # unwritten; foreign names begin with s and a stop
        vowel = "" if initials["ค"] == "k" and onset == "ส" else "a"
    head = "".join(initials.get(char, "") for char in onset)
    return head + vowel + "".join(finals.get(char, "") for char in groups.get("f") or "")


@cache
def _letters(kind: str, system: str, script: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, row_kind, cell in rows("thai"):
        if row_kind == kind and name in ("*", system, script):
            found.update(assignments(cell))
    if kind == "f" and system == "loan":  # a letter that nothing else sounds: only a foreign name means it
        found.update({"!" + char: latin for char, latin in found.items()})
    return found


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    """The vowel frames of tables/thai.tsv, in their order: C the onset, F a final consonant."""
    # A final has no vowel of its own, and doesn't begin a cluster that has one.
    alone = f"(?![{_SIGNS}{_MARK}])(?!อ(?:{_C}(?![{_SIGNS}])|$))"
    final = f"(?P<f>(?:{_C}{_MARK})*(?:[กขคตปผพฟบดทซส](?![รล][{_SIGNS}ร])|[คฆงจฉชซฌญฎฏฐฑฒณถธนภมรลศษฬ]){_MARK}?{alone})"
    ready = []
    for name, _, cell in rows("thai"):
        if name == "frame":
            for frame, vowel in assignments(cell).items():
                onset = {"เ": _CLUSTER_LEAD}.get(frame[0], _CLUSTER_APART if frame[0] in "แโใไ" else _CLUSTER)
                expression = frame.replace("C", f"(?P<i>{onset})").replace("F", final)
                ready.append((re.compile(expression), vowel))
    return tuple(ready)
