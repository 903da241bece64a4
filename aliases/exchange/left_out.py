"""What an export left out because its format can't say it, counted for people."""

from __future__ import annotations

from collections import Counter


class LeftOut:
    """Counts by reason, and how many entities were written."""

    def __init__(self) -> None:
        self.written = 0
        self._counts: Counter[str] = Counter()
        self._first: dict[str, str] = {}

    def add(self, why: str, what: str) -> None:
        """One more; `what` is shown where it is the first for this reason."""
        self._counts[why] += 1
        self._first.setdefault(why, what)

    def sentences(self) -> list[str]:
        """The reasons with their counts, the most common first."""
        return [f"{why}: {count:,} (the first: {self._first[why]})" for why, count in self._counts.most_common()]
