"""Writes engine/language/tables/scripts.txt from the Unicode Character Database.

    python bench/make_scripts.py [FOLDER]

FOLDER holds Scripts.txt and PropertyValueAliases.txt (Debian's `unicode-data` puts them into
/usr/share/unicode). Neighbouring ranges of one script become one line.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "engine" / "language" / "tables" / "scripts.txt"
_RANGE = re.compile(r"^([0-9A-F]+)(?:\.\.([0-9A-F]+))?\s*;\s*(\w+)")


def codes(folder: Path) -> dict[str, str]:
    """Long script name → ISO 15924 code, as PropertyValueAliases.txt gives them."""
    lines = (folder / "PropertyValueAliases.txt").read_text("utf-8").splitlines()
    rows = [[part.strip() for part in line.split(";")] for line in lines if line.startswith("sc ;")]
    return {long.split("#")[0].strip(): code for _, code, long, *_ in rows}


def ranges(folder: Path) -> list[tuple[int, int, str]]:
    """(first, last, code) of every assigned range, sorted, neighbours of one script joined."""
    code = codes(folder)
    found: list[tuple[int, int, str]] = []
    for first, last, name in sorted(_rows(folder / "Scripts.txt")):
        if found and found[-1][1] + 1 == first and found[-1][2] == code[name]:
            found[-1] = (found[-1][0], last, code[name])
        else:
            found.append((first, last, code[name]))
    return found


def _rows(path: Path) -> Iterator[tuple[int, int, str]]:
    for line in path.read_text("utf-8").splitlines():
        if hit := _RANGE.match(line):
            yield int(hit[1], 16), int(hit[2] or hit[1], 16), hit[3]


def main(folder: Path) -> None:
    version = (folder / "Scripts.txt").read_text("utf-8").splitlines()[0].lstrip("# ")
    head = [
        f"# Source: {version} of the Unicode Character Database, written by bench/make_scripts.py.",
        "# © Unicode, Inc.; terms of use: https://www.unicode.org/terms_of_use.html",
        "# A line is: first and last code point (hexadecimal), ISO 15924 code of the script.",
    ]
    body = [f"{first:X} {last:X} {code}" for first, last, code in ranges(folder)]
    TARGET.write_text("\n".join([*head, *body]) + "\n", "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path("/usr/share/unicode"))
