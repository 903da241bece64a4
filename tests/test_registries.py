"""Registries as others publish them: what becomes of their records, and what is said of those that are none."""

from __future__ import annotations

import importlib.util
import json
import re
import shutil
import zipfile
from pathlib import Path
from typing import Any

import pytest
from polyonym.aliases.formats.detect import Format, detect
from polyonym.aliases.formats.files import read_entities
from polyonym.aliases.formats.problems import BadRowsError, Problems
from polyonym.aliases.model import EntityKind
from polyonym.aliases.registries.items import items
from polyonym.aliases.registries.making import table
from polyonym.base.errors import InputError
from polyonym.tests.registry_rows import rows, written

HERE = Path(__file__).resolve().parent
SAMPLES = HERE / "samples"
FORMATS = {
    "ror_schema_1.json": Format.ROR,
    "ror_schema_2.json": Format.ROR,
    "wikidata.json": Format.WIKIDATA,
    "CH.txt": Format.GEONAMES,
    "alternateNamesV2.txt": Format.GEONAMES_NAMES,
    "entities.ftm.json": Format.FOLLOW_THE_MONEY,
    "concepts.rdf": Format.SKOS_XML,
    "concepts.ttl": Format.SKOS_TURTLE,
    "concepts.jsonld": Format.SKOS_JSON,
}
CASES: list[dict[str, Any]] = [json.loads(line) for line in (HERE / "cases/registries.jsonl").open(encoding="utf-8")]
needs_rdflib = pytest.mark.skipif(importlib.util.find_spec("rdflib") is None, reason="needs rdflib")


def skip_without_rdflib(name: str) -> None:
    if name.endswith((".ttl", ".jsonld")):
        pytest.importorskip("rdflib")


@pytest.mark.parametrize("name", FORMATS)
def test_formats_are_known_by_content(tmp_path: Path, name: str) -> None:
    assert detect(shutil.copy(SAMPLES / name, tmp_path / "file")) is FORMATS[name]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['files'][0]} {case['id']}")
def test_a_record_becomes_an_entity(case: dict[str, Any]) -> None:
    skip_without_rdflib(case["files"][0])
    found, problems = rows(*[SAMPLES / name for name in case["files"]])
    assert problems.errors == []
    row = found[case["id"]]
    assert {key: row.get(key) for key in case["entity"]} == case["entity"]
    names = {(alias["text"], alias["lang"], alias["kind"]): alias for alias in row["aliases"]}
    for text, lang, kind, others in case["names"]:
        alias = names.pop((text, lang, kind))
        assert {key: alias.get(key) for key in others} == others
    assert not names


NOTES = {
    "ror_schema_1.json": "organisations that are inactive, taken all the same: 1 (the first: ror:01ggx4157)",
    "ror_schema_2.json": "organisations that are withdrawn, taken all the same: 1 (the first: ror:000000001)",
    "wikidata.json": "entities of no class that is known, left aside: 2 (the first: Q999999998)",
    "entities.ftm.json": "entities of the schema 'Address', left aside: 1 (the first: addr-1)",
    "concepts.rdf": "concepts without a label, left aside: 1 (the first: http://example.org/nameless)",
}


@pytest.mark.parametrize("name", NOTES)
def test_what_is_left_aside_is_told(name: str) -> None:
    assert NOTES[name] in [note.message for note in rows(SAMPLES / name)[1].notes]


@pytest.mark.parametrize("how", ["folder", "zip", "other order"])
def test_places_and_their_names_come_together(tmp_path: Path, how: str) -> None:
    names = ["CH.txt", "alternateNamesV2.txt"]
    expected, _ = rows(*[SAMPLES / name for name in names])
    if how == "other order":
        assert rows(*[SAMPLES / name for name in reversed(names)])[0] == expected
        return
    for name in names:
        shutil.copy(SAMPLES / name, tmp_path)
    written(tmp_path, "This readme describes the GeoNames export.\n", "readme.txt")
    path = tmp_path
    if how == "zip":
        path = tmp_path / "places.zip"
        with zipfile.ZipFile(path, "w") as archive:
            for file in sorted(tmp_path.glob("*.txt")):
                archive.write(file, file.name)
    assert rows(path)[0] == expected


def test_entities_of_wikidata_are_read_from_pages_and_lines(tmp_path: Path) -> None:
    listed = json.loads((SAMPLES / "wikidata.json").read_text("utf-8"))
    expected, _ = rows(SAMPLES / "wikidata.json")
    page = json.dumps({"entities": {each["id"]: each for each in listed}}, indent=1)
    lines = "\n".join(json.dumps(each) for each in listed)
    array = "[" + ",\n".join(json.dumps(each) for each in listed) + "]"
    for content in (page, lines, array):
        path = written(tmp_path, content)
        assert detect(path) is Format.WIKIDATA
        assert rows(path)[0] == expected


LONG = "9" * 5000
"""More digits than Python reads."""
PLACE = "\tBerlin\tBerlin\t\t52.5\t13.4\tP\tPPLC\tDE\t\t16\t00\t\t\t1\t\t74\tEurope/Berlin\t2024-01-18"
BAD: list[tuple[str, str | bytes, Format, int | None, str]] = [
    ("cut off", '[{"id": "https://ror.org/01n2bd587", "names": [', Format.ROR, 1, "cut off"),
    ("no JSON", '[\n{"id": "https://ror.org/01n2bd587",\n "names": oops, "x": "long enough to be sure"}]', Format.ROR,
     3, "is not JSON"),
    ("no ROR id", '[\n{"id": "https://ror.org/", "names": []}]', Format.ROR, 2, "is no ROR id"),
    ("no names", '[{"id": "https://ror.org/01n2bd587"}]', Format.ROR, 1, "has no 'name'"),
    ("names are text", '[{"id": "https://ror.org/01n2bd587", "names": ["x"]}]', Format.ROR, 1, "another shape"),
    ("a number", "[1]", Format.ROR, 1, "is not a JSON object"),
    ("no array", '{"a": 1}', Format.ROR, 1, "is not a JSON array"),
    ("nothing", " \n", Format.ROR, 1, "is not a JSON array"),
    ("deep", "[" * 100_000, Format.ROR, 1, "nested too deeply"),
    ("latin-1", '[{"id":\n"café"}]'.encode("latin-1"), Format.ROR, 2, "not UTF-8"),
    ("half a character", '[\n"\ud800"]'.encode("utf-8", "surrogatepass"), Format.ROR, 2, "not UTF-8"),
    ("wikidata line", '[\n{"type":"item",\n]', Format.WIKIDATA, 2, "is not JSON"),
    ("wikidata without id", '{"type":"item","labels":{},"claims":{}}', Format.WIKIDATA, 1, "has no 'id'"),
    ("wikidata claims", '{"id":"Q1","labels":{},"claims":[]}', Format.WIKIDATA, None, ""),
    ("wikidata statement", '{"id":"Q1","claims":{"P31":["x"]}}', Format.WIKIDATA, 1, "another shape"),
    ("page", '{"entities": [', Format.WIKIDATA, 1, "is not JSON"),
    ("few columns", "1\tBerlin\n", Format.GEONAMES, 1, "no row of places"),
    ("no number", "x\t" * 18 + "\n", Format.GEONAMES, 1, "no row of places"),
    ("no name", "1\t2\tde\t\n", Format.GEONAMES_NAMES, 1, "no row of alternate names"),
    ("no schema", '{"id": "x"}', Format.FOLLOW_THE_MONEY, 1, "has no 'schema'"),
    ("no properties", '{"id":"x","schema":"Person","properties":[]}', Format.FOLLOW_THE_MONEY, 1, "another shape"),
    ("no name at all", '{"id":"x","schema":"Person","properties":{}}', Format.FOLLOW_THE_MONEY, 1, "has no name"),
    ("cut XML", "<a><b>", Format.SKOS_XML, 1, "no sound XML"),
    ("no XML", "a", Format.SKOS_XML, 1, "no sound XML"),
    ("empty XML", "", Format.SKOS_XML, 1, "no sound XML"),
    ("ROR goes on", "[]\n\n oops", Format.ROR, 3, "goes on after"),
    ("ROR, a long number", f'[\n{{"id": "https://ror.org/01n2bd587", "established": {LONG}}}]', Format.ROR, 2,
     "a number of 5,000 digits"),
    ("ROR, no number", '[{"id": "https://ror.org/01n2bd587", "established": NaN}]', Format.ROR, 1, "no"),
    ("wikidata, a long number", f'{{"id": "Q1", "labels": {{}}, "lastrevid": {LONG}}}', Format.WIKIDATA, 1, "5,000"),
    ("page, a long number", f'{{"entities": {{"Q1": {LONG}}}}}', Format.WIKIDATA, 1, "5,000 digits"),
    ("FtM, a long number", f'{{"id": "x", "schema": {LONG}}}', Format.FOLLOW_THE_MONEY, 1, "5,000 digits"),
    ("cut array", "[\n", Format.WIKIDATA, 1, "is it cut off?"),
    ("far place", f"{'9' * 20}{PLACE}", Format.GEONAMES, 1, "no number of a place"),
    ("long place", f"{LONG}{PLACE}", Format.GEONAMES, 1, "no number of a place"),
    ("cut place", f"1{PLACE[:-12]}", Format.GEONAMES, 1, "columns: 18, not 19"),
    ("place and more", f"1{PLACE}\tx", Format.GEONAMES, 1, "columns: 20, not 19"),
    ("far name", f"1\t{'9' * 20}\tde\tBerlin" + "\t" * 6, Format.GEONAMES_NAMES, 1, "no number of a place"),
    ("cut name", "1\t2\tde\tBerlin\t1\t\t", Format.GEONAMES_NAMES, 1, "columns: 7, not 10 or 8"),
    ("no organisations", "[ ]", Format.ROR, None, "holds no organisations"),
    ("empty Wikidata", "", Format.WIKIDATA, None, "holds no entities"),
    ("empty page", '{"entities": {}}', Format.WIKIDATA, None, "holds no entities"),
    ("empty FtM", " \n", Format.FOLLOW_THE_MONEY, None, "holds no entities"),
    ("empty places", "\ufeff", Format.GEONAMES, None, "holds no places"),
    ("empty names", "\n", Format.GEONAMES_NAMES, None, "holds no names of places"),
    ("no rows", "id,kind,name,alias\n", Format.CSV, None, "holds no entities"),
    ("UTF-32", '[{"id": 1}]'.encode("utf-32"), Format.ROR, None, "is UTF-32"),
    ("encoding", '<?xml version="1.0" encoding="UTF-99"?><a/>', Format.SKOS_XML, None, "can't be read as XML"),
]  # fmt: skip


@pytest.mark.parametrize("bad", BAD, ids=lambda bad: bad[0])
def test_what_is_wrong_is_named_with_its_place(tmp_path: Path, bad: tuple[str, str | bytes, Format, int, str]) -> None:
    _, content, format_, line, message = bad
    found, problems = rows(written(tmp_path, content), format_=format_)
    assert found == {}
    if message:
        assert [error.line for error in problems.errors] == [line]
        assert message in problems.errors[0].message
    with pytest.raises(BadRowsError) if message else pytest.raises(StopIteration):
        list(read_entities(tmp_path / "file", format_)) if message else next(read_entities(tmp_path / "file", format_))


def test_an_array_of_wikidata_ends_on_any_line(tmp_path: Path) -> None:
    person = '{"type":"item","id":"Q%d","labels":{"en":{"language":"en","value":"A"}},"claims":{"P31":[%s]}}'
    human = '{"mainsnak":{"datavalue":{"value":{"id":"Q5"}}}}'
    lines = ",\n".join(person % (number, human) for number in range(3))
    for content in (f"[{lines}]", f"[\n{lines}\n]\n", f"[{lines}\n]", lines):
        found, problems = rows(written(tmp_path, content), format_=Format.WIKIDATA)
        assert (len(found), problems.errors) == (3, [])
    cut = rows(written(tmp_path, f"[\n{lines},\n"), format_=Format.WIKIDATA)[1]
    assert [(error.line, "is it cut off?" in error.message) for error in cut.errors] == [(4, True)]


def test_errors_come_in_the_order_of_their_lines(tmp_path: Path) -> None:
    problems = Problems()
    for line in (5, 2, 9):
        problems.add(InputError("x", file="b", line=line))
    problems.add(InputError("x", file="a", line=1))
    assert [(error.file, error.line) for error in problems.errors] == [("b", 2), ("b", 5), ("b", 9), ("a", 1)]


@pytest.mark.parametrize("size", [1, 2, 7, 1000])
def test_items_are_found_however_the_text_is_cut(size: int) -> None:
    text = ' [ {"a": "x]}\\" y"},\n\n[1, 2], 345 , "six",\n{"b": {"c": [null, 1.5e3]}}\n]'
    chunks = (text[n : n + size] for n in range(0, len(text), size))
    expected: list[Any] = [(1, {"a": 'x]}" y'}), (3, [1, 2]), (3, 345), (3, "six"), (4, {"b": {"c": [None, 1500.0]}})]
    assert list(items(chunks, "file")) == expected


def test_tables_are_sound() -> None:
    countries, classes = table("wikidata_countries"), table("wikidata_classes")
    assert all(re.fullmatch(r"Q[1-9]\d*", each) for each in [*countries, *classes])
    assert all(re.fullmatch(r"[A-Z]{2}", code) for code in countries.values())
    assert {*classes.values(), *table("ftm_schemata").values()} <= set(EntityKind)
    assert (countries["Q184"], countries["Q148"], classes["Q5"]) == ("BY", "CN", "person")
