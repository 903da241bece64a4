"""Where entities come from: a file, a member of a zip file, or standard input, opened once and looked at first."""

from __future__ import annotations

import codecs
import io
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, cast

from polyonym.aliases.formats.problems import Lines, Problems
from polyonym.base.errors import InputError
from polyonym.base.files import lines_of, open_bytes, own_errors, refuse_utf32, shown
from polyonym.base.packed import members_of

ENDINGS = (".jsonl", ".ndjson", ".json", ".jsonld", ".rdf", ".ttl", ".xml", ".txt", ".csv", ".tsv")
"""Endings of files with entities, those first that say most."""
_PACKED = (".gz", ".bz2", ".zip")
_ASIDE = ("readme", "license", "iso-languagecodes")
_HEAD = 1 << 15
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Source:
    """A file of entities, or one member of a zip file."""

    path: str | Path
    member: str | None = None

    @property
    def name(self) -> str:
        """What messages call it."""
        return shown(self.path) if self.member is None else f"{shown(self.path)}/{self.member}"

    @contextmanager
    def open(self, problems: Problems | None = None) -> Iterator[Opened]:
        """Its content; `problems` is told what of a zip file is left aside."""
        chosen = _best if self.member is None else lambda names: [self.member or names[0]]

        def note(left_out: InputError) -> None:
            if problems is not None:
                problems.note(left_out.message, file=self.name)

        with own_errors(self.path), open_bytes(self.path, choose=chosen, note=note) as stream:
            yield Opened(self.name, stream)


@dataclass(frozen=True, slots=True)
class Opened:
    """A source that is being read; `name` is what messages call it."""

    name: str
    stream: BinaryIO

    def head(self) -> str:
        """Its beginning, as far as it is decodable; reading it takes nothing away."""
        head = cast(io.BufferedReader, self.stream).peek(_HEAD)[:_HEAD]
        encoding = "utf-16" if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else "utf-8-sig"
        return head.decode(encoding, "replace")

    def lines(self) -> Lines:
        """Its lines with their numbers, or errors in their place."""
        return lines_of(self.stream, self.name)

    def chunks(self) -> Iterator[str]:
        """Its text in large pieces. Raises InputError where it isn't UTF-8, or UTF-16 with a byte order mark."""
        head = cast(io.BufferedReader, self.stream).peek(4)[:4]
        refuse_utf32(head, self.name)
        encoding = "utf-16" if head[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE) else "utf-8-sig"
        decoder, line = codecs.getincrementaldecoder(encoding)(), 1
        while True:
            raw = self.stream.read(_CHUNK)
            try:
                text = decoder.decode(raw, final=not raw)
            except UnicodeDecodeError as cause:
                line += raw[: cause.start].count(b"\n")
                raise InputError("is not UTF-8; save it as UTF-8", file=self.name, line=line) from None
            line += text.count("\n")
            if text:
                yield text
            if not raw:
                return


def sources_of(path: str | Path) -> list[Source]:
    """What there is to read at a path: a folder's files, both members of a zip file with GeoNames' pair, else itself.

    Raises InputError where a folder has none.
    """
    with own_errors(path):
        files = _files_in(Path(path)) if str(path) != "-" and Path(path).is_dir() else None
        names = _best(members_of(path))
    if files is not None:
        if not files:
            raise InputError("has no file of entities in it", file=shown(path))
        return [source for file in files for source in sources_of(file)]
    if any(_is_alternate(name) for name in names) and len(names) > 1:
        return [Source(path, name) for name in names]
    return [Source(path)]


def _files_in(folder: Path) -> list[Path]:
    return [file for file in sorted(folder.iterdir()) if file.is_file() and _is_meant(file.name)]


def _is_alternate(name: str) -> bool:
    return "alternatenames" in name.lower()


def _is_meant(name: str) -> bool:
    bare = name.rsplit("/", 1)[-1].lower()
    for ending in _PACKED:
        bare = bare.removesuffix(ending)
    packed = bare != name.rsplit("/", 1)[-1].lower()
    return (bare.endswith(ENDINGS) or packed) and not bare.startswith((".", *_ASIDE))


def _best(names: Sequence[str]) -> Sequence[str]:
    """The members of a zip file that could be meant: those with the ending that says most, newest schema first."""
    fitting = [name for name in names if name.lower().endswith(ENDINGS) and _is_meant(name)]
    ending = next((each for each in ENDINGS if any(name.lower().endswith(each) for name in fitting)), None)
    if ending is None:
        return names
    chosen = [name for name in fitting if name.lower().endswith(ending)]
    return sorted(chosen, key=lambda name: "schema_v2" not in name.lower())
