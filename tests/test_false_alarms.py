"""What is no name in a text, and what beside it is one; and the sample by which that is counted in real articles."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from polyonym.bench import false_alarms
from polyonym.engine.engine import Engine

_CASES = Path(__file__).parent / "cases" / "false_alarms.jsonl"
_ROWS = [json.loads(line) for line in _CASES.read_text("utf-8").splitlines()]


@pytest.fixture(scope="module")
def engine(bundled: Path) -> Iterator[Engine]:
    """The bundled tables."""
    with Engine() as opened:
        yield opened


@pytest.mark.parametrize("case", _ROWS, ids=lambda case: f"{case['lang']} {case['text'][:30]}")
def test_what_is_named(engine: Engine, case: dict[str, Any]) -> None:
    """`finds`: what the end of a phrase means; `not`: phrases in which nothing listed is named."""
    text = case["text"]
    found = {m.end: m.entity.id for m in engine.tag(text, lang=case["lang"]) if m.entity is not None}
    for phrase, entity in case["finds"].items():
        assert found.get(text.index(phrase) + len(phrase)) == entity, phrase
    for phrase in case["not"]:
        start = text.index(phrase)
        assert not any(start < end <= start + len(phrase) for end in found), phrase


def test_a_sample_is_drawn_judged_and_counted(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    rows = [{"id": str(i), "lang": lang, "title": "News", "text": f"From Minsk to London {i}.\n\nParis, too."}
            for i, lang in enumerate(["eng", "de"] * 6)]  # fmt: skip
    (corpus / "articles.jsonl.gz").write_bytes(gzip.compress("\n".join(map(json.dumps, rows)).encode()))
    drawn = false_alarms.drawn(false_alarms.articles(tmp_path), 3, 8)
    assert drawn == false_alarms.drawn(false_alarms.articles(tmp_path), 3, 8)
    assert sorted(row.lang for row in drawn) == ["de"] * 4 + ["en"] * 4
    judged = [row._replace(verdict="wrong" if row.lang == "de" else "right") for row in drawn]
    false_alarms.write(tmp_path / "judged.tsv", judged)
    false_alarms.main(["--count", str(tmp_path / "judged.tsv")])
    assert "| all | 8 | 4 | 0 | 4 | 0.500 |" in capsys.readouterr().out


def test_what_cannot_be_written_or_counted(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="inside the repository"):
        false_alarms.write(false_alarms.ROOT / "sample.tsv", [])
    (tmp_path / "open.tsv").write_text("verdict\tlang\nperhaps\ten\n", "utf-8")
    with pytest.raises(ValueError, match="line 2"):
        false_alarms.read(tmp_path / "open.tsv")
