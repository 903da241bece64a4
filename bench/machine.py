"""What was measured on: the machine, how busy it was, and what a process needed."""

from __future__ import annotations

import json
import os
import platform
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from multiprocessing import get_context
from pathlib import Path
from typing import ParamSpec, TypeVar

LAUNCHER = """
import json, os, subprocess, sys, time
start = time.perf_counter()
child = subprocess.Popen(sys.argv[1:], stdout=subprocess.DEVNULL)
_, status, used = os.wait4(child.pid, 0)
took = [time.perf_counter() - start, used.ru_utime + used.ru_stime, used.ru_maxrss]
print(json.dumps([*took, os.waitstatus_to_exitcode(status)]))
"""
"""Linux counts what the parent occupied into the child's peak, so a parent of 10 MB starts it."""
_UNIT = 1 if sys.platform == "darwin" else 1024
_STATUS = Path("/proc/self/status")
_P = ParamSpec("_P")
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Ran:
    """What a process needed, from its start to its end: seconds by the clock and of CPU, largest memory in MB."""

    seconds: float
    cpu: float
    memory: float


def ran(command: Sequence[str], env: Mapping[str, str] | None = None) -> Ran:
    """Run a command with its output thrown away.  RuntimeError unless it exits with 0."""
    launcher = [sys.executable, "-S", "-E", "-c", LAUNCHER, *command]
    done = subprocess.run(launcher, capture_output=True, text=True, check=True, env={**os.environ, **(env or {})})
    seconds, cpu, memory, status = json.loads(done.stdout)
    if status:
        raise RuntimeError(f"{' '.join(command)}: exit {status}\n{done.stderr[-2000:]}")
    return Ran(seconds, cpu, memory * _UNIT / 1e6)


def apart(work: Callable[_P, _T], *args: _P.args, **kwargs: _P.kwargs) -> _T:
    """What `work` returns, done in a new Python process, so that memory and caches are its own."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(work, *args, **kwargs).result()


def peak() -> float:
    """The largest memory of this process so far in MB; nan where the system doesn't say."""
    with suppress(OSError):
        for line in _STATUS.read_text("ascii").splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) * 1024 / 1e6
    return float("nan")


def load() -> str:
    """The load average of the last minute: how many processes wanted a core."""
    return f"{os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else "?"


def today() -> str:
    """The date in UTC."""
    return datetime.now(UTC).date().isoformat()


def machine() -> str:
    """This machine in one line: processor, cores, system, Python, date."""
    cores = os.cpu_count() or 1
    system = f"{platform.system()} {platform.release()}"
    return f"{_processor()}, {cores} cores; {system}; Python {platform.python_version()}; {today()}"


def _processor() -> str:
    with suppress(OSError):
        for line in Path("/proc/cpuinfo").read_text("utf-8").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()


def folder_size(path: Path) -> float:
    """The size in MB of a file, or of all files in a folder."""
    files = [path] if path.is_file() else [each for each in path.rglob("*") if each.is_file()]
    return sum(file.stat().st_size for file in files) / 1e6
