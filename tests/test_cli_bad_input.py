"""Whatever comes in, one sentence or a useful answer comes out, never a traceback."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from polyonym.tests.conftest import Runner

pytestmark = pytest.mark.usefixtures("bundled")

ROW = json.dumps({"id": "a", "text": "LNTU"}) + "\n"


def rows(count: int) -> list[str]:
    """Rows of articles, each with its own id."""
    return [json.dumps({"id": f"a{i}", "text": f"LNTU {i}"}) for i in range(1, count + 1)]


@pytest.mark.parametrize("words", [("index",), ("tag",), ("aliases", "import"), ("resolve", "--input")], ids=" ".join)
def test_a_missing_file(run: Runner, tmp_path: Path, words: tuple[str, ...]) -> None:
    done = run("--home", tmp_path / "home", *words, tmp_path / "nothing.jsonl")
    assert done.status == 2
    assert f"{tmp_path / 'nothing.jsonl'}: there is no such file" in done.sentence
    assert not (tmp_path / "home").exists()


def test_a_folder_without_articles(run: Runner, tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "picture.png").write_bytes(b"\x89PNG")
    done = run("--home", tmp_path / "home", "index", folder)
    assert done.status == 1
    assert f"{folder}: holds no articles" in done.sentence
    assert not (tmp_path / "home").exists()


def test_a_binary_file_beside_a_good_one(run: Runner, tmp_path: Path, small_home: Path) -> None:
    (tmp_path / "bad.txt").write_bytes(b"%PDF-1.4\x00\xff")
    (tmp_path / "good.txt").write_text("LNTU opened a workshop.", "utf-8")
    done = run("--home", small_home, "index", tmp_path / "bad.txt", tmp_path / "good.txt")
    assert done.status == 1
    assert "bad.txt: is not text (it looks like a PDF file)" in done.sentence
    assert done.out.startswith("1 article indexed")


def test_broken_json_in_line_7_of_10(run: Runner, tmp_path: Path, small_home: Path) -> None:
    lines = rows(10)
    lines[6] = lines[6][:-1]
    file = tmp_path / "news.jsonl"
    file.write_text("\n".join(lines), "utf-8")
    done = run("--home", small_home, "index", file)
    assert done.status == 1
    assert f"{file}, line 7: is not JSON" in done.sentence
    assert done.out.startswith("9 articles indexed")
    told = run("--home", small_home, "index", file, "--json").rows[0]
    assert (told["written"], len(told["problems"])) == (9, 1)


def test_more_bad_rows_than_are_told(run: Runner, tmp_path: Path, small_home: Path) -> None:
    file = tmp_path / "news.jsonl"
    file.write_text(ROW + "{\n" * 1030, "utf-8")
    done = run("--home", small_home, "index", file)
    assert done.status == 1
    assert (done.err.count("is not JSON"), "… and 1,010 more" in done.err) == (20, True)
    told = run("--home", small_home, "index", file, "--json").rows[0]
    assert (told["written"], len(told["problems"]), told["problem_count"]) == (1, 20, 1030)


def test_an_id_too_long_for_the_index(run: Runner, tmp_path: Path, small_home: Path) -> None:
    file = tmp_path / "news.jsonl"
    file.write_text(json.dumps({"id": "x" * 1001, "text": "LNTU"}) + "\n" + ROW, "utf-8")
    done = run("--home", small_home, "index", file)
    assert done.status == 1
    assert f'{file}, line 1: "id" has more than 1,000 characters' in done.sentence
    assert done.out.startswith("1 article indexed")


def test_wrong_encoding(run: Runner, tmp_path: Path) -> None:
    file = tmp_path / "koi8.txt"
    file.write_bytes("Новости университета".encode("koi8-r"))
    done = run("--home", tmp_path / "home", "index", file)
    assert done.status == 1
    assert "is not UTF-8" in done.sentence
    assert "save it as UTF-8" in done.sentence


@pytest.mark.parametrize("name", ["a.txt", "a.jsonl", "a.csv", "a.html", "a.md"])
def test_an_empty_file(run: Runner, tmp_path: Path, name: str) -> None:
    (tmp_path / name).touch()
    done = run("--home", tmp_path / "home", "index", tmp_path / name)
    assert done.status == 1
    assert f"{name}: is empty" in done.sentence
    assert done.out == "nothing was indexed\n"


def test_an_empty_batch(run: Runner) -> None:
    done = run("resolve", "--input", "-")
    assert (done.status, done.out, done.err) == (0, "", "")


def test_a_line_of_50_mb(run: Runner, small_home: Path, tmp_path: Path) -> None:
    file = tmp_path / "long.jsonl"
    file.write_text(json.dumps({"id": "long", "text": "x" * 50_000_000}) + "\n" + ROW, "utf-8")
    done = run("--home", small_home, "index", file)
    assert done.status in (0, 1)
    assert "Traceback" not in done.err
    assert run("--home", small_home, "search", "LNTU", "--json").rows[0]["total"] == 1


def test_ids_that_come_again(run: Runner, small_home: Path) -> None:
    done = run("--home", small_home, "index", "-", stdin=ROW + ROW)
    assert done.status == 1
    assert 'standard input, line 2: the id "a" was there before' in done.sentence
    assert run("--home", small_home, "info", "--json").rows[0]["articles"] == 1


def test_a_home_of_a_newer_version(run: Runner, home: Path) -> None:
    (home / "home.json").write_text('{"format": 99, "adapter": "tantivy"}', "utf-8")
    for words in (("search", "LNTU"), ("resolve", "LNTU"), ("info",), ("index", "-")):
        done = run("--home", home, *words, stdin=ROW)
        assert done.status == 3
        assert "newer" in done.sentence


def test_a_broken_marker(run: Runner, home: Path) -> None:
    (home / "home.json").write_text("{", "utf-8")
    done = run("--home", home, "resolve", "LNTU")
    assert done.status == 3
    assert "home.json is damaged" in done.sentence


def cut(file: Path) -> Path:
    """Half of a file."""
    content = file.read_bytes()
    file.write_bytes(content[: len(content) // 2])
    return file


def test_a_truncated_lexicon(run: Runner, home: Path) -> None:
    cut(next((home / "lexicon").glob("*/records.bin")))
    done = run("--home", home, "resolve", "LNTU")
    assert done.status == 3
    assert "records.bin is damaged" in done.sentence
    assert "verify --repair" in done.sentence
    assert run("--home", home, "verify").status == 1
    assert run("--home", home, "verify", "--repair").status == 0
    assert run("--home", home, "resolve", "LNTU").status == 0


def test_a_truncated_index(run: Runner, home: Path) -> None:
    cut(max((home / "index").iterdir(), key=lambda file: file.stat().st_size))
    for words in (("search", "LNTU"), ("index", "-"), ("info",), ("remove", "x")):
        done = run("--home", home, *words, stdin=ROW)
        assert done.status == 3, words
        assert "polyonym index" in done.sentence
    assert run("--home", home, "resolve", "LNTU").status == 0
    assert run("--home", home, "verify").status == 1


def test_a_truncated_table(run: Runner, home: Path) -> None:
    cut(home / "aliases.sqlite")
    shown = run("--home", home, "aliases", "export")
    assert shown.status == 3
    assert "aliases.sqlite" in shown.sentence
    checked = run("--home", home, "verify")
    assert checked.status == 1
    assert "aliases.sqlite" in checked.out


def test_a_table_that_is_gone_or_something_else(run: Runner, home: Path) -> None:
    (home / "aliases.sqlite").write_bytes(b"not a table at all" * 1000)
    assert run("--home", home, "resolve", "LNTU").status == 3
    (home / "aliases.sqlite").unlink()
    done = run("--home", home, "resolve", "LNTU")
    assert done.status == 3
    assert "aliases.sqlite is missing" in done.sentence


def test_a_home_that_is_a_file(run: Runner, tmp_path: Path) -> None:
    (tmp_path / "home").write_text("x", "utf-8")
    for words in (("resolve", "LNTU"), ("index", "-"), ("info",)):
        done = run("--home", tmp_path / "home", *words, stdin=ROW)
        assert done.status == 2
        assert "is a file" in done.sentence


def test_a_home_below_a_file(run: Runner, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", "utf-8")
    done = run("--home", tmp_path / "file" / "home", "index", "-", stdin=ROW)
    assert done.status in (2, 3)
    assert done.sentence


def test_a_home_among_other_files(run: Runner, tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("x", "utf-8")
    done = run("--home", tmp_path, "index", "-", stdin=ROW)
    assert done.status == 2
    assert "has other files in it" in done.sentence


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="permissions don't hold for root")
def test_a_home_that_may_only_be_read(run: Runner, home: Path) -> None:
    folders = [home, *(path for path in home.rglob("*") if path.is_dir())]
    for path in [*home.rglob("*"), home]:
        path.chmod(0o555 if path.is_dir() else 0o444)
    try:
        assert run("--home", home, "resolve", "LNTU").status == 0
        for words in (("index", "-"), ("aliases", "add", "org:lntu", "Coal Academy"), ("remove", "be-lecture")):
            done = run("--home", home, *words, stdin=ROW)
            assert done.status == 3, words
            assert done.sentence
    finally:
        for path in folders:
            path.chmod(0o755)


def test_an_adapter_that_nobody_knows(run: Runner, home: Path) -> None:
    done = run("--home", home, "index", "-", "--adapter", "lucene", stdin=ROW)
    assert done.status == 2
    assert "tantivy" in done.sentence
    (home / "home.json").write_text('{"format": 1, "adapter": "lucene"}', "utf-8")
    done = run("--home", home, "search", "LNTU")
    assert done.status == 2
    assert "lucene" in done.sentence


def test_output_that_cannot_be_written(run: Runner, tmp_path: Path) -> None:
    for words in (("resolve", "--input", "-", "--output"), ("aliases", "export")):
        done = run(*words, tmp_path / "nowhere" / "out.jsonl", stdin='{"q": "LNTU"}')
        assert done.status == 2
        assert "out.jsonl: can't be written" in done.sentence
    done = run("resolve", "--input", "-", "--output", tmp_path, stdin='{"q": "LNTU"}')
    assert done.status == 2
    assert done.sentence


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_a_full_disk() -> None:
    with Path("/dev/full").open("wb") as full:
        words = [sys.executable, "-m", "polyonym", "resolve", "LNTU"]
        done = subprocess.run(words, stdout=full, stderr=subprocess.PIPE, check=False)
    assert done.returncode == 3
    assert done.stderr == b"polyonym: output: No space left on device\n"


HUGE = {
    "letter": "a" * 10_000_000,
    "han": "辽" * 3_000_000,
    "marks": "e" + "\u0301" * 100_000,
    "open": "(" * 10_000,
    "closed": "(" * 10_000 + "a" + ")" * 10_000,
    "quotes": '"' * 10_001,
    "minus": "-" * 10_000 + "a",
    "nul": "a\0b",
    "separators": "\u2028\u2029\x85\r\n",
}


@pytest.mark.parametrize("command", ["resolve", "compare", "search", "tag"])
@pytest.mark.parametrize("name", HUGE)
def test_hostile_text(run: Runner, news_home: Path, command: str, name: str) -> None:
    text = HUGE[name]
    words = {"compare": ("compare", text, "b"), "tag": ("tag", "-")}.get(command, (command, "--", text))
    done = run("--home", news_home, *words, stdin=text if command == "tag" else "")
    assert done.status in (0, 1, 2)
    assert len(done.out) < 100_000
    assert len(done.err) < 1_000
    assert "a bug" not in done.err


@pytest.mark.parametrize("command", ["resolve", "search", "tag"])
def test_hostile_rows(run: Runner, news_home: Path, command: str) -> None:
    given = [json.dumps({"q": text, "text": text, "id": name}) for name, text in HUGE.items() if len(text) < 200_000]
    given += ["[" * 100_000, '{"q": "\\ud800"}']
    done = run("--home", news_home, command, "--input", "-", stdin="\n".join(given))
    assert len(done.rows) == len(given)
    assert "error" in done.rows[-1]
    assert done.status == 1
    assert done.err == ""


@pytest.mark.skipif(os.name != "posix", reason="closes streams as a POSIX shell does")
@pytest.mark.parametrize("closed", [">&-", "<&-", "2>&-", "<&- >&- 2>&-"])
def test_closed_streams_are_no_bug(bundled: Path, closed: str) -> None:
    command = f'"{sys.executable}" -m polyonym aliases stats {closed}'
    done = subprocess.run(["sh", "-c", command], capture_output=True, text=True, check=False)
    assert done.returncode == 0
    assert "bug" not in done.stderr
    assert "Traceback" not in done.stderr
