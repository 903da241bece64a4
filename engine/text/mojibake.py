"""Mojibake: names whose UTF-8 was once read as another encoding, «Ð›Ð¾Ð½Ð´Ð¾Ð½» for «Лондон»."""

from __future__ import annotations

import re

# The first byte of a two-byte letter as Latin-1 or Windows-1252 shows it, and one that can follow it.
_SUSPICIOUS = re.compile("(?:[ÂÃÄÅÐÑØÙàáåæçèéêëì]|â€)[\u0080-\u00bf\u0152-\u0178\u02c6\u02dc\u2013-\u2122]")
_LONGEST = 1000


def repaired(text: str) -> str:
    """`text` with mojibake undone (ftfy); as it is where nothing looks like it.

    >>> repaired("Ð›Ð¾Ð½Ð´Ð¾Ð½"), repaired("Châlons-en-Champagne")
    ('Лондон', 'Châlons-en-Champagne')
    """
    if not _SUSPICIOUS.search(text[:_LONGEST]):
        return text
    import ftfy  # its tables take 40 ms to load, and nearly no name needs them

    return ftfy.fix_encoding(text[:_LONGEST]) + text[_LONGEST:]
