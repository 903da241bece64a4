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
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from polyonym.aliases.bundled import bundled_entities
from polyonym.aliases.lexicon.compile import compile_lexicon
from polyonym.aliases.lexicon.lexicon import Lexicon
from polyonym.aliases.model import Entity
from polyonym.aliases.records import entity_from
from polyonym.engine.knowledge import with_knowledge
from polyonym.engine.matching.align import align
from polyonym.engine.matching.compare import pair_features
from polyonym.engine.matching.features import FEATURES, turned
from polyonym.engine.matching.keys import FAMILIES, sketch
from polyonym.engine.matching.resolve import Resolver
from polyonym.engine.matching.score import plain_weight
from polyonym.engine.names.name import name_of

TASKS = {
    "person": (("persons", "persons"), ("persons_sinitic", "persons_sinitic"), ("persons_ofac", "persons_ofac")),
    "organization": (("universities", "ror"), ("orgs_ofac", "orgs_ofac")),
    "place": (("places", "places"),),
}
PRECISION = 0.975
ROWS = 2500
_BY_HAND = 20
"""How often a pair that people labelled counts: they are few, but near misses as they occur (cross-validated F1
of people with 4, 8, 20, 50: .835, .859, .884, .890; of others .832, .847, .869, .871)."""
TABLE = Path(__file__).parent.parent / "engine" / "matching" / "tables" / "calibration.json"
Matrix = np.ndarray[Any, np.dtype[np.float64]]


@dataclass(frozen=True)
class Query:
    """One labelled query: the features of its candidates and which of them are right."""

    seen: Matrix
    right: Matrix
    entities: list[int]
    learned_from: bool


def rows(path: Path) -> Iterator[dict[str, Any]]:
    """The rows of a JSON Lines file."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            yield json.loads(line)


def entities(path: Path) -> Iterator[Entity]:
    """The entities of a task."""
    for row in rows(path):
        yield entity_from(row)


def queries(data: Path, task: str, table: str) -> Iterator[Query]:
    """The labelled queries of a task, with all their candidates."""
    with tempfile.TemporaryDirectory() as scratch:
        source = with_knowledge(entities(data / f"{table}.entities.jsonl.gz"), bundled_entities())
        resolver = Resolver(
            Lexicon(compile_lexicon(source, FAMILIES, Path(scratch) / "lexicon", sketch=sketch, stamp={}))
        )
        wanted = list(rows(data / f"{task}.queries.jsonl.gz"))
        random.Random(7).shuffle(wanted)
        for row in wanted[:ROWS]:
            scored = resolver.scored(name_of(row["q"], row["kind"]), row["kind"], few=16)
            if scored:
                gold = {resolver.lexicon.number(each) for each in row["gold"]}
                right = np.array([each.candidate.entity in gold for each in scored], dtype=float)
                seen = np.array([each.features for each in scored])
                half = zlib.crc32(row["gold"][0].encode()) % 2 == 0
                yield Query(seen, right, [each.candidate.entity for each in scored], half)


def fit(seen: Matrix, right: Matrix, *, ridge: float = 1.0) -> Matrix:
    """Logistic regression by Newton's method with a ridge."""
    weights = np.zeros(seen.shape[1])
    for _ in range(40):
        p = 1 / (1 + np.exp(-np.clip(seen @ weights, -30, 30)))
        gradient = seen.T @ (right - p) - ridge * weights
        hessian = (seen * (p * (1 - p))[:, None]).T @ seen + ridge * np.eye(len(weights))
        step = np.linalg.solve(hessian, gradient)
        weights += step
        if float(np.abs(step).max()) < 1e-6:
            break
    return weights


def fit_order(found: list[Query], *, ridge: float = 1.0) -> Matrix:
    """Weights that put the right candidate of each query first, by Newton's method with a ridge."""
    ours = [query for query in found if query.right.any()]
    weights = np.zeros(len(FEATURES))
    for _ in range(60):
        gradient, hessian = -ridge * weights, ridge * np.eye(len(weights))
        for query in ours:
            p = _shares(query.seen @ weights)
            hoped = p * query.right
            mean = query.seen.T @ p
            gradient += query.seen.T @ (hoped / hoped.sum() - p)
            hessian += (query.seen.T * p) @ query.seen - np.outer(mean, mean)
        step = np.linalg.solve(hessian, gradient)
        weights += step
        if float(np.abs(step).max()) < 1e-4:
            break
    return weights


def _shares(scores: Matrix) -> Matrix:
    grown = np.exp(scores - scores.max())
    return np.asarray(grown / grown.sum())


def fit_scaled(found: list[Query]) -> Matrix:
    """The weights of `fit_order`, scaled so that the logistic function of a score is a probability."""
    order = fit_order(found)
    scores = np.concatenate([query.seen @ order for query in found])
    seen = np.stack([scores, np.ones_like(scores)], axis=1)
    scale, bias = fit(seen, np.concatenate([query.right for query in found]))
    weights: Matrix = order * scale
    weights[FEATURES.index("bias")] += bias
    return weights


def judged(query: Query, weights: Matrix) -> tuple[float, float, bool]:
    """The probability of the best entity, that of the next, and whether the best is right."""
    p = 1 / (1 + np.exp(-np.clip(query.seen @ weights, -30, 30)))
    best: dict[int, tuple[float, bool]] = {}
    for entity, value, right in zip(query.entities, p, query.right, strict=True):
        if entity not in best or value > best[entity][0]:
            best[entity] = (float(value), bool(right))
    ordered = sorted(best.values(), key=lambda row: -row[0])
    return ordered[0][0], ordered[1][0] if len(ordered) > 1 else 0.0, ordered[0][1]


def thresholds(outcomes: list[tuple[float, float, bool]]) -> tuple[float, float]:
    """The least probability and the least lead that decide most with the precision asked for."""
    best, chosen = -1, (0.95, 0.3)
    for least in np.linspace(0.2, 0.98, 40):
        for margin in (0.01, 0.03, 0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9):
            made = [right for first, second, right in outcomes if first >= least and first - second >= margin]
            if made and sum(made) / len(made) >= PRECISION and sum(made) > best:
                best, chosen = sum(made), (round(float(least), 3), margin)
    return chosen


def learn(found: list[Query]) -> tuple[dict[str, Any], str]:
    """The table row of a kind, and how it does on the half not learned from."""
    ours = [query for query in found if query.learned_from]
    weights = fit_scaled(ours)
    least, margin = thresholds([judged(query, weights) for query in ours])
    held_out = [judged(query, weights) for query in found if not query.learned_from]
    made = [right for first, second, right in held_out if first >= least and first - second >= margin]
    told = (
        f"held out: {len(held_out)} queries, top-1 {sum(o[2] for o in held_out) / len(held_out):.3f}, "
        f"decisions {len(made)} with precision {sum(made) / max(1, len(made)):.3f}"
    )
    return {"weights": _named(weights), "least": least, "margin": margin}, told


def _named(weights: Matrix) -> dict[str, float]:
    return {name: round(float(weight), 3) for name, weight in zip(FEATURES, weights, strict=True)}


def pairs(data: Path, people: bool) -> tuple[Matrix, Matrix]:
    """Features and labels of pairs: labelled ones, and right and near-miss pairs made from the search tasks."""
    seen, right = [], []
    for a, b, kind, match in _labelled_pairs(data):
        if (kind == "person") == people:
            found, _ = pair_features(name_of(a, kind), name_of(b, kind))
            seen += [found, turned(found)]
            right += [float(match)] * 2
    return np.array(seen), np.array(right)


def _labelled_pairs(data: Path) -> Iterator[tuple[str, str, str, bool]]:
    for row in rows(data / "name_pairs.pairs.jsonl.gz"):
        for _ in range(_BY_HAND):
            yield row["a"], row["b"], row["kind"], row["match"]
    for task in ("persons", "persons_ofac", "orgs_ofac"):
        known = {entity.id: entity for entity in entities(data / f"{task}.entities.jsonl.gz")}
        wanted = list(rows(data / f"{task}.queries.jsonl.gz"))
        chosen = random.Random(3).sample(wanted, 700)
        for row in chosen:
            kind = row["kind"]
            yield row["q"], known[row["gold"][0]].name, kind, True
            yield row["q"], _near_miss(row, known, kind), kind, False


def _near_miss(row: dict[str, Any], known: dict[str, Entity], kind: str) -> str:
    """The most alike of forty wrong names."""
    wanted = name_of(row["q"], kind)
    wrong = random.Random(row["q"]).sample([e.name for i, e in known.items() if i not in row["gold"]], 40)
    return max(wrong, key=lambda name: _likeness(wanted, name, kind))


def _likeness(wanted: Any, name: str, kind: str) -> float:
    found = align(wanted, name_of(name, kind), plain_weight)
    return found.left + found.right + found.joined


def main() -> None:
    """Learn every kind and write the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    data = parser.parse_args().data
    kinds = {}
    for kind, tasks in TASKS.items():
        found = [query for task, table in tasks for query in queries(data, task, table)]
        kinds[kind], told = learn(found)
        print(kind, told, flush=True)
    for name, people in (("people compared", True), ("others compared", False)):
        seen, right = pairs(data, people)
        kinds[name] = {"weights": _named(fit(seen, right)), "least": 0.5, "margin": 0.0}
        print(name, f"{len(right)} pairs", flush=True)
    TABLE.write_text(json.dumps({"source": "bench/calibrate.py", "kinds": kinds}, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
