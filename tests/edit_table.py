"""A table of four entities that is edited by commands."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from polyonym.tests.conftest import Ran, Runner

ROWS: list[dict[str, Any]] = [
    {"id": "org:bsu", "kind": "organization", "name": "Belarusian State University", "country": "BY",
     "aliases": [{"text": "BSU", "kind": "acronym"}, {"text": "БГУ", "lang": "ru", "kind": "acronym"},
                 {"text": "Bakı Dövlət Universiteti", "lang": "az"}]},
    {"id": "org:bsu-2", "kind": "organization", "name": "State University of Belarus", "related": ["place:minsk"],
     "aliases": [{"text": "БДУ", "lang": "be", "kind": "acronym"},
                 {"text": "BSU", "kind": "acronym", "confidence": 0.5}]},
    {"id": "org:faculty", "kind": "organization", "name": "Faculty of Law", "part_of": "org:bsu-2"},
    {"id": "place:minsk", "kind": "place", "name": "Minsk", "country": "BY",
     "aliases": [{"text": "Минск", "lang": "ru"}]},
]  # fmt: skip


class CommandTable:
    """`polyonym aliases` on a home."""

    def __init__(self, run: Runner, home: Path) -> None:
        self.run, self.home = run, home

    def __call__(self, *words: object, stdin: str = "") -> Ran:
        return self.run("--home", self.home, "aliases", *words, stdin=stdin)

    def row(self, entity_id: str) -> dict[str, Any]:
        """An entity as it is."""
        return self("show", entity_id, "--json").rows[0]

    def texts(self, entity_id: str) -> set[str]:
        """The texts of its aliases."""
        return {alias["text"] for alias in self.row(entity_id)["aliases"]}

    def state(self) -> str:
        """Everything that it says."""
        return self("export").out


def four_entities(run: Runner, folder: Path) -> CommandTable:
    """A home that knows four entities."""
    file = folder / "rows.jsonl"
    file.write_text("".join(json.dumps(row) + "\n" for row in ROWS), "utf-8")
    table = CommandTable(run, folder / "home")
    assert table("import", file).status == 0
    return table
