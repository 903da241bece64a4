"""What is measured with: the labelled data beside the project, and homes made of it."""

from __future__ import annotations

import gzip
import json
import random
import shutil
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from polyonym.engine.reading.article import Article
from polyonym.engine.reading.read import read

_SCRIPT = shutil.which("polyonym", path=str(Path(sys.executable).parent))
POLYONYM = (_SCRIPT,) if _SCRIPT else (sys.executable, "-m", "polyonym")
"""The command as installed beside this Python."""
_SEED = 11
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Settings:
    """Where the data and the homes made of it lie; `quick` takes a tenth of the rows and one round."""

    data: Path
    work: Path
    quick: bool = False

    def few(self, count: int) -> int:
        """`count`, or a tenth of it in a quick run."""
        return max(1, count // 10) if self.quick else count

    def file(self, name: str) -> Path:
        """A file of labelled data.  FileNotFoundError where it isn't there."""
        path = self.data / "eval" / f"{name}.jsonl.gz"
        if not path.is_file():
            raise FileNotFoundError(f"{path} is missing")
        return path

    def rows(self, name: str) -> list[dict[str, Any]]:
        """All rows of such a file."""
        with gzip.open(self.file(name), "rt", encoding="utf-8") as file:
            return [json.loads(line) for line in file]

    def home(self, name: str) -> Path:
        """The home made of `NAME.entities`, see `homes.py`."""
        path = self.work / name
        if not path.is_dir():
            raise FileNotFoundError(f"no home of {name}.entities was made")
        return path

    def fresh_home(self, name: str, copy: str) -> Path:
        """A copy of that home, to write to; an older copy of this name goes."""
        target = self.work / f"{name}-{copy}"
        shutil.rmtree(target, ignore_errors=True)
        shutil.copytree(self.home(name), target)
        return target


def sample(rows: Sequence[_T], count: int) -> list[_T]:
    """At most `count` of the rows, always the same ones, in random order."""
    return random.Random(_SEED).sample(rows, min(count, len(rows)))


@cache
def news(settings: Settings) -> tuple[Article, ...]:
    """The news articles with their languages."""
    articles = tuple(read(settings.file("slavic_news.documents")))
    return articles[: settings.few(len(articles))]


def megabytes(articles: Sequence[Article]) -> float:
    """How long the articles' texts are as UTF-8."""
    return sum(len(article.text.encode()) for article in articles) / 1e6
