"""The engine: one home opened, and everything that can be asked of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, replace
from functools import cached_property, partial
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

from polyonym.aliases.lexicon.lexicon import Lexicon
from polyonym.aliases.model import EntityKind
from polyonym.base.errors import HomeError, UsageError
from polyonym.engine.compiling import Progress
from polyonym.engine.following import mentioning
from polyonym.engine.home import Home, bundled_home, discard_home, find_home, make_home
from polyonym.engine.language.detect import detect_language
from polyonym.engine.language.tags import base_language, checked_tag
from polyonym.engine.matching.resolve import Resolution, Resolver
from polyonym.engine.matching.setting import NO_SETTING, Setting, around
from polyonym.engine.reading.article import Article
from polyonym.engine.searching.analyse import analyse
from polyonym.engine.searching.answer import Answer
from polyonym.engine.searching.conditions import condition
from polyonym.engine.searching.plan import Planner
from polyonym.engine.searching.searcher import Searcher
from polyonym.engine.tagging.many import NAMES, Item, Result, Tagged, spread, tagged
from polyonym.engine.tagging.mention import Mention
from polyonym.engine.tagging.tagger import Tagger
from polyonym.index import model as ix
from polyonym.index.port import Index

if TYPE_CHECKING:
    from polyonym.engine.aliasing import Aliases


@dataclass(frozen=True, slots=True)
class IndexReport:
    """What indexing did: articles written, mentions found in them, and articles now in the index."""

    written: int
    mentions: int
    total: int


class Engine:
    """A home opened for use; a context manager.

    Reading is safe from many threads and processes while one process writes.  What is open sees the
    table and the articles as of its first use of them; `refresh` sees what came later.
    """

    def __init__(
        self, path: str | Path | None = None, *, adapter: str | None = None, progress: Progress | None = None
    ) -> None:
        """The home at `path`, which need not exist before something is written to it.

        `adapter` names the index adapter of a home that is made; `progress` is told what takes long, a few
        words each.  Raises DamagedError, VersionError.
        """
        self._path = Path(path) if path is not None else None
        self._adapter = adapter
        self._progress = progress
        self._home = find_home(self._path, waiting=progress) if self._path is not None else None

    def __enter__(self) -> Engine:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the home's files."""
        self.refresh()

    def refresh(self) -> None:
        """Forget what was opened, so that the next use sees the home as it is then."""
        index = self.__dict__.pop("_index", None)
        if index is not None:
            index.close()
        for name in ("lexicon", "_resolver", "_tagger", "_searcher"):
            self.__dict__.pop(name, None)

    @property
    def home(self) -> Home:
        """The home that is read: the one at the path given, or the bundled tables."""
        return self._home or bundled_home(self._progress)

    @property
    def is_bundled(self) -> bool:
        """Whether there is no home yet, so that the bundled tables are read."""
        return self._home is None

    def writable(self, *, bundled: bool = True) -> Home:
        """The home to write to, made if missing; `bundled` puts the package's tables into a new one."""
        if self._path is None:
            raise ValueError("the bundled tables can't be written to; open a home")
        if self._home is None:
            if bundled:
                with suppress(HomeError, UsageError):  # whose lexicon a new home takes; without it compiles its own
                    bundled_home(self._progress)
            self._home = make_home(self._path, adapter=self._adapter, bundled=bundled, waiting=self._progress)
            self.refresh()
        return self._home

    @contextmanager
    def writing(self, *, bundled: bool = True) -> Iterator[Home]:
        """The same for a block; a home that was made for it goes again when the block raises."""
        made = self._home is None
        home = self.writable(bundled=bundled)
        try:
            yield home
        except BaseException:
            if made:
                self.refresh()
                self._home = None
                discard_home(home)
            raise

    @cached_property
    def lexicon(self) -> Lexicon:
        """The compiled lexicon."""
        return self.home.lexicon(self._progress)

    @cached_property
    def _resolver(self) -> Resolver:
        return Resolver(self.lexicon)

    @cached_property
    def _tagger(self) -> Tagger:
        return Tagger(self.lexicon)

    @cached_property
    def _index(self) -> Index:
        return self.home.index()

    @cached_property
    def _searcher(self) -> Searcher:
        return Searcher(self.lexicon, Planner(self.lexicon, self._resolver, self._tagger.spotter), self._index)

    @property
    def aliases(self) -> Aliases:
        """The alias table: look things up, and edit."""
        from polyonym.engine.aliasing import Aliases  # with all formats of files: a third of what there is to load

        return Aliases(self)

    def index(self, articles: Iterable[Article], *, remove: Iterable[str] = ()) -> IndexReport:
        """Add articles, replacing those of the same id; all or nothing.

        An article without a language gets the one detected.  Raises BusyError while another process
        writes; an error that `articles` raises leaves the index as it was.
        """
        counts = [0, 0]

        def analysed() -> Iterator[ix.Analysed]:
            for article in articles:
                counts[0] += 1
                result = analyse(_with_language(article), self._tagger)
                counts[1] += len(result.mentions)
                yield result

        with self.writing() as home, closing(home.index(write=True)) as writer:
            writer.write(analysed(), remove=remove)
            total = writer.count()
        self.refresh()
        return IndexReport(counts[0], counts[1], total)

    def remove(self, ids: Iterable[str]) -> int:
        """Take articles out of the index; how many of `ids` were there."""
        ids = list(ids)
        known = {article.id for article in self._index.get(ids)}
        if known:
            self.index((), remove=ids)
        return len(known)

    def retag(self, entities: Iterable[str], names: Iterable[str]) -> list[str]:
        """Tag the articles again that mention one of `entities` (ids) or could contain one of `names`.

        The ids of those articles.
        """
        asked = mentioning(entities, names)
        found = self._index.search(asked, limit=self._index.count()).hits
        articles = [_article(hit) for hit in found]
        if articles:
            self.index(articles)
        return [article.id for article in articles]

    def search(
        self,
        query: str,
        *,
        limit: int = 10,
        offset: int = 0,
        exact: bool = False,
        sort: str = "relevance",
        conditions: Mapping[str, str] | None = None,
        facets: bool = False,
    ) -> Answer:
        """The articles that a query finds; the query language is in `docs/query-language.md`.

        `exact` takes names for words, `sort` is relevance, newest or oldest; `conditions` are fields of
        the query language with their values (`{"lang": "ru", "since": "2025"}`).  Raises QueryError.
        """
        if sort not in set(ix.Sort):
            raise UsageError(f"results are not sorted by {sort!r}; choose from {', '.join(ix.Sort)}")
        order = ix.Sort(sort)
        within = tuple(condition(name, value) for name, value in (conditions or {}).items())
        return self._searcher.search(
            query, limit=limit, offset=offset, exact=exact, sort=order, within=within, facets=facets
        )

    def resolve(
        self,
        name: str,
        *,
        kind: str | None = None,
        country: str | None = None,
        context: str | None = None,
        limit: int = 5,
    ) -> Resolution:
        """Which entity is this?  `context` is text around the name, `country` an ISO alpha-2 code.

        `kind` is an EntityKind or its value, ValueError for anything else.
        """
        of_kind = None if kind is None else EntityKind(kind)
        setting = self._setting(country, context)
        found = self._resolver.resolve(name.strip(), kind=of_kind, limit=limit, setting=setting)
        return replace(found, query=name)

    def _setting(self, country: str | None, context: str | None) -> Setting:
        if not country and not context:
            return NO_SETTING
        if country and not (len(country) == 2 and country.isascii() and country.isalpha()):
            raise UsageError(f"country {country!r} is no ISO 3166 code of two letters")
        named = self._tagger.listed(context, lang=_language(context)) if context else []
        return around(context or "", [m.entity for m in named if m.entity is not None], country and country.upper())

    def tag(
        self, text: str, *, lang: str | None = None, kinds: Iterable[str] = (), names: str = "longest"
    ) -> list[Mention]:
        """The names in a text, in order, with the entities that they mean.

        `lang` is the language as a tag, `kinds` (EntityKind or their values) leaves out others.  With `names="all"` the
        listed names inside longer listed ones are given as their parts.  Raises UsageError for what is none of these.
        """
        if names not in NAMES:
            raise UsageError(f"names is one of {', '.join(NAMES)}, not {names!r}")
        wanted = _kinds(kinds)
        if wanted == {EntityKind.ORGANIZATION}:  # addresses of institutions are read alike in all languages
            named = self._tagger.affiliated(text)
            if named is not None:
                return named
        return self._tagger.tag(text, lang=_language(text, checked_tag(lang)), kinds=wanted, names=names)

    def tag_many(self, articles: Iterable[Article], *, jobs: int = 1, **given: Any) -> Iterator[Tagged]:
        """Each article tagged, title and text as one, in order; `given` is what `tag` takes beside the text."""
        return self.each(partial(tagged, **given), articles, jobs=jobs)

    def each(self, work: Callable[[Engine, Item], Result], items: Iterable[Item], *, jobs: int = 1) -> Iterator[Result]:
        """What `work` returns for this engine, or one of the same home, and each item, in order; see `many.spread`."""
        return spread(self, partial(Engine, self._path), work, items, jobs=jobs)


def _kinds(kinds: Iterable[str]) -> frozenset[str]:
    wanted = frozenset((kinds,) if isinstance(kinds, str) else kinds)
    unknown = sorted(map(str, wanted.difference(EntityKind)))
    if unknown:
        raise UsageError(f"{unknown[0]!r} is no kind of entity; write {', '.join(EntityKind)}")
    return wanted


def _article(stored: ix.Stored) -> Article:
    return Article(
        stored.id, stored.text, stored.title or None, stored.lang or None, stored.date, stored.url or None,
        stored.source or None,
    )  # fmt: skip


def _with_language(article: Article) -> Article:
    if base_language(article.lang):
        return replace(article, lang=base_language(article.lang))
    return replace(article, lang=detect_language(f"{article.title or ''}\n{article.text}").base)


def _language(text: str, known: str | None = None) -> str | None:
    """The language of a text without script or region, as its tag says or else as it is detected."""
    return base_language(known) or detect_language(text).base
