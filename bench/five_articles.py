"""What is found in the five articles beside the gold mentions: the table of docs/five-articles.md.

`python bench/five_articles.py` writes the table again and keeps the verdicts that stand there; a new row has none,
and a test fails until someone has judged it.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import polyonym
from polyonym.bench.document import Table, write_tables
from polyonym.engine.tagging.mention import Mention
from polyonym.engine.tagging.parts import flat

ROOT = Path(__file__).resolve().parents[1]
DOCUMENT = ROOT / "docs" / "five-articles.md"
_HEAD = ("article", "surface", "times", "taken for", "verdict")


class Found(NamedTuple):
    """A surface of an article that the gold file doesn't have, and what it was taken for."""

    article: str
    surface: str
    meant: str


def found_beside(data: Path) -> Counter[Found]:
    """The mentions of the five articles of `data` (the shared folder) that aren't gold, with counts."""
    lines = (data / "gold" / "seed_mentions.jsonl").read_text("utf-8").splitlines()
    gold = {(row["article"], row["surface"]) for row in map(json.loads, lines)}
    with polyonym.open() as engine:
        tagged = list(engine.tag_many(polyonym.read(data / "articles")))
    mentions = ((each.article.id, mention) for each in tagged for mention in flat(each.mentions))
    return Counter(
        Found(article[:3], " ".join(mention.surface.split()), _meant(mention))
        for article, mention in mentions
        if (article, mention.surface) not in gold
    )


def _meant(mention: Mention) -> str:
    return f"{mention.entity.name} ({mention.kind})" if mention.entity else f"{mention.kind} without a table"


def judged(document: Path = DOCUMENT) -> dict[Found, tuple[int, str]]:
    """The rows of the document: how often each is found, and the verdict."""
    rows = _rows(document)
    return {Found(article, surface, meant): (int(times), said) for article, surface, times, meant, said in rows}


def _rows(document: Path) -> Iterator[list[str]]:
    for line in document.read_text("utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip("|").split(" | ")]
        if len(cells) == len(_HEAD) and cells[2].isdigit():
            yield cells


def main() -> None:
    """Write the table again."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=ROOT.parent / "shared", help="the folder that holds articles/")
    options = parser.parse_args()
    known, found = judged(), found_beside(options.data)
    rows = [(*each[:2], str(found[each]), each.meant, known.get(each, (0, ""))[1]) for each in sorted(found)]
    write_tables(DOCUMENT, [Table("found", _HEAD, tuple(rows))])
    print(f"{len(rows)} rows, {sum(1 for row in rows if not row[4])} without a verdict")


if __name__ == "__main__":
    main()
