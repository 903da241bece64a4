"""Files in which registries come: packed, in archives, damaged, or of another sort altogether."""

from __future__ import annotations

import bz2
import gzip
import importlib.util
import io
import zipfile
from pathlib import Path

import pytest
from polyonym.aliases.formats.detect import Format
from polyonym.aliases.formats.files import read_entities
from polyonym.base import packed
from polyonym.base.errors import InputError, UsageError
from polyonym.tests.registry_rows import rows, written

HERE = Path(__file__).resolve().parent
SAMPLES = HERE / "samples"
needs_rdflib = pytest.mark.skipif(importlib.util.find_spec("rdflib") is None, reason="needs rdflib")


def zipped(name: str, content: bytes) -> bytes:
    """A zip file of one member."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_LZMA) as archive:
        archive.writestr(name, content)
    return stream.getvalue()


def locked(content: bytes) -> bytes:
    """The same zip file, saying that it has a password."""
    changed = bytearray(content)
    changed[6] |= 1
    changed[changed.find(b"PK\1\2") + 8] |= 1
    return bytes(changed)


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


BOMB = '<?xml version="1.0"?>\n<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>\n<x>&b;</x>'
REMOTE = '{"@context": "https://example.org/context.json", "@id": "http://example.org/x"}'
REFUSED: dict[str, tuple[str | bytes, str]] = {
    "document type": (BOMB, "declares a document type"),
    "deep XML": ("<rdf:RDF xmlns:rdf='r'>" + "<a>" * 300, "nested more than"),
    "cut zip": ((b"PK\x03\x04" + b"x" * 30), "can't be unpacked"),
    "cut gzip": (gzip.compress(b'[{"id": "https://ror.org/1"')[:-6], "can't be unpacked"),
    "cut bzip2": (bz2.compress(b'[{"id": "https://ror.org/1"')[:-6], "can't be unpacked"),
    "empty": (b"", "is empty"),
    "UTF-32": ("id,kind,name,alias".encode("utf-32"), "is UTF-32, which isn't read"),
    "zip in zip": (zipped("a.zip", zipped("a.csv", b"id,kind")), "is an archive inside an archive"),
    "gzip in zip": (zipped("a.csv.gz", gzip.compress(b"id,kind")), "is an archive inside an archive"),
    "tar": (gzip.compress(b"a.csv".ljust(257, b"\0") + b"ustar"), "is a tar archive"),
    "password": (locked(zipped("a.csv", b"id,kind")), "is a zip file with a password"),
    "damaged LZMA": (zipped("a.csv", b"id,kind" * 99)[:60] + b"x" + zipped("a.csv", b"id,kind" * 99)[61:], "damaged"),
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
