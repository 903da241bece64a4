"""GeoNames: tables of places (19 columns) and of their alternate names, each alone or the two together."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from itertools import groupby
from operator import itemgetter
from typing import Any

from polyonym.aliases.formats.problems import Problems
from polyonym.aliases.formats.sources import Opened
from polyonym.aliases.model import AliasKind, Entity, EntityKind
from polyonym.aliases.registries.making import Reading, Record, country_code, date, language

_PLACES = re.compile(r"\d+\t[^\t]+\t[^\t]*\t[^\t]*\t-?[\d.]+\t-?[\d.]+\t[A-Z]?\t")
_NAMES = re.compile(r"\d+\t\d+\t[^\t]{0,9}\t[^\t]+(\t[^\t]*){0,6}")
_WIDTH = 19
_WIDTHS_OF_NAMES = (10, 8)  # alternateNamesV2 has two columns of years more than the older table
_NUMBER = re.compile(r"[0-9]{1,15}")
# Codes and links that stand among the names.
_NO_NAMES = frozenset(["post", "link", "iata", "icao", "faac", "tcid", "unlc", "wkdt", "phon"])
_SOURCE = "GeoNames"
_BATCH = 10_000
Lookup = Callable[[int], list[Record]]


def is_places(line: str) -> bool:
    """Whether a line is one of the table of places."""
    return bool(_PLACES.match(line)) and line.count("\t") == _WIDTH - 1


def is_names(line: str) -> bool:
    """Whether a line is one of the table of alternate names."""
    return 3 <= line.count("\t") <= 9 and bool(_NAMES.fullmatch(line))


class Names:
    """Alternate names kept aside in a file of their own, since no table of them fits into memory."""

    def __init__(self) -> None:
        self._rows = sqlite3.connect("")  # a private file, gone when closed
        self._rows.execute("CREATE TABLE names (place INTEGER, alias TEXT)")

    def read(self, source: Opened, problems: Problems) -> None:
        """Take the names of a file in; rows that can't be used go to `problems`."""
        reading = Reading(source.name, problems)
        batch: list[tuple[int, str]] = []
        for number, line in problems.good(source.lines()):
            cells = line.split("\t")
            if (what := _wrong_names(cells)) is not None:
                if line.strip():
                    reading.wrong(f"is no row of alternate names ({what})", number)
            elif (alias := _alternate(cells)) is not None:
                batch.append((int(cells[1]), json.dumps(alias, ensure_ascii=False)))
            if len(batch) >= _BATCH:
                self._keep(batch)
        self._keep(batch)

    def _keep(self, batch: list[tuple[int, str]]) -> None:
        self._rows.executemany("INSERT INTO names VALUES (?, ?)", batch)
        batch.clear()

    def ready(self) -> None:
        """All names are in; they are asked for from now on."""
        self._rows.execute("CREATE INDEX by_place ON names (place)")

    def of(self, place: int) -> list[Record]:
        """The names of a place."""
        rows = self._rows.execute("SELECT alias FROM names WHERE place = ? ORDER BY rowid", (place,))
        return [json.loads(alias) for (alias,) in rows]

    def places(self) -> Iterator[tuple[int, list[Record]]]:
        """All places that have names, with these."""
        rows = self._rows.execute("SELECT place, alias FROM names ORDER BY place, rowid")
        for place, group in groupby(rows, key=itemgetter(0)):
            yield place, [json.loads(alias) for _, alias in group]

    def close(self) -> None:
        """Give the file back."""
        self._rows.close()


def parse(places: Iterable[tuple[Opened, Problems]], names: Iterable[tuple[Opened, Problems]]) -> Iterator[Entity]:
    """The places of the first files with the names of the second; without the first, what the names alone say."""
    with closing(Names()) as kept:
        for source, problems in names:
            kept.read(source, problems)
        kept.ready()
        any_places = False
        for source, problems in places:
            any_places = True
            yield from _places(source, problems, kept.of)
        if not any_places:
            yield from _unplaced(kept, problems)


def _places(source: Opened, problems: Problems, names_of: Lookup) -> Iterator[Entity]:
    reading = Reading(source.name, problems)
    for number, line in problems.good(source.lines()):
        if not line.strip():
            continue
        cells = line.split("\t")
        if (what := _wrong_place(cells)) is not None:
            reading.wrong(f"is no row of places ({what})", number)
            continue
        names = names_of(int(cells[0]))
        yield from reading.made(_row(cells, names), number)


def _row(cells: list[str], names: list[Record]) -> Record:
    dated = f"{_SOURCE} {date(cells[18]) or ''}".strip()
    texts = {each["text"] for each in names}
    unnamed = (cells[1], cells[2]) if names else (cells[1], cells[2], *cells[3].split(","))
    bare = [text for text in dict.fromkeys(each.strip() for each in unnamed) if text and text not in texts]
    aliases = [
        _alias(text, None, AliasKind.OFFICIAL if text == cells[1].strip() else AliasKind.VARIANT) for text in bare
    ]
    return {
        "id": place_id(int(cells[0])), "kind": EntityKind.PLACE, "name": cells[1],
        "country": country_code(cells[8]), "source": dated, "aliases": aliases + names,
    }  # fmt: skip


def _wrong_place(cells: list[str]) -> str | None:
    """What keeps a row from being one of places: a cut row has fewer columns, and must not pass for a whole one."""
    if len(cells) != _WIDTH:
        return f"columns: {len(cells)}, not {_WIDTH}"
    return _wrong_number(cells[0])


def _wrong_names(cells: list[str]) -> str | None:
    """The same of alternate names."""
    if len(cells) not in _WIDTHS_OF_NAMES:
        return f"columns: {len(cells)}, not {' or '.join(map(str, _WIDTHS_OF_NAMES))}"
    return _wrong_number(cells[1]) or (None if cells[3].strip() else "without a name")


def _wrong_number(cell: str) -> str | None:
    return None if _NUMBER.fullmatch(cell) else f"{cell[:40]!r} is no number of a place"


def place_id(number: int) -> str:
    """The id of the place with this number."""
    return f"gn:{number}"


def _alternate(cells: list[str]) -> Record | None:
    code, text = cells[2].strip(), cells[3]
    if code in _NO_NAMES:
        return None
    preferred, short, colloquial, historic = (cells[n : n + 1] == ["1"] for n in (4, 5, 6, 7))
    if historic or code == "fr_1793":
        kind = AliasKind.FORMER
    elif code == "abbr":
        kind = AliasKind.ACRONYM
    elif short or colloquial:
        kind = AliasKind.SHORT if short else AliasKind.VARIANT
    else:
        kind = AliasKind.OFFICIAL if preferred else AliasKind.VARIANT
    return _alias(text, code, kind) | _dates(cells) | ({"confidence": 0.9} if colloquial else {})


def _dates(cells: list[str]) -> Record:
    given = {"since": date("".join(cells[8:9])), "until": date("".join(cells[9:10]))}
    return {key: value for key, value in given.items() if value}


_SPECIAL = {"fr_1793": "fr", "abbr": None, "piny": "zh-Latn"}


def _alias(text: str, code: str | None, kind: AliasKind) -> Record:
    if code == "piny":
        kind = AliasKind.TRANSLITERATION
    lang: Any = _SPECIAL.get(code or "", code)
    return {"text": text, "lang": language(lang), "kind": str(kind), "source": _SOURCE}


def _unplaced(names: Names, problems: Problems) -> Iterator[Entity]:
    """Places of which only names are known; the preferred English one is shown."""
    reading = Reading(_SOURCE, problems)
    for place, aliases in names.places():
        shown = max(aliases, key=lambda each: (each["lang"] == "en", each["kind"] == AliasKind.OFFICIAL))
        row = {"id": place_id(place), "kind": EntityKind.PLACE, "name": shown["text"], "source": _SOURCE}
        yield from reading.made(row | {"aliases": aliases}, None)
