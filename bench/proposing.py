"""Measure proposals of aliases: `python bench/proposing.py [--data DIR] [--errors FILE]`.

Slavic news with English names only in the table: how many of the first proposals are right by the labels, and what
accepting the right ones does to the search for entities (the task `slavic_news_english_names` of evaluate.py).
"""

from __future__ import annotations

import argparse
import json
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from polyonym.bench.machine import load, today
from polyonym.bench.material import Settings, sample
from polyonym.engine.engine import Engine
from polyonym.engine.proposing.proposal import Proposal
from polyonym.engine.proposing.propose import Wanted
from polyonym.engine.proposing.reviewing import Review
from polyonym.engine.reading.read import read
from polyonym.engine.text.fold import Key, key

ROOT = Path(__file__).resolve().parents[1]
FIRST = 300
_HITS = 100


def english_home(settings: Settings, engine: Engine) -> None:
    """Fill a new home with the entities by their English names alone, and with the articles."""
    table = settings.work / "english.jsonl"
    rows = [{**row, "aliases": []} for row in settings.rows("slavic_news.entities")]
    table.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), "utf-8")
    engine.aliases.import_file(table)
    engine.index(read(settings.file("slavic_news.documents")))


def gold_names(settings: Settings) -> dict[str, set[Key]]:
    """For each entity all that the labels call it, base forms and others."""
    found: dict[str, set[Key]] = {}
    for article in settings.rows("slavic_news.documents"):
        for mention in article["mentions"]:
            names = found.setdefault(mention["entity"], set())
            names.update(key(mention[form]) for form in ("surface", "lemma"))
    return found


def average_precision(engine: Engine, rows: Sequence[dict[str, Any]]) -> float:
    """The mean average precision at 100 of entity queries, as evaluate.py has it."""
    return sum(_of_query(engine, row) for row in rows) / len(rows)


def _of_query(engine: Engine, row: dict[str, Any]) -> float:
    wanted, right, total = set(row["rel"]), 0, 0.0
    for place, hit in enumerate(engine.search(row["q"], limit=_HITS).hits, 1):
        if hit.id in wanted:
            right += 1
            total += right / place
    return total / min(len(wanted), _HITS)


def accept(engine: Engine, proposals: Sequence[Proposal]) -> None:
    """Accept proposals, and let the articles follow."""
    held = Review(engine, "bench")
    for each in proposals:
        held.accept(each)
    held.finish()


def measure(settings: Settings, queries: int, errors: Path | None) -> dict[str, Any]:
    """All figures; wrong proposals go to a file."""
    gold, rows = gold_names(settings), sample(settings.rows("slavic_news.queries"), queries)
    with Engine(settings.work / "home") as engine:
        english_home(settings, engine)
        before = average_precision(engine, rows)
        begun = time.perf_counter()
        found = engine.aliases.propose(Wanted(limit=10 * FIRST, least=0.0))
        seconds = time.perf_counter() - begun
        right = [key(each.name) in gold.get(each.entity, set()) for each in found]
        if errors is not None:
            wrong = (each for each, good in zip(found[: 2 * FIRST], right, strict=False) if not good)
            errors.write_text("".join(_line(each) for each in wrong), "utf-8")
        accept(engine, [each for each, good in zip(found[:FIRST], right, strict=False) if good])
        after = average_precision(engine, rows)
    shares = {f"right_of_{n}": round(sum(right[:n]) / min(n, len(right)), 4) for n in (100, FIRST, 2 * FIRST)}
    about = {"proposals": len(found), "seconds": round(seconds, 1), "queries": len(rows)}
    return {**about, **shares, "map_before": round(before, 4), "map_after": round(after, 4)}


def _line(each: Proposal) -> str:
    rivals = ", ".join(f"{rival.name} {rival.score}" for rival in each.rivals)
    return f"{each.score}\t{each.how}\t{each.entity_name}\t{each.lang}\t{each.name}\t{each.reason}\t{rivals}\n"


def main(arguments: list[str] | None = None) -> None:
    """Read the options, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=ROOT.parent / "shared", help="the folder that holds eval/")
    parser.add_argument("--queries", type=int, default=800, help="queries asked (a large number: all)")
    parser.add_argument("--errors", type=Path, help="where wrong proposals are written")
    options = parser.parse_args(arguments)
    before = load()
    with tempfile.TemporaryDirectory() as work:
        found = measure(Settings(options.data, Path(work)), options.queries, options.errors)
    print(json.dumps({"day": today(), "load": f"{before} → {load()}", **found}, ensure_ascii=False))


if __name__ == "__main__":
    main()
