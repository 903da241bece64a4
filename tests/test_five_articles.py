"""Every mention in the five articles that isn't gold is judged in docs/five-articles.md, and none is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest
from polyonym.bench.five_articles import ROOT, found_beside, judged

_SHARED = ROOT.parent / "shared"
_VERDICTS = frozenset(("right", "right, vague"))

pytestmark = pytest.mark.skipif(
    not (_SHARED / "articles").is_dir(), reason="../shared with the five articles is missing here"
)


def test_every_mention_is_judged_and_none_is_wrong(bundled: Path) -> None:
    verdicts = judged()
    assert {found: times for found, (times, _) in verdicts.items()} == dict(found_beside(_SHARED))
    assert {verdict for _, verdict in verdicts.values()} <= _VERDICTS
