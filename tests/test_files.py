"""Files of the user: read whatever their packing and encoding, errors with their place, written whole."""

from __future__ import annotations

import csv
import gzip
import io
import json
import os
import sys
import threading
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from polyonym.base import files
from polyonym.base.errors import InputError
from polyonym.base.files import LONGEST_LINE, atomic_text, atomic_write, open_bytes, read_lines, text_lines
from polyonym.base.rows import json_rows
from polyonym.engine.reading import rows
from polyonym.engine.reading.article import Article
from polyonym.engine.reading.read import read
from polyonym.index.model import MAX_ID

TEXT = "первая\nвторая\r\n第三\n"
LINES = [(1, "первая"), (2, "вторая"), (3, "第三")]


def zipped(members: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return stream.getvalue()


GOOD = {
    "plain": TEXT.encode(),
    "mark": b"\xef\xbb\xbf" + TEXT.encode(),
    "utf16": TEXT.encode("utf-16"),
    "utf16be": b"\xfe\xff" + TEXT.encode("utf-16-be"),
    "gz": gzip.compress(TEXT.encode()),
    "gz16": gzip.compress(TEXT.encode("utf-16")),
    "zip": zipped({"a.txt": TEXT.encode()}),
    "no end": TEXT.rstrip("\n").encode(),
}
BAD = {
    "latin": ("café\nnaïve\n".encode("latin-1"), 1, "not UTF-8 (byte 0xE9 at 4)"),
    "third": ("a\nb\nпривет\n".encode().replace("в".encode(), b"\xff"), 3, "not UTF-8"),
    "nul": (b"a\n" * 5000 + b"b\0c\n", 5001, "NUL"),
    "picture": (b"\x89PNG\r\n\x1a\n", None, "is not text (it looks like a picture)"),
    "binary": (bytes(range(256)), None, "is not text"),
    "bare utf16": (TEXT.encode("utf-16-le"), None, "is not text"),
    "half utf16": (b"\xff\xfea\0\n\0\x00\xd8b\0", 2, "half a character"),
    "odd utf16": (b"\xff\xfea\0\n\0b", 2, "half a character"),
    "cut gz": (gzip.compress(TEXT.encode())[:-12], None, "can't be unpacked"),
    "cut zip": (zipped({"a.txt": TEXT.encode()})[:-8], None, "can't be unpacked"),
    "empty zip": (zipped({"folder/": b""}), None, "nothing in it"),
    "office": (zipped({"[Content_Types].xml": b"<x/>"}), None, "Office"),
}


@pytest.mark.parametrize("name", GOOD)
def test_reads_text_however_it_is_packed(tmp_path: Path, name: str) -> None:
    path = tmp_path / "file"
    path.write_bytes(GOOD[name])
    assert list(text_lines(path)) == LINES


@pytest.mark.parametrize("name", BAD)
def test_says_what_is_wrong_and_where(tmp_path: Path, name: str) -> None:
    content, line, message = BAD[name]
    path = tmp_path / "file"
    path.write_bytes(content)
    with pytest.raises(InputError, match=r".") as caught:
        list(text_lines(path))
    assert caught.value.line == line
    assert message in str(caught.value)
    assert str(path) in str(caught.value)


def test_names_a_missing_file_and_a_folder(tmp_path: Path) -> None:
    for path, message in ((tmp_path / "no", "no such file"), (tmp_path, "can't be read")):
        with pytest.raises(InputError, match=message):
            list(text_lines(path))


def test_empty_file_has_no_lines(tmp_path: Path) -> None:
    (tmp_path / "e").touch()
    assert list(read_lines(tmp_path / "e")) == []


def test_reads_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    for content in (GOOD["mark"], GOOD["gz"], GOOD["zip"]):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BufferedReader(io.BytesIO(content))))
        assert list(text_lines("-")) == LINES


def test_prefers_the_fitting_member_of_a_zip(tmp_path: Path) -> None:
    (tmp_path / "z").write_bytes(zipped({"readme.txt": b"no", "data.csv": b"yes"}))
    with open_bytes(tmp_path / "z", members=(".csv",)) as stream:
        assert stream.read() == b"yes"


def test_names_the_other_fitting_members_of_a_zip(tmp_path: Path) -> None:
    (tmp_path / "z").write_bytes(zipped({"readme.txt": b"no", "a.csv": b"a", "b.csv": b"b", "c" * 99 + ".csv": b"c"}))
    notes: list[InputError] = []
    assert list(read_lines(tmp_path / "z", members=(".csv",), note=notes.append)) == [(1, "a")]
    assert [(note.file, note.message) for note in notes] == [
        (str(tmp_path / "z"), f"of this zip file only a.csv is read; left out: b.csv, {'c' * 59}…")
    ]
    notes.clear()
    assert list(read_lines(tmp_path / "z", members=(".txt",), note=notes.append)) == [(1, "no")]
    assert notes == []


def test_a_line_too_long_is_an_error_and_the_next_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "LONGEST_LINE", 10)
    (tmp_path / "f").write_bytes(b"short\n" + b"x" * 35 + b"\nnext\n" + b"y" * 10 + b"\n")
    numbers, lines = zip(*read_lines(tmp_path / "f"), strict=True)
    assert numbers == (1, 2, 3, 4)
    assert isinstance(lines[1], InputError)
    assert (lines[0], lines[2], lines[3]) == ("short", "next", "y" * 10)


def test_bad_json_has_its_line_and_the_rest_goes_on(tmp_path: Path) -> None:
    lines = [f'{{"n": {n}}}' for n in range(1, 11)]
    lines[6] = '{"n": 7'
    (tmp_path / "f").write_text("\n".join(lines))
    found = list(json_rows(tmp_path / "f"))
    assert [line for line, row in found if isinstance(row, InputError)] == [7]
    assert [row["n"] for _, row in found if not isinstance(row, InputError)] == [1, 2, 3, 4, 5, 6, 8, 9, 10]


NO_OBJECTS = [
    "[1]",
    '"a"',
    "1",
    "null",
    '{"a": NaN}',
    '{"a": -1e999}',
    '{"a": "\\ud800"}',
    "{a: 1}",
    "[" * 10**5,
    "1" * 5000,
]


@pytest.mark.parametrize("row", NO_OBJECTS, ids=range(len(NO_OBJECTS)))
def test_what_is_no_object_is_an_error(tmp_path: Path, row: str) -> None:
    (tmp_path / "f").write_text(f"\n{row}\n{{}}\n")
    (line, error), last = json_rows(tmp_path / "f")
    assert line == 2
    assert isinstance(error, InputError)
    assert last == (3, {})


texts = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]))


@given(texts, st.sampled_from(["utf-8", "utf-16"]))
def test_any_text_is_read_as_it_was_written(text: str, encoding: str) -> None:
    content = b"\xef\xbb\xbf" * (encoding == "utf-8") + text.encode(encoding)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "stdin", io.TextIOWrapper(io.BufferedReader(io.BytesIO(content))))
        lines = [line for _, line in text_lines("-")]
    expected = text.split("\n")
    assert lines == [line.removesuffix("\r") for line in (expected if expected[-1] else expected[:-1])]


def write_half(path: Path) -> None:
    with atomic_write(path) as raw:
        raw.write(b"half")
        raise RuntimeError


def test_writes_all_or_nothing(tmp_path: Path) -> None:
    path = tmp_path / "f"
    with atomic_text(path) as handle:
        handle.write("old\n")
    path.chmod(0o640)
    with pytest.raises(RuntimeError):
        write_half(path)
    assert path.read_text() == "old\n"
    with atomic_write(path) as raw:
        raw.write(b"new\n")
    assert (path.read_text(), path.stat().st_mode & 0o777) == ("new\n", 0o640)
    assert [p.name for p in tmp_path.iterdir()] == ["f"]


def test_says_where_it_cannot_write(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="can't be written"), atomic_write(tmp_path / "no" / "f"):
        pass


def gather(*paths: Path) -> tuple[list[Article], list[InputError]]:
    """The articles of these paths, and what could not be read."""
    errors: list[InputError] = []
    return list(read(*paths, on_error=errors.append)), errors


@pytest.mark.parametrize("markup", ["<!--" * 3000, "<!--", "<?xml version='1.0'?>", "<!---->"])
def test_html_without_a_document(tmp_path: Path, markup: str) -> None:
    (tmp_path / "a.html").write_text(markup, "utf-8")
    (tmp_path / "z.txt").write_text("Good\n\nBody", "utf-8")
    articles, errors = gather(tmp_path)
    assert [a.id for a in articles] == ["z.txt"]
    assert [(e.file, e.message) for e in errors] == [(str(tmp_path / "a.html"), "holds no text")]


@pytest.fixture(params=[1000, LONGEST_LINE])
def field_limit(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    before = csv.field_size_limit(request.param)
    monkeypatch.setattr(rows, "LONGEST_LINE", request.param)
    yield request.param
    csv.field_size_limit(before)


@pytest.mark.usefixtures("field_limit")
def test_csv_with_a_quote_never_closed(tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text('id,text\n1,good\n2,"open\n' + "3,more\n" * 5000, "utf-8")
    articles, errors = gather(tmp_path)
    assert [a.id for a in articles] == ["1"]
    assert [(e.line, "never closed" in e.message) for e in errors] == [(3, True)]


@pytest.mark.parametrize("name", ["x.jsonl", "x.csv"])
def test_id_too_long_for_the_index(tmp_path: Path, name: str) -> None:
    ids = ["a" * (MAX_ID + 1), "b" * MAX_ID]
    lines = ["id,text", *(f"{id_},t" for id_ in ids)] if name == "x.csv" else []
    lines = lines or [json.dumps({"id": id_, "text": "t"}) for id_ in ids]
    (tmp_path / name).write_text("\n".join(lines), "utf-8")
    articles, errors = gather(tmp_path)
    assert [a.id for a in articles] == ids[1:]
    assert [(e.file, e.line) for e in errors] == [(str(tmp_path / name), 2 if name == "x.csv" else 1)]
    assert len(errors[0].message) < 120


@pytest.mark.skipif(os.name == "nt", reason="paths are shorter there")
def test_path_too_long_for_an_id(tmp_path: Path) -> None:
    folder = tmp_path.joinpath(*["d" * 200] * 5)
    folder.mkdir(parents=True)
    (folder / "x.txt").write_text("Title\n\nBody", "utf-8")
    (tmp_path / "z.txt").write_text("Good\n\nBody", "utf-8")
    articles, errors = gather(tmp_path)
    assert [a.id for a in articles] == ["z.txt"]
    assert [(e.file, "characters" in e.message) for e in errors] == [(str(folder / "x.txt"), True)]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes with names")
def test_a_pipe_in_a_folder_is_left_out_and_a_named_one_is_read(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.txt")
    (tmp_path / "z.txt").write_text("Good\n\nBody", "utf-8")
    articles, errors = gather(tmp_path)
    assert ([a.id for a in articles], errors) == (["z.txt"], [])
    writer = threading.Thread(target=(tmp_path / "a.txt").write_text, args=("Piped\n\nBody",), daemon=True)
    writer.start()
    assert [a.title for a in gather(tmp_path / "a.txt")[0]] == ["Piped"]


def test_members_of_a_zip_that_are_left_out_are_named(tmp_path: Path) -> None:
    file = tmp_path / "rows.jsonl.zip"
    names = ("readme.txt", "a.jsonl", "b.jsonl")
    file.write_bytes(zipped({name: json.dumps({"id": name, "text": "t"}).encode() for name in names}))
    articles, errors = gather(tmp_path)
    assert [a.id for a in articles] == ["a.jsonl"]
    assert [(e.file, e.message) for e in errors] == [
        (str(file), "of this zip file only a.jsonl is read; left out: b.jsonl")
    ]


@pytest.mark.parametrize("field", ["id", "text", "title", "date"])
def test_a_value_of_a_megabyte_is_not_echoed(tmp_path: Path, field: str) -> None:
    value = "2025/" * 200_000 if field == "date" else ["x" * 1_000_000]
    (tmp_path / "x.jsonl").write_text(json.dumps({"id": "a", "text": "t", field: value}), "utf-8")
    assert [len(e.message) < 150 for e in gather(tmp_path)[1]] == [True]


def test_an_id_that_comes_again_is_not_echoed_whole(tmp_path: Path) -> None:
    row = json.dumps({"id": "a" * MAX_ID, "text": "t"})
    (tmp_path / "x.jsonl").write_text(f"{row}\n{row}\n", "utf-8")
    assert [len(e.message) < 150 for e in gather(tmp_path)[1]] == [True]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes on this system")
def test_what_is_no_file_is_written_to_and_stays(tmp_path: Path) -> None:
    pipe, read = tmp_path / "pipe", []
    os.mkfifo(pipe)
    reader = threading.Thread(target=lambda: read.append(pipe.read_bytes()))
    reader.start()
    with atomic_text(pipe) as handle:
        handle.write("names")
    reader.join()
    assert read == [b"names"]
    assert pipe.is_fifo()
