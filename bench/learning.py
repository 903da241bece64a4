"""What `calibrate` learns with: logistic regression, conditional logit, and scaling to probabilities."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from polyonym.engine.matching.features import FEATURES

Matrix = np.ndarray[Any, np.dtype[np.float64]]


@dataclass(frozen=True)
class Query:
    """One labelled query: the features of its candidates and which of them are right."""

    seen: Matrix
    right: Matrix
    entities: list[int]
    learned_from: bool


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


def fit_order(found: Sequence[Query], *, ridge: float = 1.0) -> Matrix:
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


def fit_scaled(found: Sequence[Query]) -> Matrix:
    """The weights of `fit_order`, scaled so that the logistic function of a score is a probability."""
    order = fit_order(found)
    scores = np.concatenate([query.seen @ order for query in found])
    seen = np.stack([scores, np.ones_like(scores)], axis=1)
    scale, bias = fit(seen, np.concatenate([query.right for query in found]))
    weights: Matrix = order * scale
    weights[FEATURES.index("bias")] += bias
    return weights


def best_threshold(scores: Matrix, right: Matrix, *, wrong_weigh: float = 1.0) -> float:
    """The probability from which on taking pairs for the same gives the best F1."""
    p = 1 / (1 + np.exp(-np.clip(scores, -30, 30)))

    def f1(least: float) -> float:
        taken = p >= least
        met = float(right[taken].sum())
        return 2 * met / (met + wrong_weigh * float((1 - right[taken]).sum()) + float(right.sum()))

    possible: list[float] = np.linspace(0.1, 0.9, 81).tolist()
    best: float = max(possible, key=f1)
    return round(best, 2)
