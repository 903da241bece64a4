"""What the figures of evaluate.py are held against: the table of eval/README.md.

The naive baseline is unidecode with rapidfuzz's token-sort ratio; for tagging the longest exact match; for
search BM25 on unidecoded words.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Baseline:
    """What the naive method reaches in a task, and what is asked for."""

    naive: str = ""
    goal: str = ""


BASELINES = {
    "universities": Baseline("top-1 .86", "top-1 ≥ .94; unlisted Latin ≥ .82, other ≥ .75; decision P ≥ .97"),
    "affiliations_springer": Baseline("P .34 R .88 F1 .49", "P ≥ .95, R ≥ .87, F1 ≥ .91"),
    "persons": Baseline("top-1 .685", "top-1 ≥ .90, no script of 20 or more rows under .70"),
    "persons_sinitic": Baseline("top-1 .19", "top-1 ≥ .75"),
    "persons_ofac": Baseline("top-1 .82", "top-1 ≥ .95; decision P ≥ .97"),
    "orgs_ofac": Baseline("top-1 .71", "top-1 ≥ .90; decision P ≥ .97"),
    "places": Baseline("top-1 .42", "top-1 ≥ .78"),
    "name_pairs": Baseline("F1 .64", "F1 ≥ .90, no STRONG pair wrong, ≤ 60 µs a pair"),
    "slavic_news": Baseline("MAP .37", "MAP ≥ .90, R@100 ≥ .97"),
    "slavic_news_english_names": Baseline("MAP .37, R@100 .43", "MAP ≥ .68, cross-language R@100 ≥ .75"),
    "slavic_mentions": Baseline("F1 .77, 1.2 MB/s", "F1 ≥ .90 at ≥ 8 MB/s"),
}
"""By the task's name."""

RATES = {
    "per_second": "/s",
    "queries_per_second": "queries/s",
    "index_mb_per_second": "MB/s indexed",
    "mb_per_second": "MB/s",
}
"""evaluate.py's rates and their units."""
