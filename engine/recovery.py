"""A damaged alias table of a home built again, and what came of it in plain words."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from polyonym.aliases.lexicon.layered import Layered, open_lexicon
from polyonym.aliases.lexicon.lexicon import Lexicon
from polyonym.aliases.model import Alias, AliasKind, Entity
from polyonym.aliases.recovering import Found, Known
from polyonym.aliases.replacing import is_sound, recover
from polyonym.base.errors import HomeError, UsageError
from polyonym.engine.engine import Engine
from polyonym.engine.knowledge import SOURCE

_MOST_NAMED = 10


@dataclass(frozen=True, slots=True)
class Recovery:
    """What a recovery found (None where the table is sound), and where the damaged file is kept."""

    found: Found | None
    kept: Path | None = None

    def sentences(self) -> list[str]:
        """What was recovered from where, and what is lost, in words."""
        return ["the alias table is sound; nothing had to be recovered"] if self.found is None else _told(self.found)


def recover_table(engine: Engine, *, dry_run: bool = False) -> Recovery:
    """Build the alias table of the engine's home again where it is damaged; with `dry_run` only see what would come.

    Raises UsageError where there is no home, BusyError while another process writes to its table.
    """
    if engine.is_bundled:
        raise UsageError("there is no home here whose alias table could be recovered; name it with --home")
    home = engine.home
    path = home.table_path
    if path.exists() and is_sound(path):
        return Recovery(None)
    engine.refresh()
    found, kept = recover(path, lambda token: _known(home.path / "lexicon", token), dry_run=dry_run)
    return Recovery(found, kept)


def _known(folder: Path, token: str | None) -> Known | None:
    """What the compiled lexicon knows: of several the one with this token, else the newest."""
    lexicons = list(_readable(folder))
    if not lexicons:
        return None
    chosen = max(lexicons, key=lambda each: (each.stamp["token"] == token, each.directory.stat().st_mtime_ns))
    return Known(chosen.stamp["token"], _entities(chosen))


def _readable(folder: Path) -> Iterator[Lexicon]:
    for path in folder.glob("[!.]*") if folder.is_dir() else ():
        with suppress(HomeError, OSError, KeyError):
            yield open_lexicon(path)


def _entities(lexicon: Lexicon) -> Iterator[Entity]:
    """The entities of a lexicon as far as it keeps them: active names, no sources of entities."""
    for number in _numbers(lexicon):
        entity = lexicon.entity(number)
        names = map(lexicon.alias, lexicon.aliases(number))
        shown = Alias(entity.name, kind=AliasKind.OFFICIAL)  # added where no alias says the name
        yield replace(entity, aliases=tuple(a for a in names if a != shown and a.source != SOURCE))


def _numbers(lexicon: Lexicon) -> Iterator[int]:
    if isinstance(lexicon, Layered):
        yield from (number for number in _numbers(lexicon.below) if not lexicon.gone_entities[number])
        yield from range(lexicon.below.entity_count, lexicon.entity_count)
    else:
        yield from range(lexicon.entity_count)


def _count(number: int, one: str, several: str) -> str:
    return f"{number:,} {one if number == 1 else several}"


def _told(found: Found) -> list[str]:
    names = f"{_count(found.entities, 'entity', 'entities')} with {_count(found.aliases, 'name', 'names')}"
    sentences = [f"{names} and {_count(found.change_sets, 'change set', 'change sets')}"]
    if found.from_rows:
        sentences.append(f"{found.from_rows:,} entities are as the table's rows have them, for the journal has holes")
    if found.from_lexicon:
        sentences.append(f"{found.from_lexicon:,} entities have names that only the compiled lexicon still knew")
    if found.lost_sets:
        sentences.append(f"lost: change set{_these(found.lost_sets)}, of which nothing could be read")
    if found.torn_sets:
        sentences.append(f"recovered in part: change set{_these(found.torn_sets)}; undo would bring back only that")
    if found.lost_entities:
        sentences.append(f"lost: {found.lost_entities:,} entities")
    sentences.append(
        "by its checksum this is all that the table held"
        if found.exact
        else "whether this is all that the table held can't be proven; look through it, and index the articles again"
    )
    return sentences


def _these(ids: list[int]) -> str:
    named = ", ".join(map(str, ids[:_MOST_NAMED]))
    rest = f" and {len(ids) - _MOST_NAMED:,} more" if len(ids) > _MOST_NAMED else ""
    return f"{'s' if len(ids) > 1 else ''} {named}{rest}"
