"""An article as bytes: a line of JSON for all that is short, then the text as it is."""

from __future__ import annotations

import datetime
import json
from typing import Any

from polyonym.base.errors import DamagedError
from polyonym.index.model import Analysed, Hit, Mentioned, Stored

_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def pack(article: Analysed) -> bytes:
    """Bytes from which `unpack` makes the article again.

    Entities stand once, mentions point to them; a mention's surface is left out where it is the
    text between its offsets.
    """
    table: dict[tuple[str, str], int] = {}
    text = article.text
    mentions = []
    for m in article.mentions:
        place = table.setdefault((m.entity, m.kind), len(table))
        row: list[object] = [place, m.start, m.end - m.start, round(m.score, 4)]
        if text[m.start : m.end] != m.surface:
            row.append(m.surface)
        mentions.append(row)
    day = article.date.toordinal() if article.date else 0
    head = [article.id, article.title, article.lang, day, article.url, article.source, list(table), mentions]
    head.append(list(article.roles))
    return f"{_encode(head)}\n{text}".encode()


def unpack(packed: bytes) -> Stored:
    """The article packed in these bytes. Raises DamagedError if they aren't any."""
    try:
        line, _, text = packed.decode().partition("\n")
        return _stored(json.loads(line), text)
    except (ValueError, TypeError, IndexError) as cause:
        raise DamagedError(f"an article in the index can't be read ({cause}); index it again") from cause


def hit(stored: Stored, score: float) -> Hit:
    """The article as a hit."""
    s = stored
    return Hit(s.id, s.title, s.text, s.lang, s.date, s.url, s.source, s.mentions, s.roles, score)


def _stored(head: list[Any], text: str) -> Stored:
    name, title, lang, day, url, source, table, rows, roles = head
    date = datetime.date.fromordinal(day) if day else None
    mentions = tuple(_mention(row, table, text) for row in rows)
    return Stored(name, title, text, lang, date, url, source, mentions, tuple(roles))


def _mention(row: list[Any], table: list[list[str]], text: str) -> Mentioned:
    place, start, length, score, *surface = row
    entity, kind = table[place]
    end = start + length
    return Mentioned(entity, kind, start, end, surface[0] if surface else text[start:end], score)
