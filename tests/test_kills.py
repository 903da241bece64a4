"""Killed at any instant, a home shows the old state or the new one, whole."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

KILLS, SEED = 200, 20260


@pytest.mark.skipif(os.name != "posix", reason="only POSIX systems can copy a process and end it with SIGKILL")
def test_two_hundred_kills(tmp_path: Path) -> None:
    program = [sys.executable, "-m", "polyonym.tests.killing", str(tmp_path), str(KILLS), str(SEED)]
    done = subprocess.run(program, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"seed {SEED}: {done.stderr}"
    landed = json.loads(done.stdout)
    assert sum(map(sum, landed.values())) == KILLS
    changed = [landed[name] for name in ("import", "add", "remove", "edit", "undo")]
    for which, name in enumerate(("old", "new")):
        assert sum(each[which] for each in changed) > KILLS // 20, f"seed {SEED}: hardly one left the {name} state"
