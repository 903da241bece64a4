"""Learn the calibration tables from labelled data: `python bench/calibrate.py --data ../shared/eval`.

For each kind a conditional logit model (McFadden 1974) learns to put the right candidate first, on half of the
rows of its tasks (drawn by their gold ids, so that names of one entity stay together); its scores are then
scaled to probabilities (Platt 1999), and thresholds chosen so that decisions are right with the precision asked
for.  The other half measures it.  Two names alone, which no candidate competes with, are judged by a plain
logistic model.  Writes engine/matching/tables/calibration.json.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import tempfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
from polyonym.aliases.lexicon.compile import compile_lexicon
from polyonym.aliases.lexicon.lexicon import Lexicon
from polyonym.aliases.model import Entity
from polyonym.aliases.records import entity_from
from polyonym.bench.learning import Matrix, Query, best_threshold, fit, fit_scaled
from polyonym.engine.knowledge import bundled, with_knowledge
from polyonym.engine.matching.compare import pair_features
from polyonym.engine.matching.families import FAMILIES, sketch
from polyonym.engine.matching.features import FEATURES, SAME, turned
from polyonym.engine.matching.look import look
from polyonym.engine.matching.resolve import Resolver, Scored
from polyonym.engine.matching.resolve import asked as asked_name
from polyonym.engine.names.name import name_of

TASKS = {
    "person": (("persons", "persons"), ("persons_sinitic", "persons_sinitic"), ("persons_ofac", "persons_ofac")),
    "organization": (("universities", "ror"), ("orgs_ofac", "orgs_ofac")),
    "place": (("places", "places"),),
}
PRECISION = {"person": 0.986, "organization": 0.975, "place": 0.984}
"""What decisions shall be right with on the half that is learned from; it is less on the other half."""
ROWS = 2500
_BY_HAND = 20
"""How often a pair that people labelled counts: they are few, but near misses as they occur (cross-validated F1
of people with 4, 8, 20, 50: .835, .859, .884, .890; of others .832, .847, .869, .871)."""
_RARER = 0.4
"""What wrong pairs count where none was labelled by hand: people ask for near misses less often than a table does."""
TABLE = Path(__file__).parent.parent / "engine" / "matching" / "tables" / "calibration.json"


def rows(path: Path) -> Iterator[dict[str, Any]]:
    """The rows of a JSON Lines file."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            yield json.loads(line)


def entities(path: Path) -> Iterator[Entity]:
    """The entities of a task."""
    for row in rows(path):
        yield entity_from(row)


Asked = tuple[dict[str, Any], list[Scored], set[int | None], Resolver]
"""A row of a task, its candidates, the numbers of the right ones, and who was asked."""


def asked(data: Path, task: str, table: str) -> Iterator[Asked]:
    """The labelled queries of a task, with all their candidates."""
    with tempfile.TemporaryDirectory() as scratch:
        source = with_knowledge(entities(data / f"{table}.entities.jsonl.gz"), bundled())
        directory = compile_lexicon(source, FAMILIES, Path(scratch) / "lexicon", sketch=sketch, stamp={})
        resolver = Resolver(Lexicon(directory))
        wanted = list(rows(data / f"{task}.queries.jsonl.gz"))
        random.Random(7).shuffle(wanted)
        for row in wanted[:ROWS]:
            scored = resolver.scored(asked_name(row["q"], row["kind"])[0], row["kind"], few=16)
            if scored:
                yield row, scored, {resolver.lexicon.number(each) for each in row["gold"]}, resolver


def query_of(row: dict[str, Any], scored: list[Scored], gold: set[int | None]) -> Query:
    """One of them as what is learned from, or measured by."""
    right = np.array([each.candidate.entity in gold for each in scored], dtype=float)
    seen = np.array([each.features for each in scored])
    return Query(seen, right, [each.candidate.entity for each in scored], _learned_from(row))


def _learned_from(row: dict[str, Any]) -> bool:
    return zlib.crc32(row["gold"][0].encode()) % 2 == 0


Pair = tuple[str, str, bool]


def near_pairs(row: dict[str, Any], scored: list[Scored], gold: set[int | None], resolver: Resolver) -> Iterator[Pair]:
    """The name and its right one, where that was found; the name and the likeliest wrong ones: near misses."""
    ordered = sorted(scored, key=lambda each: -each.probability)
    right = [each for each in ordered if each.candidate.entity in gold and not each.features[SAME]]
    wrong = [each for each in ordered if each.candidate.entity not in gold and not each.features[SAME]]
    for label, some in ((True, right[:1]), (False, [*wrong[:1], *wrong[1:][-1:]])):  # one nearest, one less so
        for each in some:
            yield row["q"], resolver.lexicon.alias(each.candidate.alias).text, label


def judged(query: Query, weights: Matrix) -> tuple[float, float, bool]:
    """The probability of the best entity, that of the next, and whether the best is right."""
    p = 1 / (1 + np.exp(-np.clip(query.seen @ weights, -30, 30)))
    best: dict[int, tuple[float, bool]] = {}
    for entity, value, right in zip(query.entities, p, query.right, strict=True):
        if entity not in best or value > best[entity][0]:
            best[entity] = (float(value), bool(right))
    ordered = sorted(best.values(), key=lambda row: -row[0])
    return ordered[0][0], ordered[1][0] if len(ordered) > 1 else 0.0, ordered[0][1]


def thresholds(outcomes: list[tuple[float, float, bool]], precision: float) -> tuple[float, float]:
    """The least probability and the least lead that decide most with the precision asked for."""
    best, chosen = -1, (0.95, 0.3)
    for least in np.linspace(0.2, 0.98, 40):
        for margin in (0.01, 0.03, 0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9):
            made = [right for first, second, right in outcomes if first >= least and first - second >= margin]
            if made and sum(made) / len(made) >= precision and sum(made) > best:
                best, chosen = sum(made), (round(float(least), 3), margin)
    return chosen


def learn(found: list[Query], precision: float) -> tuple[dict[str, Any], str]:
    """The table row of a kind, and how it does on the half not learned from."""
    ours = [query for query in found if query.learned_from]
    weights = fit_scaled(ours)
    least, margin = thresholds([judged(query, weights) for query in ours], precision)
    held_out = [judged(query, weights) for query in found if not query.learned_from]
    made = [right for first, second, right in held_out if first >= least and first - second >= margin]
    told = (
        f"held out: {len(held_out)} queries, top-1 {sum(o[2] for o in held_out) / len(held_out):.3f}, "
        f"decisions {len(made)} with precision {sum(made) / max(1, len(made)):.3f}"
    )
    return {"weights": _named(weights), "least": least, "margin": margin}, told


def _named(weights: Matrix) -> dict[str, float]:
    return {name: round(float(weight), 3) for name, weight in zip(FEATURES, weights, strict=True)}


def learn_pairs(data: Path, kind: str, found: list[Pair]) -> dict[str, Any]:
    """The table row for two names of a kind, which no candidate competes with."""
    by_hand = list(_labelled(data, kind))
    seen, right = _seen(found + by_hand * _BY_HAND, kind)
    weights = fit(seen, right)
    seen, right = _seen(by_hand or found, kind)
    least = best_threshold(seen @ weights, right, wrong_weigh=1.0 if by_hand else _RARER)
    return {"weights": _named(weights), "least": least, "margin": 0.0}


def _seen(found: list[Pair], kind: str) -> tuple[Matrix, Matrix]:
    """The features and labels of pairs, each in both orders."""
    looks = [(look(name_of(a, kind), name_of(b, kind), kind, either=True), match) for a, b, match in found]
    once = [(pair_features(each, kind), match) for each, match in looks]
    both = [(each, match) for one, match in once for each in (one, turned(one))]
    return np.array([each for each, _ in both]), np.array([float(match) for _, match in both])


def _labelled(data: Path, kind: str) -> Iterator[Pair]:
    for row in rows(data / "name_pairs.pairs.jsonl.gz"):
        if row["kind"] == kind:
            yield row["a"], row["b"], row["match"]


def main() -> None:
    """Learn every kind and write the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    data = parser.parse_args().data
    kinds = {}
    for kind, tasks in TASKS.items():
        found, pairs = list[Query](), list[Pair]()
        for task, table in tasks:
            for row, scored, gold, resolver in asked(data, task, table):
                found.append(query_of(row, scored, gold))
                pairs += near_pairs(row, scored, gold, resolver) if _learned_from(row) else ()
        kinds[kind], told = learn(found, PRECISION[kind])
        kinds[f"{kind} compared"] = learn_pairs(data, kind, pairs)
        print(kind, told, f"{len(pairs)} pairs", flush=True)
    TABLE.write_text(json.dumps({"source": "bench/calibrate.py", "kinds": kinds}, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
