"""One peer at its work, in the Python that has it installed: `python bench/peer.py NAME NAMES TEXTS`.

NAMES and TEXTS are files of one JSON string a line.  Prints as JSON the seconds until it is ready, those for all
texts (by the clock, and of CPU), how many names it found, and the process's peak in MB.  It knows nothing of Polyonym.
"""

from __future__ import annotations

import importlib
import json
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

Finder = Callable[[list[str]], int]


def flashtext(names: Iterable[str]) -> Finder:
    """FlashText: a trie of characters, words as they stand."""
    processor: Any = importlib.import_module("flashtext").KeywordProcessor(case_sensitive=True)
    for name in names:
        processor.add_keyword(name)
    return lambda texts: sum(len(processor.extract_keywords(text)) for text in texts)


def spacy(names: Iterable[str]) -> Finder:
    """spaCy's PhraseMatcher over the tokens of its language-neutral pipeline; of overlapping names the longest."""
    language: Any = importlib.import_module("spacy").blank("xx")
    matcher: Any = importlib.import_module("spacy.matcher").PhraseMatcher(language.vocab)
    longest: Any = importlib.import_module("spacy.util").filter_spans
    matcher.add("NAME", list(language.tokenizer.pipe(names)))
    return lambda texts: sum(len(longest(matcher(doc, as_spans=True))) for doc in language.tokenizer.pipe(texts))


PEERS: dict[str, Callable[[Iterable[str]], Finder]] = {"spacy": spacy, "flashtext": flashtext}


def lines(path: str) -> list[str]:
    """The strings of a file."""
    return [json.loads(line) for line in Path(path).read_text("utf-8").splitlines()]


def peak() -> float:
    """The largest memory of this process so far in MB; nan where the system doesn't say."""
    status = Path("/proc/self/status")
    shown = status.read_text("ascii").splitlines() if status.is_file() else []
    return next((int(line.split()[1]) * 1024 / 1e6 for line in shown if line.startswith("VmHWM:")), float("nan"))


def main(peer: str, names: str, texts: str) -> None:
    """Measure one peer."""
    given, start = lines(names), time.perf_counter()
    find = PEERS[peer](given)
    ready = time.perf_counter() - start
    read = lines(texts)
    cpu, start = time.process_time(), time.perf_counter()
    found = find(read)
    took = time.perf_counter() - start
    told = {"ready": ready, "seconds": took, "cpu": time.process_time() - cpu, "found": found, "memory": peak()}
    print(json.dumps(told))


if __name__ == "__main__":
    main(*sys.argv[1:])
