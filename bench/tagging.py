"""Tagging beside its peers: the same names and texts for Polyonym, spaCy's PhraseMatcher and FlashText.

They take turns in one run, each in a process of its own.  The peers live in an environment of their own,
`.bench-venv` beside the project, which is made here; where they can't be installed they are left out.
"""

from __future__ import annotations

import gzip
import json
import os
import subprocess
import sys
import time
import venv
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from statistics import median

from polyonym.base.machine import cores
from polyonym.bench.document import Table
from polyonym.bench.machine import apart, load, peak, ran, today
from polyonym.bench.material import POLYONYM, Settings, news, sample
from polyonym.engine.engine import Engine
from polyonym.engine.language.detect import detect_language

ROOT = Path(__file__).resolve().parents[1]
ENVIRONMENT = ROOT / ".bench-venv"
REQUIRED = ("spacy", "flashtext")
PEERS = {"spacy": "spaCy `PhraseMatcher`", "flashtext": "FlashText"}
OURS = {
    "listed": "Polyonym, listed names (`Tagger.listed`), language given",
    "listed again": "listed names, words met before",
    "all": "Polyonym, all (`Engine.tag`), language given",
    "all again": "all, words met before",
}
ARTICLES = 1500
_ROUNDS = 3
_COLUMNS = ("what", "ready, s", "best, MB/s", "median", "MB per CPU second", "names found", "peak MB")


@dataclass(frozen=True, slots=True)
class Round:
    """What one system took: seconds until it was ready, and for all texts; what it found, its peak in MB."""

    ready: float
    seconds: float
    cpu: float
    found: int
    memory: float


@dataclass(frozen=True, slots=True)
class Material:
    """Names and texts: the home made of the names, and files of one JSON string a line."""

    home: Path
    names: Path
    texts: Path

    def size(self) -> float:
        """How long the texts are, as MB of UTF-8."""
        return sum(len(text.encode()) for text in strings(self.texts)) / 1e6


def strings(path: Path) -> list[str]:
    """The strings of a file."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def measure(settings: Settings) -> list[Table]:
    """The registry's names in articles of 45 languages, and the news' own names in the news."""
    python = peers_python()
    corpus = sample(list(corpus_texts(settings.data)), settings.few(ARTICLES))
    registry = material(settings, "ror", corpus)
    slavic = material(settings, "slavic_news", [article.text for article in news(settings)])
    beside = [compared("peers", settings, registry, python), compared("peers-news", settings, slavic, python)]
    return [*beside, shared(settings, registry)]


def corpus_texts(data: Path) -> Iterator[str]:
    """The texts of the corpus.  FileNotFoundError where it isn't there."""
    with gzip.open(data / "corpus" / "articles.jsonl.gz", "rt", encoding="utf-8") as file:
        for line in file:
            yield json.loads(line)["text"]


def material(settings: Settings, table: str, texts: list[str]) -> Material:
    """The names of a table of entities, each once, beside some texts."""
    names = dict.fromkeys(name for row in settings.rows(f"{table}.entities") for name in _names(row) if name.strip())
    written = Material(settings.home(table), settings.work / f"{table}.names", settings.work / f"{table}.texts")
    for path, rows in ((written.names, list(names)), (written.texts, texts)):
        path.write_text("".join(json.dumps(each) + "\n" for each in rows), "utf-8")
    return written


def _names(row: dict[str, object]) -> Iterator[str]:
    yield str(row["name"])
    aliases = row.get("aliases")
    for alias in aliases if isinstance(aliases, list) else ():
        yield str(alias["text"] if isinstance(alias, dict) else alias)


def compared(name: str, settings: Settings, given: Material, python: Path | None) -> Table:
    """All systems in turns; the best and the median of their rounds."""
    before = load()
    systems: dict[str, Callable[[], Round]] = {each: partial(apart, ours, way, given) for way, each in OURS.items()}
    if python is not None:
        systems |= {label: partial(peer, python, each, given) for each, label in PEERS.items()}
    rounds: dict[str, list[Round]] = {label: [] for label in systems}
    for _ in range(1 if settings.quick else _ROUNDS):
        for label, run in systems.items():
            rounds[label].append(run())
    size, names, count = given.size(), len(strings(given.names)), len(strings(given.texts))
    rows = tuple(row(label, each, size) for label, each in rounds.items())
    said = "" if python else " The peers can't be installed here."
    note = f"{today()}, {names:,} names, {count:,} articles of {size:.1f} MB, load {before} → {load()}.{said}"
    return Table(name, _COLUMNS, rows, note)


def row(label: str, rounds: list[Round], size: float) -> tuple[str, ...]:
    """The table's line for the rounds of one system."""
    best, usual = min(each.seconds for each in rounds), median(each.seconds for each in rounds)
    cpu, ready = min(each.cpu for each in rounds), min(each.ready for each in rounds)
    rates = tuple(f"{size / seconds:.2f}" for seconds in (best, usual, cpu))
    return label, f"{ready:.2f}", *rates, f"{rounds[0].found:,}", f"{max(each.memory for each in rounds):.0f}"


def ours(way: str, given: Material) -> Round:
    """Polyonym over the compiled lexicon: listed names alone, or all; in new texts, or again in the same."""
    texts = [(text, detect_language(text).base) for text in strings(given.texts)]
    start = time.perf_counter()
    with Engine(given.home) as engine:
        tag = engine._tagger.listed if way.startswith("listed") else engine.tag
        tag("Ready.", lang="en")
        ready = time.perf_counter() - start
        for text, lang in texts if way.endswith("again") else ():
            tag(text, lang=lang)
        cpu, start = time.process_time(), time.perf_counter()
        found = sum(len(tag(text, lang=lang)) for text, lang in texts)
        return Round(ready, time.perf_counter() - start, time.process_time() - cpu, found, peak())


def peer(python: Path, name: str, given: Material) -> Round:
    """One of the peers, by the Python that has it."""
    script = ROOT / "bench" / "peer.py"
    command = [str(python), "-I", str(script), name, str(given.names), str(given.texts)]
    return Round(**json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout))


def shared(settings: Settings, given: Material) -> Table:
    """The same texts by the command, start included, by one process and by one for each core."""
    before, rows, written = load(), settings.work / "rows.jsonl", settings.work / "tagged.jsonl"
    texts = enumerate(strings(given.texts))
    rows.write_text("".join(json.dumps({"id": number, "text": text}) + "\n" for number, text in texts), "utf-8")
    command = (*POLYONYM, "--home", str(given.home), "tag", "--input", str(rows), "--output", str(written), "--jobs")
    times = range(1 if settings.quick else _ROUNDS)
    best = {jobs: min((ran((*command, str(jobs))) for _ in times), key=lambda each: each.seconds) for jobs in (1, 0)}
    columns = ("processes", "best, s", "CPU, s", "times as fast")
    told = tuple(
        (str(jobs or cores()), f"{each.seconds:.2f}", f"{each.cpu:.2f}", f"{best[1].seconds / each.seconds:.2f}")
        for jobs, each in best.items()
    )
    return Table("jobs", columns, told, f"{today()}, the articles of the first table, load {before} → {load()}.")


def peers_python() -> Path | None:
    """The Python that has the peers, its environment made if missing; None where they can't be installed."""
    python = ENVIRONMENT / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    if _has_them(python):
        return python
    try:
        venv.create(ENVIRONMENT, with_pip=True, clear=True)
        install = ("-m", "pip", "install", "--quiet", "--disable-pip-version-check", *REQUIRED)
        subprocess.run([str(python), *install], check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError) as refusal:
        print(f"no peers: {refusal}", file=sys.stderr)
    return python if _has_them(python) else None


def _has_them(python: Path) -> bool:
    if not python.is_file():
        return False
    script = "; ".join(f"import {name}" for name in REQUIRED)
    return subprocess.run([str(python), "-I", "-c", script], capture_output=True, check=False).returncode == 0
