"""docs/maintaining-tables.md, played from the first command to the last: what it shows is what comes out."""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path

import pytest
from polyonym.tests.conftest import Runner
from polyonym.tests.console import examples, play

MANUAL = (Path(__file__).resolve().parent.parent / "docs/maintaining-tables.md").read_text("utf-8")


@pytest.mark.skipif(os.name != "posix", reason="the manual's examples are for a POSIX shell")
def test_the_manual_shows_what_comes_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run: Runner) -> None:
    program = tmp_path / "bin" / "polyonym"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m polyonym "$@"\n', "utf-8")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    folder = tmp_path / "desk"
    folder.mkdir()
    monkeypatch.chdir(folder)
    monkeypatch.setenv("PATH", str(program.parent), prepend=os.pathsep)
    monkeypatch.setenv("LOGNAME", "anna")
    monkeypatch.delenv("POLYONYM_HOME")
    played = [f"$ {each.command}\n{play(each, folder, run)}" for each in examples(MANUAL)]
    told = [f"$ {each.command}\n{each.shown}" for each in examples(MANUAL)]
    if target := os.environ.get("POLYONYM_PLAYED"):  # for whoever writes the manual
        Path(target).write_text("\0".join(played), "utf-8")
    assert played == told
