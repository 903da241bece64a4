"""Tables for other programs and from them: what a format can hold comes back."""

from __future__ import annotations

import importlib.util
import json
import tempfile
from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from polyonym.aliases.exchange.synonyms import escaped
from polyonym.aliases.exchange.wanted import Wanted
from polyonym.aliases.exchange.writing import Target, target_of, write_table
from polyonym.aliases.formats.detect import Format, detect
from polyonym.aliases.formats.files import read_entities
from polyonym.aliases.merging import gather
from polyonym.aliases.model import Alias, AliasKind, Entity, EntityKind, Status
from polyonym.aliases.records import checked
from polyonym.aliases.registries.concepts import address_of, id_of
from polyonym.base.errors import UsageError
from polyonym.tests.conftest import Runner
from polyonym.tests.test_alias_formats import entities, ids, tricky

LNTU = Entity(
    "ror:01n2bd587",
    EntityKind.ORGANIZATION,
    "Liaoning Technical University",
    "CN",
    "Fuxin",
    "org:cn-moe",
    ("place:fuxin",),
    "FollowTheMoney ror, lists 2024-07-29",
    ("org:lut",),
    aliases=(
        Alias("Liaoning Technical University", "en", AliasKind.OFFICIAL),
        Alias("辽宁工程技术大学", "zh-Hans", AliasKind.OFFICIAL),
        Alias("LNTU", "en", AliasKind.ACRONYM),
        Alias("ЛТУ", "ru", AliasKind.ACRONYM, status=Status.REJECTED),
        Alias("Fuxin Mining Institute", "en", AliasKind.FORMER, until="1996"),
        Alias("Laioning, Technical => Univ.", None, AliasKind.GARBLE),
    ),
)
OLD = Entity("org:old", EntityKind.ORGANIZATION, "LNTU (old)", merged_into="ror:01n2bd587")
LU = Entity("org:lu", EntityKind.ORGANIZATION, "Lnt University", aliases=(Alias("LNTU", None, AliasKind.ACRONYM),))
FUXIN = Entity("place:fuxin", EntityKind.PLACE, "Fuxin", "CN", aliases=(Alias("阜新", "zh"),))
TABLE = (LU, OLD, FUXIN, LNTU)
needs_rdflib = pytest.mark.skipif(importlib.util.find_spec("rdflib") is None, reason="needs rdflib")
SKOS = [Target.SKOS_XML, pytest.param(Target.SKOS, marks=needs_rdflib)]
FORMATS = {
    Target.SKOS: Format.SKOS_TURTLE, Target.SKOS_XML: Format.SKOS_XML, Target.FOLLOW_THE_MONEY: Format.FOLLOW_THE_MONEY,
}  # fmt: skip


def written(some: Iterable[Entity], target: Target, folder: Path, **given: bool) -> Path:
    """A file with these entities, as they come from a table."""
    rows = gather(map(checked, some))
    write_table(lambda: rows, folder / "file", target, Wanted(), **given)
    return folder / "file"


def there_and_back(some: Iterable[Entity], target: Target) -> dict[str, Entity]:
    """What is read of what was written, by id; the format is known by content."""
    with tempfile.TemporaryDirectory() as folder:
        path = written(some, target, Path(folder))
        if not path.read_text("utf-8"):
            return {}
        assert detect(path) is FORMATS[target]
        return {entity.id: entity.ordered() for entity in read_entities(path, FORMATS[target])}


def active(entity: Entity) -> list[Alias]:
    """The names that count; where the one shown isn't among them, as an official one."""
    kept = [alias for alias in entity.aliases if alias.status is Status.ACTIVE]
    shown = [] if any(alias.text == entity.name for alias in kept) else [Alias(entity.name, kind=AliasKind.OFFICIAL)]
    return shown + kept


plain = st.lists(entities, min_size=1, max_size=3, unique_by=lambda e: e.id)


@pytest.mark.parametrize("target", SKOS)
@settings(max_examples=80, deadline=None)
@given(some=plain)
def test_skos_holds_what_it_can(target: Target, some: list[Entity]) -> None:
    found = there_and_back(some, target)
    assert found.keys() == {entity.id for entity in some}
    for entity in map(checked, some):
        back = found[entity.id]
        assert (back.name, back.kind, back.country, back.city) == (
            entity.name, entity.kind, entity.country, entity.city,
        )  # fmt: skip
        assert back.source == entity.source or (entity.source is None and back.source == "SKOS")
        assert (back.part_of, back.merged_into) == (
            None if entity.part_of == entity.id else entity.part_of,
            None if entity.merged_into == entity.id else entity.merged_into,
        )
        assert set(back.related) == set(entity.related) - {entity.id}
        assert set(back.different_from) == set(entity.different_from) - {entity.id}
        names = {(alias.text, alias.lang) for alias in active(entity)}
        assert names == {
            (alias.text, alias.lang) for alias in back.aliases if alias.lang or (alias.text, None) in names
        }
    again = there_and_back(found.values(), target)
    assert again == found


@pytest.mark.parametrize("target", SKOS)
def test_kinds_of_names_in_skos(target: Target) -> None:
    found = there_and_back(TABLE, target)
    kinds = {(alias.text, alias.lang): str(alias.kind) for alias in found["ror:01n2bd587"].aliases}
    assert kinds == {
        ("Liaoning Technical University", "en"): "official",
        ("辽宁工程技术大学", "zh-Hans"): "official",
        ("LNTU", "en"): "acronym",
        ("Fuxin Mining Institute", "en"): "variant",
        ("Laioning, Technical => Univ.", None): "garble",
    }
    assert found["org:old"].merged_into == "ror:01n2bd587"


def test_skos_says_where_a_registry_has_it(tmp_path: Path) -> None:
    content = written(TABLE, Target.SKOS, tmp_path).read_text("utf-8")
    assert "<ror:01n2bd587>" in content
    assert "skos:exactMatch <https://ror.org/01n2bd587>" in content


@given(ids | tricky.map(lambda text: " ".join(text.split())).filter(lambda text: bool(text) and text.isprintable()))
def test_ids_become_addresses_and_ids_again(id_: str) -> None:
    assert id_of(address_of(id_)) == id_
    assert ":" in address_of(id_)
    assert not set(address_of(id_)) & set(' <>"{}|\\^`')


@settings(max_examples=80, deadline=None)
@given(some=plain)
def test_follow_the_money_holds_what_it_can(some: list[Entity]) -> None:
    found = there_and_back(some, Target.FOLLOW_THE_MONEY)
    kinds = set(EntityKind) - {EntityKind.PLACE, EntityKind.WORK}
    kept = [entity for entity in map(checked, some) if entity.kind in kinds and entity.merged_into is None]
    assert found.keys() == {entity.id for entity in kept}
    for entity in kept:
        back, legal = found[entity.id], entity.kind in (EntityKind.PERSON, EntityKind.ORGANIZATION)
        assert (back.name, back.kind, back.country, back.city, back.part_of) == (
            entity.name, entity.kind, entity.country, entity.city, entity.part_of if legal else None,
        )  # fmt: skip
        assert {alias.text for alias in back.aliases} == {alias.text for alias in active(entity)}
        for kind in (AliasKind.OFFICIAL, AliasKind.FORMER, *([AliasKind.ACRONYM] if legal else [])):
            others = {a.text for a in active(entity) if a.kind is kind and a.text != entity.name}
            assert {a.text for a in back.aliases if a.kind is kind} - {entity.name} == others
    assert there_and_back(found.values(), Target.FOLLOW_THE_MONEY) == found


def test_follow_the_money_keeps_datasets(tmp_path: Path) -> None:
    path = written(TABLE, Target.FOLLOW_THE_MONEY, tmp_path)
    row = json.loads(path.read_text("utf-8").splitlines()[-1])
    assert (row["schema"], row["datasets"], row["last_change"]) == ("Organization", ["ror", "lists"], "2024-07-29")
    assert row["properties"]["abbreviation"] == ["LNTU"]
    assert there_and_back(TABLE, Target.FOLLOW_THE_MONEY)["ror:01n2bd587"].source == LNTU.source


def rules(content: str) -> list[tuple[list[str], list[str]]]:
    """The rules of a file of synonyms, read as Lucene's parser does: both sides, the right one empty if equivalent."""
    found = []
    for line in content.splitlines():
        if not line or line.startswith("#"):
            continue
        sides: list[list[str]] = []
        side: list[str] = []
        cell, rest = "", iter(range(len(line)))
        for place in rest:
            if line[place] == "\\":
                cell += line[next(rest)]
            elif line.startswith("=>", place):
                sides, side, cell = [[*side, cell.strip()]], [], ""
                next(rest)
            elif line[place] == ",":
                side, cell = [*side, cell.strip()], ""
            else:
                cell += line[place]
        sides.append([*side, cell.strip()])
        found.append((sides[0], sides[1] if len(sides) > 1 else []))
    return found


def test_synonyms(tmp_path: Path) -> None:
    some = [LNTU, FUXIN, Entity("x", EntityKind.TERM, "alone")]
    content = written(some, Target.SYNONYMS, tmp_path).read_text("utf-8")
    assert {frozenset(left) for left, _ in rules(content)} == {
        frozenset({"Fuxin", "阜新"}),
        frozenset(alias.text for alias in active(LNTU)),
    }
    contracted = rules(written(some, Target.SYNONYMS, tmp_path, contract=True).read_text("utf-8"))
    assert (["阜新"], ["Fuxin"]) in contracted


@given(tricky)
def test_names_in_synonyms_are_whole(text: str) -> None:
    text = " ".join(text.split())
    assert rules(f"{escaped(text)}, b") == [([text, "b"], [])]


def test_contested_short_names_are_left_out_and_counted(tmp_path: Path) -> None:
    for target in (Target.SYNONYMS, Target.SPACY):
        left_out = write_table(lambda: TABLE, tmp_path / "file", target, Wanted())
        (sentence,) = left_out.sentences()
        assert sentence == "short names left out, since several entities have them: 2 (the first: LNTU, of org:lu)"
        assert 'LNTU"' not in (tmp_path / "file").read_text("utf-8")
        assert ", LNTU" not in (tmp_path / "file").read_text("utf-8")
        write_table(lambda: TABLE, tmp_path / "file", target, Wanted(), contested=True)
        assert "LNTU" in (tmp_path / "file").read_text("utf-8")


def test_patterns_of_spacy(tmp_path: Path) -> None:
    path = written([LNTU, OLD, FUXIN], Target.SPACY, tmp_path)
    found = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    assert {"label": "ORG", "pattern": "Fuxin Mining Institute", "id": "ror:01n2bd587"} in found
    assert {"label": "GPE", "pattern": "阜新", "id": "place:fuxin"} in found
    assert not [row for row in found if row["id"] == "org:old" or row["pattern"] == "ЛТУ"]


def test_spacy_finds_them(tmp_path: Path) -> None:
    spacy = pytest.importorskip("spacy")
    nlp = spacy.blank("en")
    nlp.add_pipe("entity_ruler").from_disk(written([LNTU, FUXIN], Target.SPACY, tmp_path).rename(tmp_path / "p.jsonl"))
    (found,) = nlp("She left the Fuxin Mining Institute.").ents
    assert (found.text, found.label_, found.ent_id_) == ("Fuxin Mining Institute", "ORG", "ror:01n2bd587")


WANTED = {
    Wanted(kinds=frozenset({EntityKind.PLACE})): {"Fuxin", "阜新"},
    Wanted(langs=frozenset({"zh"})): {"辽宁工程技术大学", "阜新"},
    Wanted(langs=frozenset({"-"})): {"Laioning, Technical => Univ.", "LNTU"},
    Wanted(status=Status.REJECTED): {"ЛТУ"},
}


@pytest.mark.parametrize("wanted", WANTED, ids=str)
def test_filters(wanted: Wanted) -> None:
    kept = {alias.text for entity in wanted.of(TABLE) for alias in entity.aliases}
    assert kept == WANTED[wanted] - ({"Fuxin"} if wanted.kinds else set())


def test_formats_by_name(tmp_path: Path) -> None:
    asked = {f"{tmp_path}": "tree", "x/": "tree", "a.ttl": "skos", "a.rdf": "skos-xml", "a.ftm.json": "ftm",
             "-": "jsonl", "a.TXT": "text"}  # fmt: skip
    assert {path: target_of(path) for path in asked} == asked


def test_the_command(run: Runner, small_home: Path, tmp_path: Path) -> None:
    aliases = ("--home", small_home, "aliases", "export")
    ran = run(*aliases, tmp_path / "p.jsonl", "--format", "spacy", "--kind", "person", "--json")
    assert (ran.rows[0]["entities"], ran.rows[0]["format"]) == (1, "spacy")
    assert run(*aliases, "-", "--format", "synonyms", "--lang", "zh").out.splitlines() == [
        "Liaoning Technical University, 辽宁工程技术大学", "Sun Wei, 孙伟",
    ]  # fmt: skip
    assert "acronym" not in run(*aliases, "--without", "acronym").out
    ran = run(*aliases, "--format", "skos", "--status", "all")
    assert (ran.status, "leave out --status all" in ran.sentence) == (2, True)
    with pytest.raises(UsageError, match="can't tell rejected names"):
        write_table(list, tmp_path / "x", Target.SPACY, Wanted(status=Status.REJECTED))


def test_ror_records_line_by_line(tmp_path: Path) -> None:
    samples = Path(__file__).resolve().parent / "samples"
    for name in ("ror_schema_1.json", "ror_schema_2.json"):
        records = json.loads((samples / name).read_text("utf-8"))
        (tmp_path / name).write_text("".join(json.dumps(record) + "\n" for record in records), "utf-8")
        assert detect(tmp_path / name) is Format.ROR
        assert list(read_entities(tmp_path / name)) == list(read_entities(samples / name))
    ours = tmp_path / "ours"
    ours.write_text('{"id": "https://ror.org/01n2bd587", "kind": "organization", "name": "X", "aliases": []}\n')
    assert detect(ours) is Format.JSONL
