"""Words of one meaning that names of places share: San, Saint and Агиос; New, Nova and 新."""

from __future__ import annotations

from functools import cache
from importlib import resources

from polyonym.engine.text.fold import key


def element(token: str) -> int:
    """The meanings of a folded token as a set of bits; 0 where the table doesn't list it.

    >>> bool(element("saint") & element("сан")), bool(element("new") & element("saint")), element("paris")
    (True, False, 0)
    """
    return _elements().get(token, 0)


@cache
def _elements() -> dict[str, int]:
    """The bits of each word: one word may mean two things, as போர்ட் is port and fort."""
    table = resources.files(__package__).joinpath("tables/elements.tsv").read_text("utf-8")
    rows = [line.split("\t")[1] for line in table.splitlines() if line and not line.startswith("#")]
    found: dict[str, int] = {}
    for number, words in enumerate(rows):
        for word in map(key, words.split()):
            found[word] = found.get(word, 0) | 1 << number
    return found
