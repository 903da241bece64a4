"""The main job: the right articles out, found by names that they don't contain."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from polyonym.commands.demo import QUERIES, SAMPLE
from polyonym.tests.conftest import ARTICLES, Runner

pytestmark = pytest.mark.usefixtures("bundled")

REAL = {
    "辽宁工程技术大学": "004_7cd89bc635c89253.txt",
    "Sun Wei": "004_7cd89bc635c89253.txt",
    "БГУИР": "002_d4fc2a8567a113b7.txt",
    "Николайчик": "000_2a45dcfd1bdbabd9.txt",
}
WITHOUT = {
    "辽宁工程技术大学": {"en-mining-seminar", "vi-summer-course"},
    "Sun Wei": {"en-mining-seminar", "zh-student-exchange", "ru-library-visit", "vi-summer-course"},
    "БГУИР": {"en-radio-club", "be-open-day"},
    "Николайчик": {"en-lzpu-workshop"},
}
"""Items of the demo that a query finds though they don't contain it."""


def test_demo_shows_searches_and_a_resolution(run: Runner) -> None:
    shown = run("demo")
    assert shown.status == 0
    for query in QUERIES:
        assert f'$ polyonym search "{query}"' in shown.out
    assert "of them without «БГУИР»" in shown.out
    assert "→" in shown.out.split("polyonym resolve")[1]
    assert len(shown.out.splitlines()) <= 50
    assert shown.err == ""


def test_demo_in_json(run: Runner) -> None:
    rows = run("demo", "--json").rows
    assert [row["q"] for row in rows] == [*QUERIES, "Ton Vi"]
    assert rows[-1]["decision"] == "person:sun-wei-lntu"


def test_demo_leaves_nothing_behind(tmp_path: Path) -> None:
    done = subprocess.run([sys.executable, "-m", "polyonym", "demo"], cwd=tmp_path, capture_output=True, check=False)
    assert done.returncode == 0
    assert done.stdout.decode("utf-8").count("\n$ polyonym") == 5
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("query", QUERIES)
def test_items_are_found_by_names_that_they_do_not_contain(run: Runner, news_home: Path, query: str) -> None:
    texts = {row["id"]: row["title"] + row["text"] for row in map(json.loads, SAMPLE.open(encoding="utf-8"))}
    found = {hit["id"] for hit in run("--home", news_home, "search", query, "--json").rows[0]["hits"]}
    assert {each for each in found if query not in texts[each]} >= WITHOUT[query]


@pytest.fixture(scope="module")
def real_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with the five real articles, which are others' and so never part of this repository."""
    if not ARTICLES.is_dir():
        pytest.skip(f"the real articles aren't at {ARTICLES}")
    from polyonym.engine.engine import Engine
    from polyonym.engine.reading.read import read

    path = tmp_path_factory.mktemp("real") / "home"
    with Engine(path) as engine:
        engine.index(read(ARTICLES))
    return path


@pytest.mark.parametrize("query", QUERIES)
def test_the_real_articles_are_found(run: Runner, real_home: Path, query: str) -> None:
    hits = run("--home", real_home, "search", query, "--json").rows[0]["hits"]
    assert query not in (ARTICLES / REAL[query]).read_text("utf-8")
    assert hits[0]["id"] == REAL[query]
    assert "⟦" in hits[0]["snippets"][0]


def test_real_articles_have_their_dates_and_language(run: Runner, real_home: Path) -> None:
    answer = run("--home", real_home, "search", "lang:en", "--limit", 10, "--json").rows[0]
    dates = {hit["id"][:3]: hit["date"] for hit in answer["hits"]}
    assert dates["000"] == "2025-11-26"
    assert dates["001"] == "2025-03-27"
    assert dates["002"] == "2024-05-27"
    assert dates["004"] == "2025-12-03"
