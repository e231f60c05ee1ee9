"""What this terminal, this home and this host can do, and what is used instead."""

from __future__ import annotations

import asyncio
import fcntl
import json
import os
import sys
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from gdtui.progress.model import NotSaved
from gdtui.progress.places import database_path
from gdtui.runner.child.protection import guard_app
from gdtui.runner.layers import LAYERS, in_force
from gdtui.runner.limits import Limits, in_words, memory_left
from gdtui.runner.runner import LEAST_MEMORY
from gdtui.ui.glyphs import plain

LEAST, GOOD = (60, 20), (80, 24)
"""Columns and rows: below the first the lesson says what it needs, from the second it has room."""
LEAST_SPACE = 20 * 2**20
"""Bytes: several times what one learner's progress takes."""
NETWORK = {
    "9p", "afs", "beegfs", "ceph", "cifs", "fuse.sshfs", "glusterfs", "gpfs", "lustre", "nfs",
    "nfs4", "smb3", "smbfs",
}  # fmt: skip


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at; ``instead`` says what is done where it is not fit."""

    area: str
    name: str
    fit: bool
    found: str
    instead: str = ""


def examine(profile: str, limits: Limits, ascii: bool) -> tuple[Finding, ...]:
    """Everything that can be looked at from here; takes a tenth of a second."""
    return (*terminal(os.environ, ascii), *home(profile), *host(limits), *layers(limits))


def tell(findings: tuple[Finding, ...], *, as_json: bool, ascii: bool) -> bool:
    """Print the findings; whether all are fit."""
    fit = all(finding.fit for finding in findings)
    if as_json:
        print(json.dumps({"fit": fit, "findings": [*map(asdict, findings)]}, ensure_ascii=False))
        return fit
    width = max(len(finding.name) for finding in findings)
    area = ""
    for finding in findings:
        if finding.area != area:
            area = finding.area
            print(area)
        line = f"  {'ok' if finding.fit else 'no'}  {finding.name:<{width}}  {finding.found}"
        line += f": {finding.instead}" if finding.instead else ""
        print(plain(line) if ascii else line)
    missing = sum(not finding.fit for finding in findings)
    print(f"{missing} missing; what is said there is used instead." if missing else "All is fit.")
    return fit


def terminal(env: Mapping[str, str], ascii: bool) -> Iterator[Finding]:
    """Size, colour and signs."""
    area = "Terminal"
    size = next(filter(None, map(_size, (1, 2, 0))), None)
    if size is None:
        instead = "gdtui run, check, progress and export need none"
        yield Finding(area, "size", False, "no terminal here", instead)
    else:
        found = f"{size[0]}×{size[1]}"
        small = size[0] < LEAST[0] or size[1] < LEAST[1]
        tight = size[0] < GOOD[0] or size[1] < GOOD[1]
        needs = f"the lesson needs {LEAST[0]}×{LEAST[1]}; make the window larger"
        room = f"fewer things at once; {GOOD[0]}×{GOOD[1]} has room"
        yield Finding(area, "size", not small, found, needs if small else room if tight else "")
    dumb = env.get("TERM", "dumb") in ("dumb", "unknown", "")
    named = f"TERM={env.get('TERM', '')}"
    yield Finding(area, "screen", not dumb, named, "set TERM to what it is" if dumb else "")
    yield Finding(area, "colour", True, *_colour(env))
    if ascii:
        yield Finding(area, "signs", False, "no Unicode", "drawn with ASCII characters")
    else:
        yield Finding(area, "signs", True, "Unicode")


def _size(fd: int) -> tuple[int, int] | None:
    try:
        return os.get_terminal_size(fd)
    except OSError:
        return None


def _colour(env: Mapping[str, str]) -> tuple[str, str]:
    """What there is, and what is done with it."""
    if env.get("NO_COLOR"):
        return "none, as NO_COLOR asks", "nothing is told by colour alone"
    if env.get("COLORTERM") in ("truecolor", "24bit"):
        return "16 million", ""
    if "256color" in env.get("TERM", ""):
        return "256", "the nearest of them"
    return "16", "the nearest of them"


def home(profile: str) -> Iterator[Finding]:
    """Whether progress can be kept."""
    area = "Home"
    try:
        folder = database_path(profile).parent
    except NotSaved as problem:
        yield Finding(area, "progress", False, "no home directory", str(problem))
        return
    there = next(path for path in (folder, *folder.parents) if path.is_dir())
    why = _written(there)
    instead = f"the lesson plays on and saves nothing ({why})" if why else ""
    yield Finding(area, "progress", not why, str(folder), instead)
    status = os.statvfs(there)
    free = status.f_bavail * status.f_frsize
    little = "make room: when it is full, nothing is saved" if free < LEAST_SPACE else ""
    yield Finding(area, "space", free >= LEAST_SPACE, f"{in_words(free)} left", little)
    kind = _file_system(there)
    network = kind in NETWORK
    one = "use one host at a time" if network else ""
    yield Finding(area, "disk", True, f"{kind or 'unknown'}{', on the network' * network}", one)


def _written(folder: Path) -> str:
    """Why no file can be written, locked and synced here; empty when it can."""
    try:
        with tempfile.TemporaryFile(dir=folder) as file:
            file.write(b"x")
            file.flush()
            os.fsync(file.fileno())
            fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as problem:
        return problem.strerror or str(problem)
    return ""


def _file_system(folder: Path) -> str:
    """The kind of file system that a folder lies on, as the kernel names it."""
    try:
        lines = Path("/proc/self/mounts").read_text(errors="replace").splitlines()
    except OSError:
        return ""
    mounts = [(Path(fields[1]), fields[2]) for line in lines if len(fields := line.split()) > 2]
    over = [(at, kind) for at, kind in mounts if folder.resolve().is_relative_to(at)]
    # Of several at one place, the last covers the others.
    longest = max((len(at.parts) for at, _ in over), default=0)
    return next((kind for at, kind in reversed(over) if len(at.parts) == longest), "")


def host(limits: Limits) -> Iterator[Finding]:
    """What programs get here."""
    area = "Host"
    cores = len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1
    yield Finding(area, "cores", True, str(cores))
    left = memory_left()
    found = "unknown" if left == float("inf") else f"{in_words(int(left))} left"
    short = "no process waits for Run: it starts later" if left < LEAST_MEMORY else ""
    yield Finding(area, "memory", not short, found, short)
    allowed = limits.as_allowed()
    found = (
        f"{allowed.cpu_seconds:g} s of computing, {allowed.wall_seconds:g} s by the clock, "
        f"{in_words(allowed.memory_bytes)}, {in_words(allowed.output_bytes)} of output"
    )
    lower = allowed != limits
    yield Finding(area, "limits", not lower, found, "all that this host allows" if lower else "")


def layers(limits: Limits) -> Iterator[Finding]:
    """What keeps a program within bounds, each tried out."""
    area = "Programs"
    _, orphans = guard_app()
    held = asyncio.run(in_force(limits))
    for layer in LAYERS:
        fit = held[layer.name]
        yield Finding(area, layer.name, fit, layer.does, "" if fit else layer.without)
    lost = "" if orphans else "what leaves its parent and its group is not found"
    yield Finding(area, "orphans", orphans, "what it detaches is ended with it", lost)
