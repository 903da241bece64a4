"""The measuring itself, on a few generated rows: tables, markers, and the parts that are quick."""

from __future__ import annotations

import gzip
import json
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from polyonym.bench import asking, homes, indexing, large_home, maintaining, peer, quality, run, scaling, tagging
from polyonym.bench.document import Table, inserted, write_tables
from polyonym.bench.machine import Ran, machine, ran
from polyonym.bench.material import POLYONYM, Settings
from polyonym.bench.shapes import SHAPES
from polyonym.cli import main

NAMES = ("Ada Lovelace", "Alan Turing", "Грейс Хоппер", "Дональд Кнут")
Row = Mapping[str, Any]


def written(folder: Path, name: str, rows: Sequence[Row]) -> None:
    """A file of labelled data."""
    text = "\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
    (folder / f"{name}.jsonl.gz").write_bytes(gzip.compress(text.encode()))


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Labelled data in the form of the real one, of a few rows."""
    base = tmp_path_factory.mktemp("bench")
    folder = base / "eval"
    folder.mkdir()
    (base / "work").mkdir()
    entities = [{"id": f"p{i}", "kind": "person", "name": name, "aliases": []} for i, name in enumerate(NAMES)]
    articles = [{"id": str(i), "title": "News", "text": f"News\n\n{name} met {NAMES[0]}.", "lang": "en"}
                for i, name in enumerate(NAMES * 5)]  # fmt: skip
    asked = [{"q": name, "kind": "person"} for name in NAMES]
    for name in homes.ENTITIES:
        written(folder, f"{name}.entities", entities)
    written(folder, "slavic_news.documents", articles)
    for name in ("slavic_news", "persons", "universities"):
        written(folder, f"{name}.queries", asked)
    written(folder, "name_pairs.pairs", [{"a": a, "b": b, "kind": "person"} for a in NAMES for b in NAMES])
    return Settings(base, base / "work", quick=True)


def in_process(command: Sequence[str]) -> Ran:
    """The command line run in this process, which is faster."""
    with pytest.raises(SystemExit) as left:
        main(list(command[len(POLYONYM) :]))
    assert not left.value.code
    return Ran(0.5, 0.4, 20.0)


def here(work: Callable[..., Any], *args: Any) -> Any:
    """In this process, which is faster."""
    return work(*args)


@pytest.fixture
def small(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """The same, with one home made."""
    monkeypatch.setattr(homes, "ENTITIES", ("slavic_news",))
    monkeypatch.setattr(homes, "ran", in_process)
    monkeypatch.setattr(indexing, "apart", here)
    monkeypatch.setattr(asking, "apart", here)
    if not (settings.work / "slavic_news").is_dir():
        made, disk = homes.measure(settings)
        assert made.rows[0][:5] == ("`slavic_news`", "4", "4", "0.5", "20")
        assert disk.rows[0][3:] == ("0.50", "20")
    return settings


def test_indexing_is_measured_beside_bare_tantivy(small: Settings) -> None:
    (table,) = indexing.measure(small)
    assert [row[0] for row in table.rows] == ["`Engine.index`, with tags", "bare Tantivy, no tags"]
    assert "times its CPU time" in table.note


def test_searches_are_measured(small: Settings) -> None:
    (table,) = asking.measure_search(small)
    assert len(table.rows) == 3
    assert all(int(row[1]) > 0 for row in table.rows)


def test_tagging_is_measured_beside_peers(small: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tagging, "apart", here)
    monkeypatch.setattr(tagging, "peer", lambda *_: tagging.Round(1.0, 0.5, 0.5, 7, 20.0))
    given = tagging.material(small, "slavic_news", [f"{name} came." for name in NAMES])
    table = tagging.compared("peers", small, given, Path("python"))
    assert [line[0] for line in table.rows] == [*tagging.OURS.values(), *tagging.PEERS.values()]
    assert [line[5] for line in table.rows] == ["4", "4", "4", "4", "7", "7"]
    assert table.note.split(", ")[1:3] == ["4 names", "4 articles of 0.0 MB"]
    alone = tagging.compared("peers", small, given, None)
    assert len(alone.rows) == len(tagging.OURS)
    assert "can't be installed" in alone.note


def test_a_peer_is_measured(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(peer.PEERS, "flashtext", lambda names: lambda texts: len(texts) * len(list(names)))
    for name, rows in (("names", NAMES), ("texts", ("one", "two"))):
        (tmp_path / name).write_text("".join(json.dumps(each) + "\n" for each in rows), "utf-8")
    peer.main("flashtext", str(tmp_path / "names"), str(tmp_path / "texts"))
    assert tagging.Round(**json.loads(capsys.readouterr().out)).found == 8


def test_peers_that_cannot_be_installed_are_left_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tagging, "ENVIRONMENT", tmp_path / "none")
    monkeypatch.setattr("venv.create", lambda *_, **__: None)
    assert tagging.peers_python() is None


def test_hostile_shapes_are_measured(small: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    assert all(len(shape(1000)) == 1000 for shape in SHAPES.values())
    monkeypatch.setattr(scaling, "apart", here)
    monkeypatch.setattr(scaling, "SHAPES", {name: SHAPES[name] for name in ("initials", "roles")})
    monkeypatch.setattr(scaling, "HOME", "slavic_news")
    (table,) = scaling.measure(small)
    assert {line[0] for line in table.rows} == {"initials", "roles"}


def test_a_large_table_is_measured(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(maintaining, "apart", here)
    monkeypatch.setattr(large_home, "apart", here)
    monkeypatch.setattr(maintaining, "ALIASES", 6_000)
    monkeypatch.setattr(maintaining, "ENTITIES", 2_000)
    table, home = maintaining.measure(Settings(tmp_path, tmp_path))
    assert [row[0] for row in table.rows][:2] == ["import", "open"]
    assert [row[0] for row in home.rows][:3] == ["compile the lexicon", "lexicon on disk", "open the lexicon"]
    assert "6,000 aliases of 2,000 entities" in table.note
    rows = [json.loads(line) for line in (tmp_path / "large.jsonl").read_text("utf-8").splitlines()]
    assert sum(len(row["aliases"]) for row in rows) == pytest.approx(6_000, rel=0.02)
    assert len({row["id"] for row in rows}) == 2_000


def test_what_is_missing_is_left_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(run, "apart", here)
    assert run.tables(Settings(tmp_path, tmp_path), ["homes"]) == []
    assert "slavic_news.entities.jsonl.gz is missing" in capsys.readouterr().err


def test_tables_go_between_their_markers_and_prose_stays(tmp_path: Path) -> None:
    document = tmp_path / "benchmarks.md"
    document.write_text("before\n<!-- a -->\nold\n<!-- /a -->\nafter\n", "utf-8")
    one = Table("a", ("x", "y"), (("1", "2|3"),), "A note.")
    write_tables(document, [one, Table("b", ("x",), (("4",),))])
    write_tables(document, [one])
    text = document.read_text("utf-8")
    table = "| x | y |\n| --- | --- |\n| 1 | 2\\|3 |\n\nA note."
    assert text.startswith(f"before\n<!-- a -->\n{table}\n<!-- /a -->\nafter\n")
    assert text.count("<!-- b -->") == 1


def test_a_marker_that_never_ends_is_refused() -> None:
    with pytest.raises(ValueError, match="<!-- /a -->"):
        inserted("<!-- a -->\n", Table("a", ("x",), ()))


def test_a_process_is_measured_by_itself() -> None:
    bytearray(50_000_000)
    used = ran([sys.executable, "-S", "-c", "pass"])
    assert 0 < used.seconds < 10
    assert 1 < used.memory < 40
    with pytest.raises(RuntimeError, match="exit 3"):
        ran([sys.executable, "-S", "-c", "raise SystemExit(3)"])


def test_the_machine_is_named() -> None:
    assert f"Python {sys.version_info.major}.{sys.version_info.minor}" in machine()


def test_quality_stands_beside_its_baseline() -> None:
    found = {"task": "persons", "rows": 800, "top1": 0.7123, "per_second": 99, "groups": {"Thai": 0.4, "Latin": 0.9},
             "decision": {"precision": 0.97, "recall": 0.5, "f1": 0.66}}  # fmt: skip
    table, groups = quality.tables([found], "0.1")
    assert table.rows[0][:4] == ("`persons`", "800", "top-1 .712; decision P .970 R .500", "99 /s")
    assert table.rows[0][4] == "top-1 .685"
    assert groups.rows == (("`persons`", "Thai .400"),)
