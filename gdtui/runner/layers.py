"""The layers around a learner's program: what each is for, and which are in force on this host."""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import aclosing
from dataclasses import dataclass
from pathlib import Path

from gdtui.runner.events import Printed
from gdtui.runner.limits import Limits
from gdtui.runner.runner import Runner

_TRIAL = Path(__file__).parent / "child" / "trial.py"


@dataclass(frozen=True)
class Layer:
    """One layer: what it does, and what can happen, or what is used instead, without it."""

    name: str
    does: str
    without: str


LAYERS = (
    Layer("session", "its own session and process group", "a stop may miss what it started"),
    Layer(
        "end", "ended by the kernel when gdtui ends",
        "a thread at the end of a pipe sees to it, later while C code computes",
    ),
    Layer("time", "a limit on computing", "only the limit by the clock stops it"),
    Layer("memory", "a limit on memory", "it can fill the memory of this host"),
    Layer(
        "processes", "no new process and no thread",
        "it can start others, and use as much again in each",
    ),
    Layer("privileges", "no rights by a file's owner", "it can start programs that become root"),
    Layer("priority", "low priority", "it slows down the others on this host"),
    Layer("directory", "an empty directory as its home", "it starts among other files"),
    Layer(
        "files", "writes in its own directory alone",
        "it can write and delete whatever you can",
    ),
    Layer("terminal", "opens no terminal", "it can write on your screen and take your keys"),
    Layer("network", "no TCP connection", "it can reach the network"),
    Layer("signals", "no signal to others", "it can stop gdtui and your other programs"),
    Layer("parent", "no look into gdtui's memory", "it can change what gdtui holds and judges"),
)  # fmt: skip


async def in_force(limits: Limits | None = None) -> Mapping[str, bool]:
    """Which layers hold, by name: a throw-away program tries to do what each forbids."""
    printed = ""
    runner = Runner(limits)
    async with aclosing(runner.run(_TRIAL.read_text(encoding="utf-8"), _TRIAL.name)) as batches:
        async for batch in batches:
            printed += "".join(event.text for event in batch if isinstance(event, Printed))
    try:
        held = json.loads(printed)
    except ValueError:  # it could not be started, or died
        held = {}
    return {layer.name: held.get(layer.name) is True for layer in LAYERS}
