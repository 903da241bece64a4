"""The alias tables that come with the package: written for it by hand, each fact with its source."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from hashlib import sha256
from pathlib import Path

from polyonym.aliases.model import Alias, AliasKind, Entity

_TABLES = Path(__file__).parent / "tables"


def bundled_files() -> list[Path]:
    """The bundled tables in order of name."""
    return sorted(_TABLES.glob("*.txt"))


@cache
def bundled_fingerprint() -> str:
    """64 hexadecimal digits that change with any byte or name of the bundled tables."""
    digest = sha256()
    for path in bundled_files():
        content = path.read_bytes()
        digest.update(f"{path.name} {len(content)}\n".encode())
        digest.update(content)
    return digest.hexdigest()


def bundled_entities() -> Iterator[Entity]:
    """All bundled entities, file by file. Raises BadRowsError where a file is not in the format.

    The bundled tables show their entities by their English names, so a name that no alias line
    repeats counts as an official English alias.
    """
    from polyonym.aliases.formats.detect import Format  # all formats of files, and these are read once in a long time
    from polyonym.aliases.formats.files import read_entities

    for path in bundled_files():
        for entity in read_entities(path, Format.TEXT):
            yield _with_english_name(entity)


def _with_english_name(entity: Entity) -> Entity:
    if any(alias.text == entity.name for alias in entity.aliases):
        return entity
    shown = Alias(entity.name, "en", AliasKind.OFFICIAL)
    return replace(entity, aliases=(shown, *entity.aliases))
