"""Many articles tagged, each with its title, by one process or several."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol, TypeVar

from polyonym.aliases.lexicon.lexicon import Lexicon
from polyonym.engine.language.detect import detect_language
from polyonym.engine.reading.article import Article, headed, whole
from polyonym.engine.tagging.inside import ALL
from polyonym.engine.tagging.mention import Mention

Item = TypeVar("Item")
Result = TypeVar("Result")
Home = TypeVar("Home", bound="Tags")
NAMES = ("longest", ALL)
"""Which listed names are found: the longest at each place, or those inside them too, as their parts."""


class Tags(Protocol):
    """What tags one text over a lexicon: an engine."""

    @property
    def lexicon(self) -> Lexicon:
        """The compiled lexicon."""

    def tag(
        self, text: str, *, lang: str | None = None, kinds: Iterable[str] = (), names: str = "longest"
    ) -> list[Mention]:
        """The names in a text, in order."""


@dataclass(frozen=True, slots=True)
class Tagged:
    """An article and what it names; offsets count characters of `text`.

    That is the whole text of a plain text file (its furniture left blank), or else title, line end and text, the
    article's own text beginning at `begin`; 0 where there is no title, or the text begins with it.
    """

    article: Article
    text: str
    begin: int
    mentions: list[Mention]


def tagged(
    engine: Tags, article: Article, *, lang: str | None = None, kinds: Iterable[str] = (), names: str = "longest"
) -> Tagged:
    """An article tagged, its title and text as one, so that each explains the other."""
    text, begin = whole(article)
    spoken = lang or article.lang or detect_language(headed(article)[0]).base
    return Tagged(article, text, begin, engine.tag(text, lang=spoken, kinds=kinds, names=names))


def spread(
    here: Home, again: Callable[[], Home], work: Callable[[Home, Item], Result], items: Iterable[Item], *, jobs: int
) -> Iterator[Result]:
    """What `work` returns for an engine and each item, in order, done by `jobs` processes; 0 is one for each core.

    One is this process, with the engine that is `here`.  More are processes of their own that open theirs by `again`
    and share the lexicon; that, `work`, the items and the results must be such as `pickle` takes.  A few items at a
    time are in memory.  Raises WorkerError where a process dies; closing the iterator ends them all.
    """
    if jobs == 1:
        return (work(here, item) for item in items)
    from polyonym.base.workers import in_order  # ten milliseconds that only several processes need

    _ = here.lexicon  # compiled now, before all of them look for it
    return in_order(work, items, make=again, jobs=jobs)
