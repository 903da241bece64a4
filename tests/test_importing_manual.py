"""docs/importing.md, held to the code: every example runs, every format is in it."""

from __future__ import annotations

import bz2
import re
import shutil
import zipfile
from pathlib import Path

import pytest
from polyonym.aliases.formats.detect import Format
from polyonym.tests.conftest import Runner

HERE = Path(__file__).resolve().parent
SAMPLES = HERE / "samples"
MANUAL = (HERE.parent / "docs/importing.md").read_text("utf-8")
EXAMPLES = re.findall(r"`polyonym (aliases import [^`]+)`", MANUAL)
GIVEN = {
    "v1.50-2024-07-29-ror-data.zip": "ror_schema_2.json",
    "latest-all.json.bz2": "wikidata.json",
    "Q42.json": "wikidata.json",
    "allCountries.txt": "CH.txt",
    "entities.ftm.json": "entities.ftm.json",
    "thesaurus.rdf": "concepts.rdf",
    "thesaurus.ttl": "concepts.ttl",
    "thesaurus.jsonld": "concepts.jsonld",
    "alternateNamesV2.zip": "alternateNamesV2.txt",
}


@pytest.mark.parametrize("example", EXAMPLES)
def test_the_examples_of_the_manual_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run: Runner, example: str
) -> None:
    monkeypatch.chdir(tmp_path)
    for word in example.split()[2:]:
        if word in GIVEN:
            if word.endswith((".ttl", ".jsonld")):
                pytest.importorskip("rdflib")
            _give(tmp_path / word, SAMPLES / GIVEN[word])
    ran = run("--home", tmp_path / "home", *example.split())
    assert ran.status == 0, ran.err
    assert "added" in ran.out


def _give(path: Path, sample: Path) -> None:
    if path.suffix == ".zip":
        with zipfile.ZipFile(path, "w") as archive:
            archive.write(sample, sample.name)
    elif path.suffix == ".bz2":
        path.write_bytes(bz2.compress(sample.read_bytes()))
    else:
        shutil.copy(sample, path)


def test_the_manual_names_every_format() -> None:
    for each in Format:
        assert f"`{each}`" in MANUAL
