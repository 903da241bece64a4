"""Which language a text or a short string is in.

The script decides first, then letters and function words of the languages that share it, and only
where these are silent two libraries' models. Tags are BCP 47: `be`, `zh-Hans`, `zh-Hant`, `pcm`.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass

from polyonym.engine.language.cjk import cjk_language
from polyonym.engine.language.evidence import Evidence, weigh
from polyonym.engine.language.models import opinion
from polyonym.engine.language.scripts import scripts
from polyonym.engine.language.tags import base_language

_LOOKED_AT = 600
"""Characters at the beginning of a text that are looked at; more changes no answer worth its time."""
_SHORT, _NAME, _NAME_LETTERS = 8, 3, 25
"""Up to so many words a text is short, and a small lead decides. Up to so many words, or so few
letters, it may be a name, of which the models know nothing."""
_CODE = re.compile(r"(?<![!-~])(?=[!-~]*?(?:://|[0-9@_\\]))[!-~]++|\d")
"""Addresses, versions, file names and check sums, which are in no language."""
_COVERED = 0.1
"""Share of function words below which a longer text is in a language that the table lacks."""
_DECIDED = 4.0
_SURE_ENOUGH = 0.5
_DENSE = {"Latn": 1.0, "Hani": 4.0, "Hang": 3.0, "Hira": 4.0, "Kana": 3.0}
_OTHER_DENSE = 1.5
"""How much one letter of a script weighs against another's: a character of Han is half a word, and a
text with many Latin names and terms stays what it is, while Latin prose rarely cites other letters."""
_BESIDE = 0.15
"""Share from which on a second script is taken when the Latin letters make no known words."""
_ONE_LANGUAGE = {
    "Armn": "hy", "Beng": "bn", "Cher": "chr", "Deva": "hi", "Ethi": "am", "Geor": "ka",
    "Grek": "el", "Gujr": "gu", "Guru": "pa", "Hang": "ko", "Hebr": "he", "Khmr": "km",
    "Knda": "kn", "Laoo": "lo", "Mlym": "ml", "Mong": "mn", "Mymr": "my", "Orya": "or",
    "Sinh": "si", "Taml": "ta", "Telu": "te", "Thaa": "dv", "Thai": "th", "Tibt": "bo",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Guess:
    """A language, None where there is too little to tell, and how sure that is (0 to 1)."""

    lang: str | None
    confidence: float

    @property
    def base(self) -> str | None:
        """The language alone, without script: `zh` of `zh-Hant`."""
        return base_language(self.lang)


def detect_language(text: str) -> Guess:
    """The language of an article, or of a name or query; unsure about a short one gives None.

    Looked at are the first 600 characters. Nothing is raised; text without letters gives
    `Guess(None, 0.0)`.
    """
    head = unicodedata.normalize("NFC", _CODE.sub(" ", text[: 2 * _LOOKED_AT])[:_LOOKED_AT])
    counts = scripts(head)
    if not counts:
        return Guess(None, 0.0)
    first, *rest = sorted(counts, key=lambda code: -counts[code] * _DENSE.get(code, _OTHER_DENSE))
    if first == "Latn" and rest and counts[rest[0]] > _BESIDE * counts[first] and not _is_prose(head):
        first = rest[0]
    if first in {"Hani", "Hira", "Kana"}:
        return _kept(*cjk_language(counts, head))
    return _among(first, head.lower(), counts)


def _is_prose(text: str) -> bool:
    found = weigh(text.lower(), "Latn")
    return found is not None and found.known >= 2 * _COVERED * found.words


def _among(script: str, text: str, counts: Counter[str]) -> Guess:
    """The language among those of one script."""
    found = weigh(text, script)
    if found and found.lead >= (_DECIDED if found.words > _SHORT else 1.0) and _covered(found):
        return _kept(found.lang, 1 - 0.5**found.lead)
    if script in _ONE_LANGUAGE:
        # A name of a few letters may be of a neighbour with the same script.
        lang = found.lang if found else _ONE_LANGUAGE[script]
        return Guess(lang, 0.95 if script == "Hang" or counts[script] > 20 else 0.8)
    if counts[script] < _NAME_LETTERS or len(text.split()) <= _NAME:
        return Guess(None, 0.0)
    return _kept(*_weighed(opinion(text), found))


def _covered(found: Evidence) -> bool:
    return found.words <= _SHORT or found.known >= _COVERED * found.words


def _weighed(answer: tuple[str, float], found: Evidence | None) -> tuple[str, float]:
    """The models' answer, or the evidence's where they are unsure and it isn't quite empty."""
    if found and (found.lang == answer[0] or answer[1] < _SURE_ENOUGH) and _covered(found):
        return found.lang, max(1 - 0.5**found.lead, answer[1])
    return answer


def _kept(lang: str, confidence: float) -> Guess:
    confidence = round(min(confidence, 0.999), 3)
    return Guess(lang if confidence >= _SURE_ENOUGH else None, confidence)
