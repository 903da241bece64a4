"""Aliases proposed from articles: what must be found, and what must not be."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from polyonym.aliases.bundled import bundled_entities
from polyonym.aliases.lexicon.compile import compile_lexicon
from polyonym.aliases.lexicon.lexicon import Lexicon
from polyonym.aliases.model import Alias, Entity, Status
from polyonym.engine.matching.families import FAMILIES, sketch
from polyonym.engine.matching.resolve import Resolver
from polyonym.engine.proposing.borrowed import borrowed
from polyonym.engine.proposing.forms import grouped
from polyonym.engine.proposing.proposal import Proposal, proposal_of, row_of
from polyonym.engine.proposing.propose import Wanted, propose
from polyonym.engine.reading.article import Article
from polyonym.engine.searching.analyse import analyse
from polyonym.engine.tagging.tagger import Tagger
from polyonym.engine.text.fold import key
from polyonym.index.adapters.memory import MemoryIndex
from polyonym.tests.small_table import entity

CASES = [
    json.loads(line) for line in Path(__file__).with_name("cases").joinpath("propose.jsonl").open(encoding="utf-8")
]
_LEAST = 0.3


def known(line: str) -> Entity:
    """An entity of a case; a name behind a minus sign is known to be none of its."""
    made = entity(line)
    aliases = tuple(_rejected(alias) if alias.text.startswith("-") else alias for alias in made.aliases)
    return replace(made, aliases=aliases)


def _rejected(alias: Alias) -> Alias:
    return replace(alias, text=alias.text[1:], status=Status.REJECTED)


def proposed(entities: list[Entity], articles: list[tuple[str, str]], parent: Path) -> list[Proposal]:
    """What the articles (language and text) propose for a table of these entities."""
    lexicon = Lexicon(compile_lexicon(entities, FAMILIES, parent / "lexicon", sketch=sketch, stamp={"token": "case"}))
    tagger, index = Tagger(lexicon), MemoryIndex()
    given = (Article(f"a{number}", text, lang=lang) for number, (lang, text) in enumerate(articles))
    index.write(analyse(each, tagger) for each in given)
    lent = borrowed(entities, bundled_entities())
    return propose(index.get(index.ids()), index, lexicon, Resolver(lexicon), lent, Wanted(least=0.0))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["about"])
def test_proposals(case: dict[str, Any], tmp_path: Path) -> None:
    found = proposed(list(map(known, case["entities"])), case["articles"], tmp_path)
    scores = {(each.entity, key(each.name)): each.score for each in found}
    for entity_id, name in case.get("expect", ()):
        assert scores.get((entity_id, key(name)), 0.0) >= _LEAST, (name, scores)
    for entity_id, name in case.get("never", ()):
        assert (entity_id, key(name)) not in scores
    for entity_id, name in case.get("unsure", ()):
        assert scores.get((entity_id, key(name)), 0.0) < 0.7


def test_evidence_shows_the_name_at_its_place(tmp_path: Path) -> None:
    text = "Первое предложение. Вчера в Тампере открылась выставка. Третье."
    (found,) = proposed([known("place:tampere | Tampere | FI | |")], [("ru", text), ("ru", text)], tmp_path)
    assert (found.count, found.articles, found.lang, found.kind) == (2, 2, "ru", "transliteration")
    for each in found.evidence:
        assert text[each.start : each.end] == each.form == "Тампере"
        assert each.sentence == "Вчера в Тампере открылась выставка."
        assert each.sentence[each.at :].startswith("Тампере")
    assert proposal_of(row_of(found)) == found


def test_several_entities_of_one_article(tmp_path: Path) -> None:
    entities = [known("place:tampere | Tampere | FI | |"), known("person:orpo | Petteri Orpo | FI | |")]
    texts = [("ru", "Премьер-министр Петтери Орпо приехал в Тампере."), ("ru", "Вчера Петтери Орпо покинул Тампере.")]
    assert {each.entity for each in proposed(entities, texts, tmp_path)} == {"place:tampere", "person:orpo"}


FORMS = [
    ("ru", {"Терезы Мэй": 64, "Тереза Мэй": 50, "Терезой Мэй": 24}, "Тереза Мэй"),
    ("ru", {"Джонсон": 53, "Джонсона": 58, "Джонсоном": 11}, "Джонсон"),
    ("pl", {"Izbie Gmin": 34, "Izby Gmin": 23, "Izba Gmin": 11, "Izbę Gmin": 6}, "Izba Gmin"),
    ("pl", {"Wielką Brytanię": 100, "Wielkiej Brytanii": 200, "Wielka Brytania": 50}, "Wielka Brytania"),
    ("pl", {"Tuska": 10, "Tusk": 5, "Tuskiem": 4}, "Tusk"),
    ("cs", {"Bibiové": 97, "Bibiová": 70, "Bibiovou": 36}, "Bibiová"),
    ("cs", {"Londýně": 50, "Londýn": 49, "Londýna": 21}, "Londýn"),
    ("uk", {"Львова": 14, "Львові": 10, "Львів": 9}, "Львів"),
    ("sl", {"Ljubljani": 14, "Ljubljana": 10, "Ljubljano": 4}, "Ljubljana"),
    ("bg", {"Европейската комисия": 70, "Европейска комисия": 9}, "Европейска комисия"),
    ("lt", {"Vilniaus": 20, "Vilnius": 12, "Vilniuje": 9}, "Vilnius"),
    ("el", {"Λονδίνου": 8, "Λονδίνο": 7}, "Λονδίνο"),
    ("en", {"Berlin": 4}, "Berlin"),
    (None, {"Paris": 1}, "Paris"),
]


@pytest.mark.parametrize(("lang", "names", "base"), FORMS, ids=[each[2] for each in FORMS])
def test_the_base_of_forms(lang: str | None, names: dict[str, int], base: str) -> None:
    assert base in [first for first, _ in grouped(names, lang)]


HOSTILE = [
    "X " * 5000,
    "Ab Xy " * 3000 + "Xy " * 3000,
    "Й" + "\u0301" * 100_000,
    "A" * 1_000_000,
    "Name (NA) " * 2000,
    "\x00",
]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_texts(text: str, tmp_path: Path) -> None:
    proposed([known("place:tampere | Tampere | FI | |")], [("ru", text), ("pl", text)], tmp_path)
