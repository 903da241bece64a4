"""`polyonym tag`: where offsets count, roles and parts, colours."""

from __future__ import annotations

import json
import os
from pathlib import Path

import click
import pytest
from polyonym.aliases.model import EntityKind
from polyonym.commands.marks import told
from polyonym.commands.tag import mention_row
from polyonym.engine.reading.article import Article
from polyonym.engine.tagging.many import Tagged
from polyonym.engine.tagging.mention import Mention
from polyonym.tests.conftest import Runner
from polyonym.tests.test_cli import on_terminal

pytestmark = pytest.mark.usefixtures("bundled")


def test_tag_counts_in_a_plain_text_file_as_an_editor_shows_it(run: Runner, tmp_path: Path) -> None:
    text = "Home | News | Contact | Log in\n\nThe rector of LNTU in Минск\n\n  18.05.2025\nSun Wei met\u00a0БГУИР.\n"
    (tmp_path / "a.txt").write_bytes(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    mentions = run("tag", tmp_path / "a.txt", "--json").rows[0]["mentions"]
    assert {"LNTU", "Минск", "Sun Wei", "БГУИР"} <= {each["surface"] for each in mentions}
    assert all(text[each["start"] : each["end"]] == each["surface"] for each in mentions)
    assert not any("field" in each for each in mentions)


def test_tag_counts_in_title_and_text_of_a_row(run: Runner, tmp_path: Path) -> None:
    row = {"id": "a", "title": "LNTU opens", "text": "  Sun Wei met БГУИР.", "lang": "en"}
    (tmp_path / "a.jsonl").write_text(json.dumps(row) + "\n", "utf-8")
    mentions = run("tag", tmp_path / "a.jsonl", "--json").rows[0]["mentions"]
    assert [(each["surface"], each.get("field")) for each in mentions][:2] == [("LNTU", "title"), ("Sun Wei", None)]
    assert all(row[each.get("field", "text")][each["start"] : each["end"]] == each["surface"] for each in mentions)
    assert " title 0–4 " in run("tag", tmp_path / "a.jsonl").out


def test_tag_tells_roles(run: Runner) -> None:
    found = run("tag", "-", "--json", stdin="Yesterday the rector Sun Wei met guests of LNTU.")
    assert [(each["surface"], each["role"]) for each in found.rows[0]["mentions"] if "role" in each] == [
        ("Sun Wei", "rector")
    ]
    assert "role: rector" in run("tag", "-", "--explain", stdin="Yesterday the rector Sun Wei met guests.").out


def test_a_mention_with_parts_as_a_row_and_for_people() -> None:
    part = Mention(13, 18, "Minsk", EntityKind.PLACE, None, 0.9, "listed", 2)
    mention = Mention(10, 29, "of Minsk University", EntityKind.ORGANIZATION, None, 0.8, "so", 1, None, (part,))
    row = mention_row(mention, 10)
    assert (row["start"], row["end"], row["local"]) == (0, 19, 1)
    assert row["parts"] == [{"start": 3, "end": 8, "surface": "Minsk", "kind": "place", "entity": None, "score": 0.9}]
    found = Tagged(Article("a", "of Minsk University"), "Education\nof Minsk University", 10, [mention])
    lines = [click.unstyle(line) for line in told(found, explain=True)]
    assert lines[0].split() == [
        "1",
        "0–19",
        "0.80",
        "«of",
        "Minsk",
        "University»",
        "→",
        "not",
        "listed",
        "(organization)",
    ]
    assert lines[2].strip() == "in it: «Minsk» → not listed (place)"


def test_names_inside_names(run: Runner) -> None:
    for names in ("longest", "all"):
        assert run("tag", "-", "--names", names, stdin="Minsk").status == 0
    assert run("tag", "-", "--names", "none", stdin="Minsk").status == 2


@pytest.mark.skipif(os.name == "nt", reason="no such terminals there")
def test_marks_have_the_colour_of_their_kind_on_a_terminal(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("Professor Xaver Quandt of LNTU came to Minsk.", "utf-8")
    shown = on_terminal("tag", "--explain", str(file))
    assert click.style("⟦LNTU⟧", fg="yellow", bold=True) in shown
    assert click.style("⟦Xaver Quandt⟧", fg="green", dim=True, underline=True) in shown
    plain = on_terminal("tag", "--explain", str(file), NO_COLOR="1")
    assert "\x1b[" not in plain
    assert "⟦LNTU⟧[3]" in plain


@pytest.mark.parametrize(
    "arguments",
    [
        ("tag", "FILE", "--output", "rows.jsonl"),
        ("tag", "FILE", "--input", "FILE"),
        ("tag", "--input", "FILE", "--explain"),
        ("tag", "FILE", "--lang", "russian"),
        ("resolve", "LNTU", "--input", "FILE"),
        ("search", "LNTU", "--output", "rows.jsonl"),
        ("compare", "a", "b", "--input", "FILE"),
    ],
)
def test_what_would_be_ignored_is_refused(run: Runner, tmp_path: Path, arguments: tuple[str, ...]) -> None:
    file = tmp_path / "a.txt"
    file.write_text("LNTU", "utf-8")
    result = run(*(str(file) if each == "FILE" else each for each in arguments))
    assert result.status == 2
    assert result.sentence


def test_tag_goes_on_behind_a_file_that_it_cant_read(run: Runner, tmp_path: Path) -> None:
    bad, good = tmp_path / "a.txt", tmp_path / "b.txt"
    bad.write_bytes(b"caf\xe9 \xff\xfe\x00\x81")
    good.write_text("LNTU and BNTU signed.", "utf-8")
    result = run("tag", str(bad), str(good))
    assert result.status == 1
    assert "a.txt" in result.err
    assert "org:lntu" in result.out
