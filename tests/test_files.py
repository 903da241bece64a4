"""Files of the user: read whatever their packing and encoding, errors with their place, written whole."""

from __future__ import annotations

import gzip
import io
import sys
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from polyonym.base import files
from polyonym.base.errors import InputError
from polyonym.base.files import atomic_text, atomic_write, open_bytes, read_lines, text_lines
from polyonym.base.rows import json_rows

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


def test_a_line_too_long_is_an_error_and_the_next_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "LONGEST_LINE", 10)
    (tmp_path / "f").write_bytes(b"short\n" + b"x" * 35 + b"\nnext\n" + b"y" * 10 + b"\n")
    numbers, lines = zip(*read_lines(tmp_path / "f"), strict=True)
    assert numbers == (1, 2, 3, 4)
    assert isinstance(lines[1], InputError)
    assert (lines[0], lines[2], lines[3]) == ("short", "next", "y" * 10)


def test_bad_json_has_its_line_and_the_rest_goes_on(tmp_path: Path) -> None:
    rows = [f'{{"n": {n}}}' for n in range(1, 11)]
    rows[6] = '{"n": 7'
    (tmp_path / "f").write_text("\n".join(rows))
    found = list(json_rows(tmp_path / "f"))
    assert [line for line, row in found if isinstance(row, InputError)] == [7]
    assert [row["n"] for _, row in found if not isinstance(row, InputError)] == [1, 2, 3, 4, 5, 6, 8, 9, 10]


NO_OBJECTS = ["[1]", '"a"', "1", "null", '{"a": NaN}', '{"a": "\\ud800"}', "{a: 1}", "[" * 10**5, "1" * 5000]


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
