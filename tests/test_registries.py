"""Registries as others publish them: what becomes of their records, and what is said of those that are none."""

from __future__ import annotations

import bz2
import gzip
import importlib.util
import io
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
from polyonym.aliases.records import row_of
from polyonym.aliases.registries.items import items
from polyonym.aliases.registries.making import table
from polyonym.base import packed
from polyonym.base.errors import InputError, UsageError

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


def rows(*paths: Path, format_: Format | None = None) -> tuple[dict[str, dict[str, Any]], Problems]:
    problems = Problems()
    found = {entity.id: row_of(entity) for entity in read_entities(paths, format_, problems=problems)}
    return found, problems


def written(folder: Path, content: str | bytes, name: str = "file") -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


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


def test_every_way_of_packing_is_read(tmp_path: Path) -> None:
    content = (SAMPLES / "wikidata.json").read_bytes()
    expected, _ = rows(SAMPLES / "wikidata.json")
    for name, packed_content in {"a.gz": gzip.compress(content), "a.bz2": bz2.compress(content)}.items():
        assert rows(written(tmp_path, packed_content, name))[0] == expected


def test_a_release_of_ror_is_read_from_its_newest_json(tmp_path: Path) -> None:
    path = tmp_path / "v1.50-2024-07-29-ror-data.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("v1.50-2024-07-29-ror-data.csv", "id,name\nx,y\n")
        archive.write(SAMPLES / "ror_schema_1.json", "v1.50-2024-07-29-ror-data.json")
        archive.write(SAMPLES / "ror_schema_2.json", "v1.50-2024-07-29-ror-data_schema_v2.json")
    found, problems = rows(path)
    assert found["ror:01n2bd587"]["source"] == "ROR 2024-07-29; education"
    assert problems.notes[0].message.startswith(
        "of this zip file only v1.50-2024-07-29-ror-data_schema_v2.json is read"
    )


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


BOMB = '<?xml version="1.0"?>\n<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>\n<x>&b;</x>'
REMOTE = '{"@context": "https://example.org/context.json", "@id": "http://example.org/x"}'
REFUSED: dict[str, tuple[str | bytes, str]] = {
    "document type": (BOMB, "declares a document type"),
    "deep XML": ("<rdf:RDF xmlns:rdf='r'>" + "<a>" * 300, "nested more than"),
    "cut zip": ((b"PK\x03\x04" + b"x" * 30), "can't be unpacked"),
    "cut gzip": (gzip.compress(b'[{"id": "https://ror.org/1"')[:-6], "can't be unpacked"),
    "cut bzip2": (bz2.compress(b'[{"id": "https://ror.org/1"')[:-6], "can't be unpacked"),
    "empty": (b"", "is empty"),
    "JSON of another sort": ('[{"a": 1}]', "is in no format"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_file_that_can_not_be_read_is_refused(tmp_path: Path, name: str) -> None:
    content, message = REFUSED[name]
    with pytest.raises(InputError, match=message):
        list(read_entities(written(tmp_path, content)))


def test_an_empty_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no file of entities"):
        list(read_entities(tmp_path))


def test_what_unpacks_to_far_too_much_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packed, "MOST_DENSE", 1 << 20)
    content = b"[" + b" " * (4 << 20) + b"]"
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.json", content)
    for packed_content in (stream.getvalue(), gzip.compress(content), bz2.compress(content)):
        with pytest.raises(InputError, match="200 times its size"):
            list(read_entities(written(tmp_path, packed_content), Format.ROR))
    monkeypatch.setattr(packed, "MOST_DENSE", 1 << 30)
    monkeypatch.setattr(packed, "MOST_UNPACKED", 1 << 20)
    with pytest.raises(InputError, match="more than the 20"):
        list(read_entities(written(tmp_path, stream.getvalue()), Format.ROR))


@needs_rdflib
@pytest.mark.parametrize("name", ["concepts.ttl", "concepts.jsonld"])
def test_damaged_graphs_are_refused(tmp_path: Path, name: str) -> None:
    path = written(tmp_path, (SAMPLES / name).read_text("utf-8")[:-5])
    with pytest.raises(InputError, match=r"is no sound turtle|is not JSON"):
        list(read_entities(path))


@needs_rdflib
def test_no_context_is_fetched(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="would have to be fetched"):
        list(read_entities(written(tmp_path, REMOTE)))


@pytest.mark.skipif(importlib.util.find_spec("rdflib") is not None, reason="rdflib is installed")
def test_without_rdflib_it_is_said_how_to_get_it() -> None:
    with pytest.raises(UsageError, match=r"pip install 'polyonym\[skos\]'"):
        list(read_entities(SAMPLES / "concepts.ttl"))


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
