"""Articles from files: formats, furniture, dates, and every kind of bad input."""

from __future__ import annotations

import datetime
import gzip
import io
import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from polyonym.base.errors import InputError
from polyonym.engine.reading.article import Article, shortened
from polyonym.engine.reading.dates import find_date
from polyonym.engine.reading.furniture import is_furniture
from polyonym.engine.reading.html import decoded, html_page
from polyonym.engine.reading.markdown import markdown_page
from polyonym.engine.reading.plain import plain_page
from polyonym.engine.reading.read import read

_TABLE = Path(__file__).parent / "cases" / "dates.jsonl"
DATES = [json.loads(line) for line in _TABLE.read_text("utf-8").splitlines()]
REAL = Path(__file__).parents[2] / "shared" / "articles"
PARAGRAPH = "The delegation of the university came to the city and talked about programmes of both sides. "


@pytest.mark.parametrize("case", DATES, ids=lambda case: case["text"][:24])
def test_date(case: dict[str, str]) -> None:
    found = find_date(case["text"])
    assert (found.isoformat() if found else None) == case["date"]


def test_language_decides_a_month_that_two_name_differently() -> None:
    assert find_date("26 listopada 2025", lang="hr") == datetime.date(2025, 10, 26)


@pytest.mark.skipif(not REAL.is_dir(), reason="the five articles are not here")
def test_the_five_articles() -> None:
    articles = list(read(REAL))
    day = datetime.date
    assert [a.date for a in articles] == [
        day(2025, 11, 26), day(2025, 3, 27), day(2024, 5, 27), None, day(2025, 12, 3),
    ]  # fmt: skip
    titles = [a.title or "" for a in articles]
    assert titles[0].startswith("Delegation from Belarusian")
    assert titles[0].endswith("and Exchange")
    assert titles[1] == "The Institute of Vocational Education of Belarus visited the University"
    assert titles[2] == "Members of China-Belarus University Alliance Got Together in DUT"
    assert titles[3].startswith("A 15-member delegation")
    assert titles[3].endswith("…")
    assert len(titles[3]) <= 101
    assert titles[4].endswith("Liaoning University of Engineering and Technology - China")
    shown = "\n".join(a.text for a in articles)
    for furniture in ("用户登录", ".png", "Click", "0 rating", "logged", "Time:", "Date:", "\nNews\n"):
        assert furniture not in shown


@pytest.mark.parametrize(
    "line",
    [
        "../../images/x.png",
        "News",
        "Time:2025-03-27 14:50:38 Click:",
        "用户登录",
        "首页 > 新闻中心 > 正文动态 > 国际",
        "Total notes of this article: 0 in 0 rating",
        "Tổng số điểm của bài viết là: 0 trong 0 đánh giá",
        "* * *",
        "Просмотров: 125",
        "Главная | Новости | Контакты",
        "发布时间：2025-11-26 点击数：12",
        "Галоўная / Навіны",
        "Facebook",
        "Жарияланған күні: 26.11.2025",
        "Thứ tư - 03/12/2025 16:19",
    ],
)
def test_furniture(line: str) -> None:
    assert is_furniture(line)


@pytest.mark.parametrize(
    "line",
    [
        "Speech by Qiu Fuming",
        "News of the university reached the city",
        "On November 2 they met.",
        "2025",
        "The meeting took place on November 26, 2025.",
        "清华大学",
        "Time is money",
    ],
)
def test_no_furniture(line: str) -> None:
    assert not is_furniture(line)


def test_menu_above_the_title_is_left_out() -> None:
    text = "Home\nStaff\nOur departments\nResearch\nLibrary\nA delegation came to the university\n\n" + PARAGRAPH * 3
    page = plain_page(text)
    assert page.title == "A delegation came to the university"
    assert page.text == (PARAGRAPH * 3).strip()


def test_text_of_one_line_is_title_and_body() -> None:
    assert (plain_page("Rector visits Minsk").title, plain_page("Rector visits Minsk").text) == (
        "Rector visits Minsk", "Rector visits Minsk",
    )  # fmt: skip


def test_shortened_ends_at_a_word() -> None:
    assert shortened("One. Two.") == "One."
    assert shortened("word " * 40) == "word " * 19 + "word…"
    assert len(shortened("字" * 300)) == 101


def test_markdown() -> None:
    page = markdown_page(
        "---\ntitle: 'LNTU and QUI'\ndate: 2025-11-26\nlang: en\n---\n"
        "# Heading\n\nA **bold** [link](http://x.y) ![i](a.png)\n\n- item\n"
    )
    assert (page.title, page.lang, page.date) == ("LNTU and QUI", "en", datetime.date(2025, 11, 26))
    assert page.text == "Heading\n\nA bold link\n\nitem"
    assert markdown_page("Intro\n\n# The title\n\ntext_with_marks here").title == "The title"


HTML = (
    "<!doctype html><html><head><title>Visit | Example</title>"
    "<meta property='og:site_name' content='Example U'>"
    "</head><body><nav><a>Home</a></nav><h1>Visit of the delegation</h1><p>Wednesday - 03/12/2025 16:19</p>"
    "{}<footer>Copyright</footer></body></html>"
)


@pytest.mark.parametrize("times", [1, 12])
def test_html(times: int) -> None:
    body = "".join(f"<p>{number}: {PARAGRAPH}</p>" for number in range(times))
    page = html_page(HTML.format(body))
    assert (page.title, page.date) == ("Visit of the delegation", datetime.date(2025, 12, 3))
    assert page.text.splitlines() == [f"{number}: {PARAGRAPH}".strip() for number in range(times)]
    assert page.source == "Example U"


@pytest.mark.parametrize("encoding", ["gbk", "utf-8-sig", "utf-16"])
def test_html_encoding(encoding: str) -> None:
    named = "gb2312" if encoding == "gbk" else encoding.removesuffix("-sig")
    meta = f'<meta http-equiv=Content-Type content="text/html; charset={named}">'
    markup = f"<html>{meta}<h1>辽宁工程技术大学</h1></html>"
    assert "辽宁工程技术大学" in decoded(markup.encode(encoding))


Gather = Callable[..., tuple[list[Article], list[InputError]]]


@pytest.fixture
def gather() -> Gather:
    def gathered(*paths: str | Path) -> tuple[list[Article], list[InputError]]:
        errors: list[InputError] = []
        return list(read(*paths, on_error=errors.append)), errors

    return gathered


def test_folder_is_read_sorted_with_relative_ids(tmp_path: Path, gather: Gather) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / ".hidden").mkdir()
    for name in ("b/two.txt", "a.md", ".secret.txt", ".hidden/x.txt", "picture.png"):
        (tmp_path / name).write_text(f"Title {name}\n\nBody", "utf-8")
    articles, errors = gather(tmp_path)
    assert ([a.id for a in articles], errors) == (["a.md", "b/two.txt"], [])
    assert [a.id for a in gather(tmp_path / "b" / "two.txt")[0]] == ["two.txt"]


def test_rows_keep_their_text(tmp_path: Path, gather: Gather) -> None:
    text = "  News\n用户登录\r\n\n\n x "
    file = tmp_path / "rows.jsonl.gz"
    row = {"id": 7, "text": text, "title": "", "date": "2025-11-26", "lang": "en", "url": "http://x.y"}
    file.write_bytes(gzip.compress(json.dumps(row).encode()))
    assert gather(file)[0] == [Article("7", text, None, "en", datetime.date(2025, 11, 26), "http://x.y")]


@pytest.mark.parametrize(("name", "mark"), [("x.csv", ","), ("x.csv", ";"), ("x.tsv", "\t")])
def test_csv(tmp_path: Path, gather: Gather, name: str, mark: str) -> None:
    big = "long, word; " * 20_000
    lines = [mark.join(["id", "Title", "text"]), mark.join(["1", "T", f'"{big}\nsecond ""line"""']), "2", ""]
    (tmp_path / name).write_text("\n".join(lines), "utf-8")
    articles, errors = gather(tmp_path / name)
    assert articles == [Article("1", f'{big}\nsecond "line"', "T")]
    assert [(e.line, "1 fields" in e.message) for e in errors] == [(4, True)]


def test_standard_input(monkeypatch: pytest.MonkeyPatch, gather: Gather) -> None:
    class Stdin:
        buffer = io.BufferedReader(io.BytesIO(b'{"id": "a", "text": "b"}\n'))

    monkeypatch.setattr(sys, "stdin", Stdin)
    assert gather("-")[0] == [Article("a", "b")]


def test_broken_row_is_reported_and_the_rest_is_read(tmp_path: Path, gather: Gather) -> None:
    file = tmp_path / "ten.jsonl"
    rows = [json.dumps({"id": str(n), "text": "t"}) for n in range(1, 11)]
    file.write_text("\n".join([*rows[:6], '{"id": ', *rows[7:]]), "utf-8")
    articles, errors = gather(file)
    assert len(articles) == 9
    assert [(e.file, e.line) for e in errors] == [(str(file), 7)]
    with pytest.raises(InputError, match="line 7"):
        list(read(file))


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ({"text": "t"}, "id"),
        ({"id": "", "text": "t"}, "id"),
        ({"id": ["x"], "text": "t"}, "id"),
        ({"id": "a"}, "text"),
        ({"id": "a", "text": 5}, "text"),
        ({"id": "a", "text": "t", "title": 5}, "title"),
    ],
)
def test_bad_row(tmp_path: Path, gather: Gather, row: dict[str, object], said: str) -> None:
    (tmp_path / "x.jsonl").write_text(json.dumps(row), "utf-8")
    articles, errors = gather(tmp_path)
    assert not articles
    assert [said in e.message for e in errors] == [True]


def test_bad_date_is_reported_and_the_article_kept(tmp_path: Path, gather: Gather) -> None:
    (tmp_path / "x.jsonl").write_text('{"id": "a", "text": "t", "date": "someday"}', "utf-8")
    articles, errors = gather(tmp_path)
    assert (articles, [e.line for e in errors]) == ([Article("a", "t")], [1])


def test_later_row_of_an_id_is_reported(tmp_path: Path, gather: Gather) -> None:
    (tmp_path / "x.jsonl").write_text('{"id": "a", "text": "1"}\n{"id": "a", "text": "2"}\n', "utf-8")
    articles, errors = gather(tmp_path)
    assert ([a.text for a in articles], [e.line for e in errors]) == (["1", "2"], [2])


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("x.txt", b"", "empty"),
        ("x.jsonl", b"", "empty"),
        ("x.html", b" ", "empty"),
        ("x.txt", b"News\n", "no text"),
        ("x.txt", b"\x89PNG\r\n\x1a\n\0", "not text"),
        ("x.html", b"\0\1\2", "not text"),
        ("x.txt", "Минск".encode("cp1251"), "UTF-8"),
        ("x.csv", b"name,body\n1,2\n", "header"),
        ("x.jsonl.gz", gzip.compress(b'{"id": "a"}' * 99, mtime=0)[:-9], "damaged"),
    ],
)
def test_file_that_cannot_be_used(tmp_path: Path, gather: Gather, name: str, content: bytes, said: str) -> None:
    (tmp_path / name).write_bytes(content)
    (tmp_path / "z.txt").write_text("Good\n\nBody", "utf-8")
    articles, errors = gather(tmp_path)
    assert [a.id for a in articles] == ["z.txt"]
    assert any(said in e.message and e.file == str(tmp_path / name) for e in errors)


def test_missing_file_and_folder_without_articles(tmp_path: Path, gather: Gather) -> None:
    articles, errors = gather(tmp_path / "no.txt", tmp_path)
    assert not articles
    assert ["no such file" in errors[0].message, "no articles" in errors[1].message] == [True, True]


def test_line_of_fifty_megabytes(tmp_path: Path, gather: Gather) -> None:
    file = tmp_path / "big.jsonl"
    with file.open("w", encoding="utf-8") as handle:
        handle.write('{"id": "a", "text": "' + "word " * 10_000_000 + '"}\n{"id": "b", "text": "t"}\n')
    articles, errors = gather(file)
    assert ([a.id for a in articles], errors) == (["a", "b"], [])


MARKS = ("`", "*", "_", "[", "(", "!", "#", ">", "~", "|", " ", "=", "-", "<", "![", "<http://", "# ", "<!--")


@pytest.mark.parametrize("mark", MARKS)
@pytest.mark.parametrize("before", ["x ", "", "# x", "---\ntitle: x"])
def test_markdown_of_one_mark(mark: str, before: str) -> None:
    markdown_page(before + mark * (200_000 // len(mark)) + "x")  # quadratic, this takes minutes


def test_markdown_keeps_what_it_gave() -> None:
    page = markdown_page("## C and D ##\n\n``code`` and `more`\n\n### Part #\n\n<http://x.y>\n")
    assert (page.title, page.text) == ("C and D", "code and more\n\nPart\n\nhttp://x.y")
    assert markdown_page("---\ntitle:\nlang: be \n---\nText").lang == "be"
    assert markdown_page("Name #\n======\n\nText").title == "Name #"
