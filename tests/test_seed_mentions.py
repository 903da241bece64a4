"""The five real articles: every surface of the seed file means the entity that people gave it."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest
from polyonym.engine.engine import Engine
from polyonym.engine.tagging.mention import Mention
from polyonym.engine.tagging.parts import flat

SHARED = Path(__file__).parents[2] / "shared"
LEAST_RIGHT = 102
pytestmark = pytest.mark.skipif(
    not (SHARED / "gold" / "seed_mentions.jsonl").is_file(), reason="needs ../shared with the real articles"
)


def seeds() -> Iterator[dict[str, str]]:
    """The rows of the seed file."""
    for line in (SHARED / "gold" / "seed_mentions.jsonl").read_text("utf-8").splitlines():
        yield json.loads(line)


@pytest.fixture(scope="module")
def tagged() -> dict[str, tuple[str, list[Mention]]]:
    """Each article's text and what the bundled tables find in it."""
    with Engine() as engine:
        texts = {path.name: path.read_text("utf-8") for path in sorted((SHARED / "articles").glob("*.txt"))}
        return {name: (text, flat(engine.tag(text))) for name, text in texts.items()}


def meant(surface: str, text: str, mentions: list[Mention]) -> list[Mention]:
    """The mentions with an entity that lie over some occurrence of a surface, those that fit it best first."""
    found: list[tuple[float, Mention]] = []
    place = text.find(surface)
    while place >= 0:
        end = place + len(surface)
        for m in mentions:
            shared = min(m.end, end) - max(m.start, place)
            if m.entity and shared > 0:
                found.append((shared / (max(m.end, end) - min(m.start, place)), m))
        place = text.find(surface, place + 1)
    return [m for _, m in sorted(found, key=lambda row: -row[0])]


def is_named(mention: Mention, gold: str, engine: Engine) -> bool:
    """Whether the entity of a mention is called what the seed file calls it."""
    entity = engine.aliases.get(mention.entity.id) if mention.entity else None
    return entity is not None and gold in {entity.name, *(alias.text for alias in entity.aliases)}


def test_seed_surfaces_mean_their_entities(tagged: dict[str, tuple[str, list[Mention]]]) -> None:
    wrong = []
    rows = list(seeds())
    with Engine() as engine:
        for row in rows:
            found = meant(row["surface"], *tagged[row["article"]])
            if not any(is_named(mention, row["entity"], engine) for mention in found[:3]):
                wrong.append(f"{row['article'][:3]} «{row['surface']}» should be {row['entity']}, is {_told(found)}")
    assert len(rows) - len(wrong) >= LEAST_RIGHT, "\n".join(wrong)


def _told(found: list[Mention]) -> str:
    return ", ".join(sorted({m.entity.name for m in found if m.entity})) or "nothing"


def test_one_entity_for_one_name_and_others_for_others(tagged: dict[str, tuple[str, list[Mention]]]) -> None:
    entities = defaultdict(set)
    for row in seeds():
        found = meant(row["surface"], *tagged[row["article"]])
        if found and found[0].entity:
            entities[row["entity"]].add(found[0].entity.id)
    split = {name: ids for name, ids in entities.items() if len(ids) > 1}
    ids = [next(iter(each)) for each in entities.values() if len(each) == 1]
    assert not split
    assert len(ids) == len(set(ids))
