"""Quotation marks and brackets without a partner, and names that stand in quotation marks as a whole."""

from __future__ import annotations

import re

_WHOLE = ('""', "“”", "„“", "„”", "«»", "»«", "‹›", "「」", "『』", "”“", "””")
_QUOTES = frozenset('"“”„«»')
_CLOSING = frozenset('"“”»')
_PAIRS = {")": "(", "]": "[", "}": "{", "】": "【", "〕": "〔"}
_PLAIN = str.maketrans("（）［］｛｝", "()[]{}")
_INSIDE = re.compile('(?<=[\u0590-\u05ff])["”](?=[\u0590-\u05ff])')
"""Quotation marks that are none, of Hebrew abbreviations."""
_INCHES = re.compile(r'\d"')
_BRACKETS = re.compile(r"[()\[\]{}（）［］｛｝【】〔〕]")
_ITEM = re.compile(r"(?:^\w{1,3}|(?<=\s)[^\W_A-Z])\)(?=\s)")
"""The bracket of an enumeration."""


def unquoted(text: str, lang: str | None) -> str:
    """A name without quotation marks around all of it, and without a lonely one at its edge."""
    if not _QUOTES.intersection(text) and text[0] not in "‹「『":
        return text
    if len(text) > 2 and text[0] + text[-1] in _WHOLE and not _QUOTES.intersection(text[1:-1]):
        return text[1:-1].strip()
    if not lonely_quotes(text):
        return text
    if sum(char in _QUOTES for char in text) > 1:
        return text  # which of them is the stray one?
    return text.strip("".join(_QUOTES)).strip()


def lonely_quotes(text: str) -> bool:
    """Whether a quotation mark has no partner."""
    if not _QUOTES.intersection(text):
        return False
    if text[-1] in _CLOSING and sum(char in _QUOTES for char in text) > 2:
        return False  # one mark closes two: ТОВ «Заклад «Київ»
    seen = _INSIDE.sub("", text)
    curly = sum(map(seen.count, "“”„"))
    straight = seen.count('"') % 2 and not _INCHES.search(seen)
    return seen.count("«") != seen.count("»") or bool(straight) != bool(curly % 2)


def lonely_bracket(text: str) -> int | None:
    """Where the first bracket without a partner stands."""
    if not _BRACKETS.search(text):
        return None
    plain = text.translate(_PLAIN)
    items = {found.end() - 1 for found in _ITEM.finditer(plain)}
    opened: list[tuple[str, int]] = []
    for at, char in enumerate(plain):
        if char in _PAIRS.values():
            opened.append((char, at))
        elif char in _PAIRS and opened and opened[-1][0] == _PAIRS[char]:
            opened.pop()
        elif char in _PAIRS and at not in items:
            return at
    return opened[0][1] if opened else None


def unbracketed(text: str, lang: str | None) -> str:
    """A name without a lonely bracket at its edge."""
    at = lonely_bracket(text)
    if at is None or 0 < at < len(text) - 1:
        return text
    return (text[:at] + text[at + 1 :]).strip()
