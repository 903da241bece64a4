"""Tags of languages: the one code by which this project knows a language, however it is written elsewhere."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from importlib.resources import files

from polyonym.base.errors import UsageError

_LONGEST = 64
_UNKNOWN = frozenset(("", "und", "mul", "mis", "zxx"))
"""Tags that say that no language is known, or several are, or none."""


@lru_cache(maxsize=1 << 10)
def base_language(tag: str | None) -> str | None:
    """The language of a BCP 47 tag or an ISO 639 code, without script and region; None for none.

    An unknown code stays as it is, in small letters.

    >>> base_language("zh-Hant"), base_language("amh"), base_language("pt_BR"), base_language("iw")
    ('zh', 'am', 'pt', 'he')
    """
    base = (tag or "").lower()[:_LONGEST].replace("_", "-").strip().partition("-")[0].strip()
    return None if base in _UNKNOWN else _codes().get(base, base)


@cache
def _codes() -> dict[str, str]:
    """The code used here, by the others."""
    table = files("polyonym.engine.language").joinpath("tables/codes.tsv").read_text("utf-8")
    cells = (line.split("\t") for line in table.splitlines() if line and line[0] != "#")
    return {other: code for code, others in cells for other in others.split()}


_TAG = re.compile(r"[a-z]{2,3}(?:[-_][a-z0-9]{1,8})*", re.IGNORECASE)


def checked_tag(tag: str | None) -> str | None:
    """A tag as it is, None for none.  Raises UsageError for what has not the form of one (BCP 47): "russian"."""
    if tag is not None and tag and not _TAG.fullmatch(tag):
        raise UsageError(f"{tag[:_LONGEST]!r} is no tag of a language; write one such as ru or zh-Hant")
    return tag
