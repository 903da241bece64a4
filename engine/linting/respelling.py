"""Names written otherwise than they are meant, character by character, and how they are meant.

Each step takes a name and gives it as it should be; where it gives the same there is nothing to say.
"""

from __future__ import annotations

import re
import unicodedata
from html import unescape
from urllib.parse import unquote

from polyonym.engine.text.mojibake import repaired

_ENTITY = re.compile(r"&(?:[A-Za-z][A-Za-z0-9]{1,30}|#\d{1,7}|#[xX][0-9a-fA-F]{1,6});")
_TAG = re.compile(
    r"</?(?:i|b|u|em|strong|sub|sup|small|big|br|p|span|div|font|a|nowiki|ref|tt|code|center)(?:\s[^<>]{0,200})?/?>",
    re.IGNORECASE,
)
_PERCENT = re.compile(r"(?:%[89A-Fa-f][0-9A-Fa-f]){2,}")
_INVISIBLE = re.compile("[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")
_JOINERS = "\u200c\u200d"
_JOINING = re.compile("[\u0600-\u08ff\u0900-\u0dff\u1000-\u109f\u1780-\u17ff\u1800-\u18af]")
"""Letters of scripts in which joiners mean something: Arabic, Indic ones, Burmese, Khmer, Mongolian."""
_SILENCING = frozenset("\u094d\u09cd\u0a4d\u0acd\u0b4d\u0bcd\u0c4d\u0ccd\u0d4d\u0dca")
"""Signs that take the vowel from a letter, which may end a name with a joiner."""
_BROKEN = re.compile("[\u0e00-\u0fff\u1000-\u109f\u1780-\u17ff]")
"""Letters of scripts without spaces in which an invisible one parts words."""
_BEFORE = re.compile(r"\s+(,(?!,)|[)\]，、）])")
_AFTER = re.compile(r"([(\[（])\s+")
_EDGE = " ,;:|•·、，；。،؛–—―/\\"
_LEFT = re.compile(rf"^[{re.escape(_EDGE)}-]+(?=\w)")
_RIGHT = re.compile(rf"(?<=[\w).!?\]'’\"»”])[{re.escape(_EDGE)}-]+$")
_SHORT = 3
_WIDE = re.compile("[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a\ufb00-\ufb06]")
_ROWS = re.compile("[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff]")
_OF_ROWS = frozenset(("zh", "ja", "ko", "yue"))


def encoding(text: str, lang: str | None) -> str:
    """A name whose encoding was mistaken, read again."""
    return repaired(text)


def markup(text: str, lang: str | None) -> str:
    """A name without HTML and the signs of web addresses."""
    if "&" in text:
        text = _ENTITY.sub(lambda found: unescape(found[0]), text)
    if "<" in text:
        text = _TAG.sub(" ", text)
    return _PERCENT.sub(_unquoted, text) if "%" in text else text


def _unquoted(found: re.Match[str]) -> str:
    try:
        return unquote(found[0], errors="strict")
    except UnicodeDecodeError:
        return found[0]


def visible(text: str, lang: str | None) -> str:
    """A name without characters that nobody sees, but for those that its script needs."""
    if text.isascii() or not _INVISIBLE.search(text):
        return text
    return _INVISIBLE.sub(_needed, text)


def _needed(found: re.Match[str]) -> str:
    char, before = found[0], found.string[found.start() - 1 : found.start()]
    inside = before and (found.end() < len(found.string) or before in _SILENCING)
    if char in _JOINERS + "\u180e" and inside and _JOINING.match(before):
        return char
    return char if char == "\u200b" and inside and _BROKEN.match(before) else ""


def spaced(text: str, lang: str | None) -> str:
    """A name without spaces before commas and inside brackets."""
    return _AFTER.sub(r"\1", _BEFORE.sub(r"\1", text)) if " " in text else text


def trimmed(text: str, lang: str | None) -> str:
    """A name without punctuation left over at its edges."""
    return _RIGHT.sub("", _LEFT.sub("", text)) if len(text) > _SHORT else text


def composed(text: str, lang: str | None) -> str:
    """A name with each letter in one piece."""
    if text.isascii():
        return text
    whole = unicodedata.normalize("NFC", text)
    if "i\u0307" in whole and lang != "lt":  # what is left of a Turkish İ where a program made it small
        whole = whole.replace("i\u0307", "i")
    return whole if len(whole) < len(text) else text


def narrow(text: str, lang: str | None) -> str:
    """A name without full-width letters and ligatures, unless it is of East Asia."""
    if text.isascii() or not _WIDE.search(text) or _ROWS.search(text) or (lang or "")[:2] in _OF_ROWS:
        return text
    return _WIDE.sub(lambda found: unicodedata.normalize("NFKC", found[0]), text)


def parted(text: str, lang: str | None) -> str:
    """A name with spaces where a file name has underscores."""
    if "_" not in text or " " in text or any(map(str.isdigit, text)):
        return text
    return re.sub(r"(?<=[^\W_])_+(?=[^\W_])", " ", text)
