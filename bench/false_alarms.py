"""How many of the names found in articles are named there: a sample to be judged by reading, and its count.

`python bench/false_alarms.py --seed 1 --write FILE` draws mentions and writes them as tab-separated values, which
belong outside the repository since the articles are others'.  Whoever reads them writes a verdict (and, in the column
behind it, why) into each row: `right`, `wrong`, or `inside` where the very entity is named, but inside the longer name
of an event, a company or the like (RubyConf Taiwan).  `--count FILE` adds that up by language and by kind.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import json
import random
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from polyonym.bench.document import Table
from polyonym.engine.engine import Engine
from polyonym.engine.language.detect import detect_language
from polyonym.engine.tagging.mention import Mention

ROOT = Path(__file__).resolve().parents[1]
AROUND = 100
"""Characters of the article shown on either side."""
MOST = 2
"""So many mentions of one article, and of one entity in a language."""
RIGHT, INSIDE, WRONG = "right", "inside", "wrong"
_TAGS = {
    "amh": "am", "eng": "en", "fra": "fr", "hau": "ha", "ibo": "ig", "lin": "ln", "lug": "lg", "orm": "om",
    "run": "rn", "sna": "sn", "som": "so", "swa": "sw", "tir": "ti", "xho": "xh", "yor": "yo",
}  # fmt: skip
"""The corpus names some languages by ISO 639-3; articles by BCP 47."""


class Drawn(NamedTuple):
    """A mention with what is needed to judge it; `verdict` and `why` are for the reader."""

    verdict: str
    why: str
    lang: str
    kind: str
    surface: str
    name: str
    before: str
    after: str
    entity: str
    country: str
    score: float
    reason: str
    article: str


class Text(NamedTuple):
    """An article: its id, its language, title and text as one."""

    id: str
    lang: str
    text: str


def articles(data: Path) -> Iterator[Text]:
    """The articles of the corpus.  FileNotFoundError where it isn't there."""
    with gzip.open(data / "corpus" / "articles.jsonl.gz", "rt", encoding="utf-8") as file:
        for row in map(json.loads, file):
            text = f"{row['title']}\n{row['text']}" if row.get("title") else row["text"]
            given = row.get("lang") or ""
            yield Text(row["id"], _TAGS.get(given, given) or detect_language(text).lang or "und", text)


def drawn(texts: Iterable[Text], seed: int, number: int, *, unlisted: bool = False) -> list[Drawn]:
    """So many mentions, an equal share of each language as far as it has them; with `unlisted` those of no entity."""
    by_lang: dict[str, list[Text]] = defaultdict(list)
    for text in texts:
        by_lang[text.lang].append(text)
    chance, engine = random.Random(seed), Engine()
    found: list[Drawn] = []
    for left, lang in zip(
        range(len(by_lang), 0, -1), sorted(by_lang, key=lambda each: len(by_lang[each])), strict=True
    ):
        few = sorted(by_lang[lang], key=lambda text: text.id)
        chance.shuffle(few)
        share = round((number - len(found)) / left)
        found += _of_language(engine, few, share, chance, unlisted=unlisted)
    return sorted(found, key=lambda row: (row.lang, row.kind, row.surface))


def _of_language(
    engine: Engine, texts: Sequence[Text], share: int, chance: random.Random, *, unlisted: bool
) -> list[Drawn]:
    """The share of one language, from at most `_TEXTS` of its articles."""
    rows = [
        _shown(text, each)
        for text in texts[:_TEXTS]
        for each in engine.tag(text.text, lang=text.lang)
        if (each.entity is None) is unlisted
    ]
    chance.shuffle(rows)
    chosen: list[Drawn] = []
    met: Counter[tuple[str, str]] = Counter()
    for row in rows:
        own = (("article", row.article), ("entity", row.entity or row.surface))
        if len(chosen) < share and all(met[each] < MOST for each in own):
            met.update(own)
            chosen.append(row)
    return chosen


_TEXTS = 120
"""Articles of a language from which its share is drawn."""


def _shown(text: Text, mention: Mention) -> Drawn:
    entity = mention.entity
    before, after = text.text[max(0, mention.start - AROUND) : mention.start], text.text[mention.end :][:AROUND]
    return Drawn(
        "", "", text.lang, mention.kind.value, _line(mention.surface), entity.name if entity else "", _line(before),
        _line(after), entity.id if entity else "", (entity.country if entity else None) or "", mention.score,
        _line(mention.reason), text.id,
    )  # fmt: skip


def _line(text: str) -> str:
    """A text on one line, its line ends shown."""
    return text.replace("\t", " ").replace("\r", " ").replace("\n", "⏎")


def write(path: Path, rows: Iterable[Drawn]) -> None:
    """Write rows to be judged.  ValueError for a path inside the repository."""
    if path.resolve().is_relative_to(ROOT):
        raise ValueError(f"{path} is inside the repository, where others' articles don't belong")
    with path.open("w", encoding="utf-8", newline="") as file:
        lines = csv.writer(file, "excel-tab")
        lines.writerows([Drawn._fields, *rows])


def read(path: Path) -> list[dict[str, str]]:
    """The rows of a judged file.  ValueError where a verdict is none of the three."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, dialect="excel-tab"))
    for number, row in enumerate(rows, 2):
        if row["verdict"] not in (RIGHT, INSIDE, WRONG):
            raise ValueError(f"{path}, line {number}: the verdict is {row['verdict']!r}")
    return rows


def counted(rows: Sequence[dict[str, str]], column: str) -> Table:
    """How many of the judged rows are right, by what a column holds, and of all."""
    groups = sorted({row[column] for row in rows})
    of_each = {group: [row for row in rows if row[column] == group] for group in groups}
    shown = tuple(_counts(name, some) for name, some in [*of_each.items(), ("all", rows)])
    return Table(f"by-{column}", (column, "judged", RIGHT, INSIDE, WRONG, "not wrong"), shown)


def _counts(name: str, rows: Sequence[dict[str, str]]) -> tuple[str, ...]:
    counts = Counter(row["verdict"] for row in rows)
    share = f"{1 - counts[WRONG] / len(rows):.3f}" if rows else ""
    return name, str(len(rows)), *(str(counts[each]) for each in (RIGHT, INSIDE, WRONG)), share


def main(arguments: list[str] | None = None) -> None:
    """Draw and write, or count."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=ROOT.parent / "shared", help="the folder that holds corpus/")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--number", type=int, default=300)
    parser.add_argument("--unlisted", action="store_true", help="names that no table lists, instead of listed ones")
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("--write", type=Path, metavar="FILE", help="draw, and write to this file")
    what.add_argument("--count", type=Path, metavar="FILE", help="count this judged file")
    options = parser.parse_args(arguments)
    if options.write:
        write(options.write, drawn(articles(options.data), options.seed, options.number, unlisted=options.unlisted))
    else:
        rows = read(options.count)
        print("\n\n".join(counted(rows, column).markdown() for column in ("lang", "kind")))


if __name__ == "__main__":
    main()
