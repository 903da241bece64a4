"""Facts that people keep: names that aren't an entity's, entities that differ, how often a name means whom."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from polyonym.aliases.lexicon.compile import compile_lexicon
from polyonym.aliases.lexicon.lexicon import Lexicon
from polyonym.aliases.model import Alias, Entity, Status
from polyonym.engine.matching.families import FAMILIES, sketch
from polyonym.engine.matching.resolve import Resolver
from polyonym.engine.tagging.tagger import Tagger
from polyonym.tests.small_table import ENTITIES

TABLE = {entity.id: entity for entity in ENTITIES}


def compiled(folder: Path, changed: Iterable[Entity]) -> Lexicon:
    """The small table with some entities changed or added."""
    table = TABLE | {entity.id: entity.ordered() for entity in changed}
    entities = [table[id_] for id_ in sorted(table)]
    return Lexicon(compile_lexicon(entities, FAMILIES, folder / "l", sketch=sketch, stamp={"token": "t"}))


def rejecting(id_: str, text: str) -> Entity:
    """An entity of the small table that is known not to be called so."""
    return replace(TABLE[id_], aliases=(*TABLE[id_].aliases, Alias(text, status=Status.REJECTED)))


def decided(lexicon: Lexicon, name: str) -> str | None:
    """Whom the resolver decides for."""
    decision = Resolver(lexicon).resolve(name).decision
    return decision.id if decision else None


def tagged(lexicon: Lexicon, text: str, lang: str) -> list[tuple[str, str | None]]:
    """The surfaces of a text, and the entities that they mean."""
    return [(m.surface, m.entity.id if m.entity else None) for m in Tagger(lexicon).tag(text, lang=lang)]


def test_a_rejected_name_is_no_match(tmp_path: Path) -> None:
    assert decided(compiled(tmp_path / "before", []), "Лукашэнко Александр") == "person:lukashenko"
    lexicon = compiled(tmp_path, [rejecting("person:lukashenko", "ЛУКАШЭНКО  Александр")])
    assert decided(lexicon, "Лукашэнко Александр") is None
    assert all(m.entity.id != "person:lukashenko" for m in Resolver(lexicon).resolve("Лукашэнко Александр").matches)
    assert decided(lexicon, "Александр Лукашенко") == "person:lukashenko"


def test_a_rejected_name_is_no_mention(tmp_path: Path) -> None:
    text = "Премию дали Александру Лукашенко из Минска, и Александру Лукашенко она понравилась."
    assert ("Александру Лукашенко", "person:lukashenko") in tagged(compiled(tmp_path / "before", []), text, "ru")
    found = tagged(compiled(tmp_path, [rejecting("person:lukashenko", "Александру Лукашенко")]), text, "ru")
    assert ("Минска", "place:minsk") in found
    assert "person:lukashenko" not in [entity for _, entity in found]


def test_what_is_like_another_entity_gives_way_to_it(tmp_path: Path) -> None:
    twin = Entity("org:lnu", TABLE["org:lu"].kind, "Liaoning Normal University", "CN")
    one, other = replace(TABLE["org:lu"], different_from=("org:lnu",)), replace(twin, different_from=("org:lu",))
    apart, together = compiled(tmp_path / "apart", [one, other]), compiled(tmp_path, [twin])
    matches = [m.entity.id for m in Resolver(together).resolve("Liaoning University").matches]
    assert "org:lnu" in matches
    assert matches[0] == "org:lu"
    assert "org:lnu" not in [m.entity.id for m in Resolver(apart).resolve("Liaoning University").matches]


def with_prior(id_: str, text: str, prior: float) -> Entity:
    """An entity whose name means it so often."""
    aliases = [replace(a, prior=prior) if a.text == text else a for a in TABLE[id_].aliases]
    return replace(TABLE[id_], aliases=tuple(aliases))


def test_priors_decide_what_nothing_else_does(tmp_path: Path) -> None:
    assert decided(compiled(tmp_path / "before", []), "BSU") is None
    known = [with_prior("org:bsu", "BSU", 0.95), with_prior("org:bsu-az", "BSU", 0.05)]
    assert decided(compiled(tmp_path / "bsu", known), "BSU") == "org:bsu"
    open_, known = compiled(tmp_path / "open", []), [with_prior("place:georgia-us", "Georgia", 0.95)]
    lexicon = compiled(tmp_path, [*known, with_prior("place:georgia", "Georgia", 0.05)])
    assert tagged(open_, "She went to Georgia.", "en") == []
    assert tagged(lexicon, "She went to Georgia.", "en") == [("Georgia", "place:georgia-us")]
    assert ("Georgia", "place:georgia") in tagged(lexicon, "From Tbilisi she toured Georgia.", "en")


def test_a_merged_id_leads_on(tmp_path: Path) -> None:
    stub = Entity("org:old", TABLE["org:lu"].kind, "Old name", merged_into="org:older")
    older = replace(stub, id="org:older", merged_into="org:lu")
    lexicon = compiled(tmp_path, [stub, older, replace(stub, id="org:lost", merged_into="org:nobody")])
    assert lexicon.number("org:old") == lexicon.number("org:lu")
    assert lexicon.number("org:lost") is None
    assert decided(lexicon, "Old name") is None
