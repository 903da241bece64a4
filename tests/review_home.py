"""A home with a few articles and proposals from them, for tests of reviews."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from polyonym.aliases.model import Status
from polyonym.engine.engine import Engine
from polyonym.tests.conftest import Runner

ENTITIES: list[dict[str, Any]] = [
    {"id": "place:tampere", "kind": "place", "name": "Tampere", "country": "FI"},
    {"id": "place:turku", "kind": "place", "name": "Turku", "country": "FI"},
    {"id": "person:orpo", "kind": "person", "name": "Petteri Orpo", "country": "FI"},
    {"id": "org:bsu-by", "kind": "organization", "name": "Belarusian State University", "country": "BY",
     "aliases": [{"text": "BSU", "kind": "acronym"}]},
    {"id": "org:bsu-az", "kind": "organization", "name": "Baku State University", "country": "AZ",
     "aliases": [{"text": "BSU", "kind": "acronym"}]},
]  # fmt: skip
ARTICLES: list[dict[str, Any]] = [
    {"id": "a1", "lang": "ru", "text": "Вчера в Тампере открылась выставка. Премьер-министр Петтери Орпо приехал."},
    {"id": "a2", "lang": "ru", "text": "Министр приехал из Тампере в столицу. Петтери Орпо остался."},
    {"id": "a3", "lang": "en", "text": "Turku and Tampere are towns in Finland."},
]
TAMPERE, ORPO = "Тампере", "Петтери Орпо"


def lines(path: Path, rows: list[dict[str, Any]]) -> Path:
    """Rows as JSON Lines."""
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), "utf-8")
    return path


def home_with_proposals(parent: Path, run: Runner) -> Path:
    """The home, made under `parent`."""
    home = parent / "home"
    assert run("--home", home, "aliases", "import", lines(parent / "table.jsonl", ENTITIES)).status == 0
    assert run("--home", home, "index", lines(parent / "articles.jsonl", ARTICLES)).status == 0
    assert run("--home", home, "aliases", "propose").status == 0
    return home


def pending(home: Path) -> set[str]:
    """The names that are still to be decided about."""
    with Engine(home) as engine:
        return {each.name for each in engine.aliases.proposals()}


def names(home: Path, entity_id: str, status: Status = Status.ACTIVE) -> set[str]:
    """The aliases of an entity that have a status."""
    with Engine(home) as engine:
        entity = engine.aliases.get(entity_id)
        return {alias.text for alias in entity.aliases if alias.status is status} if entity else set()
