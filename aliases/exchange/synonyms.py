"""Names as synonyms in Solr's format, which Elasticsearch and OpenSearch read, too: a rule for each entity."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TextIO

from polyonym.aliases.exchange.contested import certain_names
from polyonym.aliases.exchange.left_out import LeftOut
from polyonym.aliases.model import Entity

_SPECIAL = re.compile(r"[\\,#]|=(?=>)")


def write(
    entities: Iterable[Entity], handle: TextIO, contested: frozenset[int], left_out: LeftOut, *, contract: bool = False
) -> None:
    """`a, b, c`, of which each stands for all; with `contract` `b, c => a`, the name that the entity is shown as."""
    for entity in entities:
        names = [escaped(text) for text in certain_names(entity, contested, left_out)]
        shown = escaped(entity.name)
        others = [name for name in names if name != shown]
        if not others or (not contract and len(names) < 2):
            continue
        left_out.written += 1
        handle.write(f"{', '.join(others)} => {shown}\n" if contract else f"{', '.join(names)}\n")


def escaped(text: str) -> str:
    r"""A name as the format writes it: what it has a use for gets a backslash.

    >>> print(escaped("Belt, Road => #1"))
    Belt\, Road \=> \#1
    """
    return _SPECIAL.sub(lambda found: f"\\{found.group()}", text)
