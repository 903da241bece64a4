"""The command line's forms, as CONTRACT.md fixes them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import click
import pytest
from polyonym.cli import polyonym
from polyonym.tests.conftest import Runner

pytestmark = pytest.mark.usefixtures("bundled")

DOCS = Path(__file__).resolve().parents[1] / "docs"
HEAVY = ("trafilatura", "tantivy", "whoosh", "rich", "langdetect", "py3langid", "ftfy", "lxml")


def commands(group: click.Group = polyonym, before: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """Every command as the words that are typed for it."""
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        yield (*before, name)
        if isinstance(command, click.Group):
            yield from commands(command, (*before, name))


ALL = list(commands())


def command_of(words: tuple[str, ...]) -> click.Command:
    """The command that is typed so."""
    command: click.Command = polyonym
    for word in words:
        assert isinstance(command, click.Group)
        found = command.get_command(click.Context(command), word)
        assert found is not None
        command = found
    return command


def test_the_commands_of_the_contract_are_there() -> None:
    first = {"demo", "index", "search", "resolve", "compare", "tag", "aliases", "remove", "info", "verify"}
    assert {words[0] for words in ALL} == first
    inner = "add apply combine contested diff distinguish edit export find history import lint merge propose recover"
    inner += " reject remove review show split stats undo"
    assert " ".join(sorted(words[1] for words in ALL if len(words) == 2)) == inner


@pytest.mark.parametrize("words", ALL, ids=" ".join)
def test_every_command_has_help_with_an_example(run: Runner, words: tuple[str, ...]) -> None:
    shown = run(*words, "--help")
    assert shown.status == 0
    assert f"Example:\n    polyonym {' '.join(words)}" in shown.out or words == ("aliases",)
    assert "Example:" in shown.out
    bare = [each.opts for each in command_of(words).params if isinstance(each, click.Option) and not each.help]
    assert not bare


@pytest.mark.parametrize("words", ALL, ids=" ".join)
def test_every_command_and_option_is_in_the_manual(words: tuple[str, ...]) -> None:
    manual = (DOCS / "command-line.md").read_text("utf-8")
    heading = f"## polyonym {' '.join(words)}\n"
    assert heading in manual
    section = manual.split(heading)[1].split("\n## ")[0]
    shared = {"--home", "--json", "--input", "--output"}
    for option in command_of(words).params:
        if isinstance(option, click.Option) and not shared & set(option.opts):
            assert f"`{option.opts[0]}" in section, option.opts


@pytest.mark.parametrize("words", [w for w in ALL if w != ("aliases",)], ids=" ".join)
def test_every_command_speaks_json(run: Runner, words: tuple[str, ...]) -> None:
    assert "--json" in run(*words, "--help").out


def test_resolve(run: Runner) -> None:
    row = run("resolve", "LNTU", "--json").rows[0]
    assert set(row) == {"q", "decision", "matches"}
    assert (row["q"], row["decision"]) == ("LNTU", "org:lntu")
    assert set(row["matches"][0]) == {"id", "name", "kind", "score", "alias", "reason"}
    shown = run("resolve", "LNTU", "辽宁工程技术大学", "--explain", "--limit", 1)
    assert shown.status == 0
    assert shown.out.count("→") == 2
    assert "[org:lntu]" in shown.out


def test_resolve_narrowed(run: Runner) -> None:
    assert run("resolve", "LNTU", "--kind", "person", "--json").rows[0]["decision"] != "org:lntu"
    context = ("--context", "Liaoning Technical University", "--country", "cn")
    assert run("resolve", "Ton Vi", *context, "--json").rows[0]["decision"] == "person:sun-wei-lntu"


def test_resolve_that_finds_nothing(run: Runner) -> None:
    shown = run("resolve", "!!!")
    assert shown.status == 1
    assert "nothing is called so" in shown.out


def test_compare(run: Runner) -> None:
    same = run("compare", "Николайчик Юрий", "Nikalaichyk Yury", "--kind", "person", "--json")
    assert same.status == 0
    assert set(same.rows[0]) == {"score", "match", "reason"}
    assert same.rows[0]["match"] is True
    other = run("compare", "Sun Wei", "Николайчик Юрий")
    assert other.status == 1
    assert other.out.startswith("not the same (0.")


def test_tag(run: Runner, tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("A seminar\n\nThe rector of БГУИР met LNTU.\n", "utf-8")
    row = run("tag", file, "--json").rows[0]
    assert row["id"] == "a.txt"
    assert set(row["mentions"][0]) >= {"start", "end", "surface", "kind", "entity", "score", "reason"}
    shown = run("tag", "-", "--kind", "organization", "--explain", stdin="The rector of БГУИР met LNTU.")
    assert "⟦БГУИР⟧[1] met ⟦LNTU⟧[2]" in shown.out
    assert run("tag", "-", stdin="Zzz zzz zzz.\n").status == 1


def test_tag_offsets_are_characters_of_the_text(run: Runner) -> None:
    text = "\U0001f600 \u200b БГУИР und LNTU, 辽宁工程技术大学"
    row = run("tag", "--input", "-", stdin=json.dumps({"id": 7, "text": text, "lang": "de"})).rows[0]
    assert row["id"] == 7
    for mention in row["mentions"]:
        assert text[mention["start"] : mention["end"]] == mention["surface"]
    assert {"org:bsuir", "org:lntu"} <= {mention["entity"] for mention in row["mentions"]}


def test_search(run: Runner, news_home: Path) -> None:
    row = run("--home", news_home, "search", "БГУИР", "--json", "--facets").rows[0]
    assert set(row) >= {"total", "hits", "facets"}
    assert set(row["hits"][0]) >= {"id", "title", "score", "lang", "date", "url", "entities", "snippets"}
    assert row["facets"]["lang"]["be"] == 1
    shown = run("search", "БГУИР", "--home", news_home, "--explain", "--limit", 1)
    assert "«БГУИР» is Belarusian State University of Informatics and Radioelectronics [org:bsuir]" in shown.out
    assert "⟦" in shown.out
    assert "score" in shown.out


@pytest.mark.parametrize(
    ("options", "ids"),
    [
        (["--lang", "be"], {"be-open-day"}),
        (["--exact"], {"ru-olympiad"}),
        (["--until", "2025-03-11"], {"en-radio-club"}),
        (["--since", "2030"], set()),
        (["--offset", "1000"], set()),
    ],
)
def test_search_narrowed(run: Runner, news_home: Path, options: list[str], ids: set[str]) -> None:
    found = run("--home", news_home, "search", "БГУИР", "--json", *options)
    assert {hit["id"] for hit in found.rows[0]["hits"]} == ids


def test_search_in_order_of_date(run: Runner, news_home: Path) -> None:
    rows = run("--home", news_home, "search", "lang:ru", "--sort", "oldest", "--json").rows
    assert [hit["id"] for hit in rows[0]["hits"]] == ["ru-olympiad", "ru-library-visit", "ru-textbook"]


def test_a_query_that_cannot_be_parsed_is_searched_as_words(run: Runner, news_home: Path) -> None:
    shown = run("--home", news_home, "search", '"LNTU')
    assert shown.out.startswith("note: searched as plain words: ")


BATCHES = {
    "resolve": ({"q": "LNTU"}, {"q": 3}, {"q", "decision", "matches"}),
    "compare": ({"a": "Sun Wei", "b": "孙伟"}, {"a": "x"}, {"score", "match", "reason"}),
    "tag": ({"id": "x", "text": "LNTU"}, {"id": "y"}, {"id", "mentions"}),
    "search": ({"q": "LNTU"}, {"q": None}, {"total", "hits", "facets"}),
}


@pytest.mark.parametrize("command", BATCHES)
def test_batch_rows_come_in_order_and_bad_ones_in_their_place(run: Runner, news_home: Path, command: str) -> None:
    good, bad, fields = BATCHES[command]
    lines = [json.dumps(good), json.dumps(bad), "{broken", "", json.dumps([1]), json.dumps(good)]
    done = run("--home", news_home, command, "--input", "-", stdin="\n".join(lines))
    assert done.status == 1
    assert done.err == ""
    assert [set(row) >= fields for row in done.rows] == [True, False, False, False, True]
    assert "line 2: " in done.rows[1]["error"]
    assert "line 3" in done.rows[2]["error"]


@pytest.mark.parametrize("command", BATCHES)
def test_batch_with_files(run: Runner, news_home: Path, tmp_path: Path, command: str) -> None:
    given, written = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    given.write_text(json.dumps(BATCHES[command][0]) + "\n", "utf-8")
    done = run("--home", news_home, command, "--input", given, "--output", written)
    assert (done.status, done.out, done.err) == (0, "", "")
    assert set(json.loads(written.read_text("utf-8"))) >= BATCHES[command][2]


def test_batch_kind_of_a_row_is_checked(run: Runner) -> None:
    assert "kind" in run("resolve", "--input", "-", stdin='{"q": "LNTU", "kind": "town"}').rows[0]["error"]


def piped(*arguments: str, **options: object) -> subprocess.CompletedProcess[bytes]:
    """The command line in a process of its own."""
    environment = {**os.environ, **options.pop("env", {})}  # type: ignore[dict-item]
    words = [sys.executable, "-m", "polyonym", *arguments]
    return subprocess.run(words, capture_output=True, check=False, env=environment, **options)  # type: ignore[call-overload,no-any-return]


def test_output_is_utf8_whatever_the_locale() -> None:
    locale = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "PYTHONIOENCODING": "latin-1"}
    done = piped("resolve", "辽宁工程技术大学", "--json", env=locale)
    assert json.loads(done.stdout.decode("utf-8"))["decision"] == "org:lntu"


@pytest.mark.skipif(os.name == "nt", reason="arguments are never bytes there")
def test_arguments_that_are_not_utf8() -> None:
    done = subprocess.run([sys.executable, "-m", "polyonym", "resolve", b"LN\xffTU", "--json"],
                          capture_output=True, check=False)  # fmt: skip
    assert json.loads(done.stdout.decode("utf-8"))["q"] == "LN\ufffdTU"
    assert done.stderr == b""


def test_lone_surrogates_in_arguments(run: Runner) -> None:
    for command in (("resolve",), ("search",), ("aliases", "find"), ("aliases", "show"), ("compare", "x")):
        done = run(*command, "a\ud800b")
        assert done.status in (0, 1), done.err


def test_a_closed_pipe_is_no_error(news_home: Path) -> None:
    words = [sys.executable, "-m", "polyonym", "aliases", "export"]
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(20) == 0


def test_resolve_imports_nothing_heavy() -> None:
    code = "import sys, polyonym.cli; polyonym.cli.run(['resolve', 'LNTU']); print(*sys.modules, file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)
    loaded = done.stderr.decode().split()
    assert "polyonym.engine.matching.resolve" in loaded
    assert not set(HEAVY) & set(loaded)


def test_no_colour_where_nobody_sees_it(run: Runner) -> None:
    assert "\x1b" not in run("resolve", "LNTU").out


def on_terminal(*arguments: str, **environment: str) -> str:
    """What the command line writes to a terminal."""
    ours, theirs = os.openpty()
    words = [sys.executable, "-m", "polyonym", *arguments]
    settings = {**os.environ, "TERM": "xterm", **environment}
    with subprocess.Popen(words, stdout=theirs, stderr=theirs, env=settings) as process:
        os.close(theirs)
        pieces = []
        with suppress(OSError):  # the end of a terminal's output, on Linux
            while piece := os.read(ours, 65536):
                pieces.append(piece)
        process.wait(20)
    os.close(ours)
    return b"".join(pieces).decode("utf-8")


@pytest.mark.skipif(os.name == "nt", reason="no such terminals there")
def test_colour_on_a_terminal_only_and_never_with_no_color() -> None:
    assert "\x1b[" in on_terminal("resolve", "LNTU")
    assert "\x1b[" not in on_terminal("resolve", "LNTU", NO_COLOR="1")


@pytest.mark.skipif(os.name == "nt", reason="no such terminals there")
def test_progress_is_shown_on_a_terminal(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("LNTU opened a workshop.", "utf-8")
    shown = on_terminal("--home", str(tmp_path / "home"), "index", str(file))
    assert "1 articles" in shown
    assert "1 article indexed" in shown


def test_control_characters_stay_out_of_the_terminal(run: Runner) -> None:
    assert "\x1b" not in run("resolve", "LN\x1b[31mTU").out


def test_wrong_use_is_one_sentence_and_status_2(run: Runner) -> None:
    for words in (("serch",), ("resolve",), ("compare", "a"), ("tag",), ("search",), ("index",), ("resolve", "--x"),
                  ("search", "a", "--limit", "x"), ("resolve", "a", "--kind", "town"), ("search", "a", "--since", "x"),
                  ("aliases", "undo", "999"), ("aliases", "add", "org:none", "x")):  # fmt: skip
        done = run(*words)
        assert done.status == 2, words
        assert done.sentence


def test_the_version(run: Runner) -> None:
    assert run("--version").out.startswith("polyonym, version ")
