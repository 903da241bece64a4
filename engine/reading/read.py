"""Articles from files and folders."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from itertools import chain
from pathlib import Path
from typing import TypeAlias

from polyonym.base.errors import InputError
from polyonym.base.files import LONGEST_LINE, STANDARD, open_bytes, read_lines, shown
from polyonym.engine.reading.article import Article, Page
from polyonym.engine.reading.html import decoded, html_page
from polyonym.engine.reading.markdown import markdown_page
from polyonym.engine.reading.plain import plain_page
from polyonym.engine.reading.rows import Line, csv_articles, json_articles
from polyonym.index.model import MAX_ID

OnError: TypeAlias = Callable[[InputError], None]
Outcome: TypeAlias = tuple[int | None, Article | InputError]
_FORMATS = {
    ".txt": "text", ".md": "markdown", ".markdown": "markdown", ".html": "html", ".htm": "html",
    ".xhtml": "html", ".jsonl": "json", ".ndjson": "json", ".csv": "csv", ".tsv": "csv",
}  # fmt: skip
_PACKED = (".gz", ".zip")
_SHOWN = 60


def read(*paths: str | Path, on_error: OnError | None = None) -> Iterator[Article]:
    """The articles of files, of folders (all below them, sorted, hidden ones left out) and of `-`.

    Read are .txt .md .html .jsonl .csv .tsv, packed with gz or zip or not; a file with another
    ending and standard input by what they hold. A file that is one article has as id its path
    relative to the folder given, or its name if the file was given; rows carry their own ids.

    What can't be read goes to `on_error` as InputError with file and line, and reading goes on;
    without `on_error` it is raised. An id that comes again is handed out again, for the later row
    replaces the earlier one in an index; `on_error` is told, as it is of the members of a zip file
    beside the one that is read. Pipes and devices in folders are left out. One article at a time is in memory.
    """
    seen: set[int] = set()
    for path in paths:
        for file, id_ in _files(path):
            for line, found in _outcomes(file, id_):
                if isinstance(found, InputError):
                    _report(found, on_error)
                    continue
                _note_again(found, seen, file, line, on_error)
                yield found


def _report(error: InputError, on_error: OnError | None) -> None:
    if on_error is None:
        raise error
    on_error(error)


def _note_again(article: Article, seen: set[int], file: str, line: int | None, on_error: OnError | None) -> None:
    # 64-bit hashes instead of ids: ten million ids are then 0.6 GB less.
    key = hash(article.id)
    if key in seen and on_error is not None:
        shown_id = article.id if len(article.id) <= _SHOWN else article.id[: _SHOWN - 1] + "…"
        what = f'the id "{shown_id}" was there before; this later article replaces it'
        on_error(InputError(what, file=shown(file), line=line))
    seen.add(key)


def _files(path: str | Path) -> Iterator[tuple[str, str]]:
    """Each file to read, with the id it has if it is one article; a folder without any comes as itself."""
    given = str(path)
    if given == STANDARD or not os.path.isdir(given):
        yield given, "stdin" if given == STANDARD else _printable(Path(given).name)
        return
    empty = True
    for folder, below, names in os.walk(given):
        below[:] = sorted(name for name in below if not name.startswith("."))
        for name in sorted(names):
            file = os.path.join(folder, name)
            if not name.startswith(".") and _format(name) and not _is_special(file):
                empty = False
                yield file, _printable(Path(file).relative_to(given).as_posix())
    if empty:
        yield given, ""


def _is_special(file: str) -> bool:
    """Whether this is a pipe, socket or device, which could keep us waiting; a broken link is not."""
    return os.path.exists(file) and not os.path.isfile(file)


def _format(name: str) -> str | None:
    base = name.casefold()
    for ending in _PACKED:
        base = base.removesuffix(ending)
    return _FORMATS.get(os.path.splitext(base)[1])


def _outcomes(file: str, id_: str) -> Iterator[Outcome]:
    """What one file gives; errors that concern the whole of it come as the last outcomes."""
    notes: list[InputError] = []
    try:
        if not id_:
            endings = " ".join(_FORMATS)
            raise InputError(f"holds no articles (files that end with {endings})", file=file)
        yield from _of_format(_format(file), file, id_, notes.append)
    except InputError as error:
        yield None, error
    yield from ((None, note) for note in notes)


def _of_format(name: str | None, file: str, id_: str, note: OnError) -> Iterator[Outcome]:
    fitting = tuple(ending for ending, format_ in _FORMATS.items() if name in (None, format_))
    if name == "html":
        yield None, _article(html_page(decoded(_whole(file, fitting, note))), file, id_)
        return
    lines = read_lines(file, members=fitting, note=note)
    begin = next(lines, None)
    if begin is None:
        raise InputError("is empty", file=shown(file))
    name, lines = name or _guessed(begin), chain([begin], lines)
    if name in ("json", "csv"):
        yield from (json_articles if name == "json" else csv_articles)(lines, shown(file))
    else:
        pages = {"markdown": markdown_page, "html": html_page}
        yield None, _article(pages.get(name, plain_page)(_joined(lines, file)), file, id_)


def _guessed(begin: Line) -> str:
    head = begin[1].lstrip().casefold() if isinstance(begin[1], str) else ""
    if head.startswith("{"):
        return "json"
    return "html" if head.startswith(("<!doctype html", "<html", "<?xml", "<head", "<body")) else "text"


def _article(page: Page, file: str, id_: str) -> Article:
    if not page.text:
        raise InputError("holds no text", file=shown(file))
    if len(id_) > MAX_ID:
        raise InputError(f"its path, which is the article's id, has more than {MAX_ID:,} characters", file=file)
    return page.article(id_)


def _whole(file: str, fitting: tuple[str, ...], note: OnError) -> bytes:
    with open_bytes(file, members=fitting, note=note) as stream:
        content = stream.read(LONGEST_LINE + 1)
    if len(content) > LONGEST_LINE:
        raise InputError(f"is larger than {LONGEST_LINE // 1024**2} MB", file=shown(file))
    if not content.strip():
        raise InputError("is empty", file=shown(file))
    if b"\0" in content[:8192] and not content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise InputError("is not text", file=shown(file))
    return content


def _joined(lines: Iterator[Line], file: str) -> str:
    kept, size = [], 0
    for _, line in lines:
        if isinstance(line, InputError):
            raise line
        size += len(line)
        if size > LONGEST_LINE:
            raise InputError(f"is larger than {LONGEST_LINE // 1024**2} MB", file=shown(file))
        kept.append(line)
    return "\n".join(kept)


def _printable(name: str) -> str:
    """A file name as text: bytes that aren't UTF-8 become a replacement character."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
