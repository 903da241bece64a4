"""What tests of registries share: files written, and the rows of what is read from them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from polyonym.aliases.formats.detect import Format
from polyonym.aliases.formats.files import read_entities
from polyonym.aliases.formats.problems import Problems
from polyonym.aliases.records import row_of


def rows(*paths: Path, format_: Format | None = None) -> tuple[dict[str, dict[str, Any]], Problems]:
    """The rows of the entities in these files by id, and what is wrong with them."""
    problems = Problems()
    found = {entity.id: row_of(entity) for entity in read_entities(paths, format_, problems=problems)}
    return found, problems


def written(folder: Path, content: str | bytes, name: str = "file") -> Path:
    """A file with this content."""
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path
