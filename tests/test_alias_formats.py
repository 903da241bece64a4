"""Entity files: each format read back as written, each bad row named by its line."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from polyonym.aliases.bundled import bundled_entities, bundled_files, bundled_fingerprint
from polyonym.aliases.formats.detect import WRITABLE, Format, detect
from polyonym.aliases.formats.files import read_entities, write_entities
from polyonym.aliases.formats.problems import BadRowsError, Problems
from polyonym.aliases.merging import gather
from polyonym.aliases.model import Alias, AliasKind, Entity, EntityKind, Status
from polyonym.aliases.records import checked
from polyonym.base.errors import InputError

TEXT = """# a comment
org:lntu organization
  name: Liaoning Technical University
  country: CN
  related: place:fuxin, place:liaoning
  source: lntu.edu.cn; Wikipedia "Liaoning Technical University"
  zh official 辽宁工程技术大学
  en translation Liaoning University of Engineering and Technology | source=article 004, page 1, until=1996
  - acronym LNTU

place:fuxin place
  name: Fuxin
"""
JSONL = """{"id": "a", "kind": "place", "name": "A", "aliases": [{"text": "B", "lang": null}], "x": 1}
{"id": "b", "kind": "term", "name": "B"}
"""
CSV = 'id;kind;name;text;lang;colour\na;place;A;Б;ru;red\na;;;"C; D";;\nb;term;B;;;\na;;;E;en;\n'
TSV = 'id\tkind\tname\talias\nа\torganization\t"Гомсельмаш" завод\t"Завод ""Гомсельмаш"""\n'

words = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1).filter(lambda t: bool(t.strip()))
tricky = st.one_of(words, st.text('| =,"#:\\as', min_size=1).filter(lambda t: bool(t.strip())))
ids = st.text(st.characters(categories=["L", "N"]) | st.sampled_from(":/-'|"), min_size=1, max_size=8)
dates = st.none() | st.dates().map(str).filter(lambda d: d >= "1000") | st.integers(1000, 2100).map(str)
aliases = st.builds(
    Alias,
    tricky,
    st.sampled_from([None, "en", "zh-Hant", "be-tarask"]),
    st.sampled_from(AliasKind),
    st.none() | tricky,
    st.floats(0, 1),
    dates,
    dates,
    st.sampled_from(Status),
    st.none() | st.floats(0, 1),
)
entities = st.builds(
    Entity,
    ids,
    st.sampled_from(EntityKind),
    tricky,
    st.sampled_from([None, "BY", "CN"]),
    st.none() | tricky,
    st.none() | ids,
    st.lists(ids, max_size=3).map(tuple),
    st.none() | tricky,
    st.lists(ids, max_size=2).map(tuple),
    st.none() | ids,
    st.lists(aliases, max_size=4).map(tuple),
)


def text_file(folder: Path, content: str | bytes) -> Path:
    path = folder / "file"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def errors_of(path: Path, format_: Format | None = None) -> list[tuple[int | None, str]]:
    problems = Problems()
    list(read_entities(path, format_, problems=problems))
    return [(error.line, error.message) for error in problems.errors]


@pytest.mark.parametrize("format_", WRITABLE)
@settings(max_examples=120, deadline=None)
@given(some=st.lists(entities, min_size=1, max_size=3, unique_by=lambda e: e.id))
def test_what_is_written_is_read_back(format_: Format, some: list[Entity]) -> None:
    some = sorted((checked(entity) for entity in some), key=lambda entity: entity.id)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "file"
        write_entities(some, path, format_)
        assert gather(read_entities(path)) == some
        assert detect(path) is format_
        first = path.read_bytes()
        write_entities(gather(read_entities(path)), path, format_)
        assert path.read_bytes() == first


@pytest.mark.parametrize("change", [str, lambda t: "\ufeff" + t, lambda t: t.replace("\n", "\r\n")])
@pytest.mark.parametrize("content", [TEXT, JSONL, CSV, TSV])
def test_marks_and_line_ends_do_not_matter(tmp_path: Path, content: str, change: type[str]) -> None:
    expected = list(read_entities(text_file(tmp_path, content)))
    assert expected
    assert list(read_entities(text_file(tmp_path, change(content)))) == expected


def test_reads_the_text_format(tmp_path: Path) -> None:
    lntu, fuxin = read_entities(text_file(tmp_path, TEXT))
    assert lntu.related == ("place:fuxin", "place:liaoning")
    assert lntu.source == 'lntu.edu.cn; Wikipedia "Liaoning Technical University"'
    assert lntu.aliases[1] == Alias(
        "Liaoning University of Engineering and Technology",
        "en",
        AliasKind.TRANSLATION,
        source="article 004, page 1",
        until="1996",
    )
    assert lntu.aliases[2] == Alias("LNTU", None, AliasKind.ACRONYM)
    assert fuxin == Entity("place:fuxin", EntityKind.PLACE, "Fuxin")


def test_rows_of_one_id_are_one_entity(tmp_path: Path) -> None:
    problems = Problems()
    a, b = gather(read_entities(text_file(tmp_path, CSV), problems=problems))
    assert [alias.text for alias in a.aliases] == ["C; D", "E", "Б"]
    assert b.aliases == ()
    assert [note.message for note in problems.notes] == ["unknown column 'colour' was left aside"]
    (plant,) = read_entities(text_file(tmp_path, TSV))
    assert (plant.name, plant.aliases[0].text) == ('"Гомсельмаш" завод', 'Завод "Гомсельмаш"')


def test_unknown_keys_are_noted(tmp_path: Path) -> None:
    problems = Problems()
    assert len(list(read_entities(text_file(tmp_path, JSONL), problems=problems))) == 2
    assert [(note.line, note.message) for note in problems.notes] == [(1, "x means nothing and was left aside")]


ROWS = [f'{{"id": "e{n}", "kind": "term", "name": "N{n}"}}' for n in range(1, 11)]
BAD_ROWS = {
    '{"id": "x"': "is not JSON",
    "[]": "is not a JSON object but a list",
    '{"id": "e1", "kind": "term", "name": "again"}': "e1 was given in line 1 already",
    '{"kind": "term", "name": "N"}': "has no id",
    '{"id": " ", "kind": "term", "name": "N"}': "has no id",
    '{"id": "x", "kind": "thing", "name": "N"}': "'thing' is no kind",
    '{"id": "x", "kind": "term"}': "has no name",
    '{"id": "x", "kind": "term", "name": 3}': "name must be a string",
    '{"id": "x", "kind": "term", "name": "a\\u0000b"}': "control character",
    '{"id": "x", "kind": "term", "name": "N", "country": "China"}': "ISO 3166",
    '{"id": "x", "kind": "term", "name": "N", "aliases": "B"}': "aliases must be a list",
    '{"id": "x", "kind": "term", "name": "N", "aliases": ["B"]}': "an alias must be an object",
    '{"id": "x", "kind": "term", "name": "N", "aliases": [{"text": "B", "lang": "e n"}]}': "language tag",
    '{"id": "x", "kind": "term", "name": "N", "aliases": [{"text": "B", "lang": []}]}': "lang must be",
    '{"id": "x", "kind": "term", "name": "N", "aliases": [{"text": "B", "kind": "nick"}]}': "no alias kind",
    '{"id": "x", "kind": "term", "name": "N", "aliases": [{"text": "B", "confidence": 2}]}': "from 0 to 1",
    '{"id": "x", "kind": "term", "name": "N", "aliases": [{"text": "B", "since": "May"}]}': "no year",
}


@pytest.mark.parametrize("row", BAD_ROWS)
def test_a_bad_json_row_is_named_by_its_line(tmp_path: Path, row: str) -> None:
    path = text_file(tmp_path, "\n".join([*ROWS[:6], row, *ROWS[7:]]))
    ((line, message),) = errors_of(path)
    assert line == 7
    assert BAD_ROWS[row] in message
    with pytest.raises(BadRowsError, match=r"line 7: .*1 row can't be used") as caught:
        list(read_entities(path))
    assert caught.value.problems.count == 1


BAD_TEXT = {
    "  en official Lost\n": (1, "belongs to no entity"),
    "x organisation\n  name: X\n": (1, "no kind"),
    "x place\n  en official X\n": (1, "has no name"),
    "x place\n  name: X\n  named: Y\n": (3, "is no field"),
    "x place\n  name: X\n  name: Y\n": (3, "given twice"),
    "x place\n  name: X\n  source:\n": (3, "source is empty"),
    "x place\n  name: X\n  en X\n": (3, "is neither"),
    "x place\n  name: X\n  en nickname X\n": (3, "no alias kind"),
    "x place\n  name: X\n  English official X\n  en_US official X\n": (4, "no language tag"),
    "x place\n  name: X\n  en official X | when=1996\n": (3, "no attribute"),
    "x place\n  name: X\n  en official X | until=soon\n": (3, "no year"),
    "x place\n  name: X\n  en official X | confidence=high\n": (3, "from 0 to 1"),
    "x place\n  name: X\n  en official X\n  en official X\n": (4, "repeats the alias of line 3"),
    "x place\n  name: X\n\nx place\n  name: X\n": (4, "was given in line 1 already"),
}


@pytest.mark.parametrize("content", BAD_TEXT)
def test_a_bad_text_line_is_named(tmp_path: Path, content: str) -> None:
    ((line, message),) = errors_of(text_file(tmp_path, content), Format.TEXT)
    assert (line, BAD_TEXT[content][1] in message) == (BAD_TEXT[content][0], True), message


BAD_CSV = {
    "id,kind,name,alias\na,place,A,B\nb,place\n": (3, "has no name"),
    "id,kind,name,alias\na,place,A,B,C\n": (2, "has 5 columns, the header 4"),
    'id,kind,name,alias\na,place,A,"B\n': (2, "can't be split"),
    "id,kind,name,alias,lang\na,place,A,B,en\na,,,C,e n\n": (3, "no language tag"),
    "id,kind,name,alias\na,place,A,B\na,term,A,C\n": (3, "has the kind 'place' in an earlier row"),
    "id,kind,name,alias,confidence\na,place,A,B,high\n": (2, "from 0 to 1"),
}


@pytest.mark.parametrize("content", BAD_CSV)
def test_a_bad_csv_row_is_named(tmp_path: Path, content: str) -> None:
    ((line, message),) = errors_of(text_file(tmp_path, content))
    assert (line, BAD_CSV[content][1] in message) == (BAD_CSV[content][0], True), message


UNUSABLE = {
    b"": "is empty",
    b"# only this\n": "nothing but comments",
    b"\0\1\2": "is not text",
    "Минск\n".encode("cp1251"): "not UTF-8",
    b"Dear all,\n": "no format that can be imported",
    b'{"text": "x"}\n': "no format that can be imported",
}


@pytest.mark.parametrize("content", UNUSABLE)
def test_a_file_in_no_format_is_refused(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(InputError, match=UNUSABLE[content]):
        list(read_entities(text_file(tmp_path, content)))


def test_a_hundred_errors_are_kept_and_all_are_counted(tmp_path: Path) -> None:
    problems = Problems()
    list(read_entities(text_file(tmp_path, "{}\n" * 250), Format.JSONL, problems=problems))
    assert (len(problems.errors), problems.count) == (100, 250)


def test_writing_wants_order_and_leaves_nothing_behind(tmp_path: Path) -> None:
    one = Entity("b", EntityKind.TERM, "B")

    def unordered() -> Iterator[Entity]:
        yield one
        yield replace(one, id="a")

    with pytest.raises(ValueError, match="in order"):
        write_entities(unordered(), tmp_path / "out", Format.JSONL)
    assert list(tmp_path.iterdir()) == []


def test_the_bundled_tables_are_in_the_format() -> None:
    known: dict[str, Entity] = {}
    for entity in bundled_entities():
        assert entity.id not in known
        assert entity.source, f"{entity.id} has no source"
        assert entity.name in {alias.text for alias in entity.aliases}
        known[entity.id] = entity
    assert all(path.suffix == ".txt" for path in bundled_files())
    assert len(bundled_fingerprint()) == 64
