"""Every layer holds where the kernel has it, and is told to be missing where it has not."""

from __future__ import annotations

import os
import subprocess
import sys
from textwrap import dedent

import pytest

from gdtui.runner.child import protection
from gdtui.runner.child.trial import TRIALS
from gdtui.runner.layers import LAYERS, in_force
from gdtui.runner.limits import Limits

linux = pytest.mark.skipif(sys.platform != "linux", reason="layers of the Linux kernel")
LANDLOCK = {"files", "terminal"}


def test_each_layer_has_its_trial() -> None:
    assert [layer.name for layer in LAYERS] == [trial.__name__ for trial in TRIALS]


@linux
async def test_what_the_kernel_has_holds() -> None:
    held = await in_force()
    version = protection._landlock_version()
    expected = {layer.name for layer in LAYERS}
    if version < 1:
        expected -= LANDLOCK
    if version < protection._TCP_FROM:
        expected -= {"network"}
    assert {name for name, there in held.items() if there} >= expected - {"parent"}


async def test_a_layer_that_is_not_asked_for_is_told() -> None:
    assert (await in_force(Limits(processes=True)))["processes"] is False


async def test_where_nothing_can_be_tried_nothing_is_promised(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("gdtui.runner.process._START", "raise SystemExit(3)")
    assert not any((await in_force()).values())


def attempt(script: str) -> str:
    """What a script prints in a process of its own."""
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run(
        [sys.executable, "-c", dedent(script)], env=env, capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


@linux
def test_a_kernel_that_refuses_the_version_it_tells_is_asked_for_less() -> None:
    script = """
        from gdtui.runner.child import protection
        real, asked = protection._syscall, []
        def refusing(number, *arguments):
            if number == protection._CREATE and arguments[0] is not None:
                asked.append(arguments[1])
                if arguments[1] > 8:
                    return -1
            return real(number, *arguments)
        protection._syscall = refusing
        protection.no_new_privileges()
        held = protection.keep_to_directory()
        try:
            open("/tmp/never", "w")
        except PermissionError:
            print(held, asked[0], asked[-1])
    """
    if protection._landlock_version() < protection._SCOPE_FROM:
        pytest.skip("an old kernel tells of an old version")
    assert attempt(script) == "True 24 8"


@linux
def test_without_any_of_it_nothing_fails() -> None:
    script = """
        from gdtui.runner.child import protection
        protection._syscall = lambda *arguments: -1
        protection._libc = lambda: None
        print(protection.keep_to_directory(), protection.stay_alone(),
              protection.no_new_privileges(), protection.guard_app())
        protection.confine()
        protection.limit({"processes": (0, 0)})
    """
    assert attempt(script) == "False False False (False, False)"


@linux
def test_threads_that_run_already_are_bound_too() -> None:
    script = """
        import os, threading
        from gdtui.runner.child import protection
        go, told = threading.Event(), []
        def late():
            go.wait()
            try:
                os.kill(os.getppid(), 0)
            except PermissionError:
                told.append("refused")
        thread = threading.Thread(target=late)
        thread.start()
        held = protection.no_new_privileges() and protection.stay_alone()
        go.set()
        thread.join()
        print(held, *told)
    """
    assert attempt(script) in ("True refused", "False")
