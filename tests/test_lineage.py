"""Names with their years and institutions that others took the place of, through every format."""

from __future__ import annotations

import importlib.util
from dataclasses import replace
from pathlib import Path

import pytest
from polyonym.aliases.formats.detect import WRITABLE, Format
from polyonym.aliases.formats.files import read_entities, write_entities
from polyonym.aliases.lineage import succeeded, successors
from polyonym.aliases.model import Alias, AliasKind, Entity, EntityKind
from polyonym.tests.registry_rows import rows, written

HERE = Path(__file__).resolve().parent
SAMPLES = HERE / "samples"
needs_rdflib = pytest.mark.skipif(importlib.util.find_spec("rdflib") is None, reason="needs rdflib")


def test_wikidata_tells_of_ends_and_successors(tmp_path: Path) -> None:
    def item(id_: str) -> str:
        return f'[{{"mainsnak":{{"datavalue":{{"value":{{"id":"{id_}"}}}}}}}}]'

    ended = '[{"mainsnak":{"datavalue":{"value":{"time":"+1996-00-00T00:00:00Z","precision":9}}}}]'
    claims = f'{{"P31":{item("Q3918")},"P576":{ended},"P1366":{item("Q2")},"P1365":{item("Q3")}}}'
    content = f'{{"type":"item","id":"Q1","labels":{{"en":{{"language":"en","value":"A"}}}},"claims":{claims}}}'
    row = rows(written(tmp_path, content))[0]["wikidata:Q1"]
    assert row["source"] == "Wikidata; dissolved 1996; succeeded by wikidata:Q2"
    assert row["related"] == ["wikidata:Q2", "wikidata:Q3"]


@pytest.mark.parametrize("format_", WRITABLE)
def test_what_came_after_survives_every_format(tmp_path: Path, format_: Format) -> None:
    source = succeeded("ROR; withdrawn", ["ror:1", "an id, with signs"])
    old = Alias("B", "zh", AliasKind.FORMER, since="1949-10-01", until="1958")
    entity = Entity("x", EntityKind.ORGANIZATION, "A", source=source, aliases=(old,))
    write_entities([entity], tmp_path / "file", format_)
    (read,) = read_entities(tmp_path / "file", format_)
    assert successors(read) == ("ror:1", "an id, with signs")
    assert [alias.period for alias in read.aliases] == ["1949–1958"]
    assert successors(replace(read, source=None)) == ()
