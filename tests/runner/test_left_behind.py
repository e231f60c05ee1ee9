"""What a program detaches is found and ended; directories of killed apps are swept."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from gdtui.runner.folder import PREFIX, Folder, sweep
from tests.processes import running

DAEMON = """
import os, time
if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        for fd in range(3): os.close(fd)
        time.sleep(60)
    os._exit(0)
print("gone on")
"""
# In a process of its own: to be where orphans go would change the other tests.
APP = f"""
import asyncio, os
from gdtui.runner.child.protection import guard_app
from gdtui.runner.limits import Limits
from gdtui.runner.runner import Runner
from tests.processes import descendants
from tests.runner.programs import tell
assert all(guard_app())
told = asyncio.run(tell({DAEMON!r}, Runner(Limits(processes=True))))
print(told.text.strip(), len(descendants(os.getpid())))
"""


def play(script: str, tmp_path: Path) -> str:
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "TMPDIR": str(tmp_path)}
    command = [sys.executable, "-c", script]
    return subprocess.run(command, env=env, check=True, capture_output=True, text=True).stdout


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux gives orphans to who asks")
def test_a_daemon_ends_with_the_run(tmp_path: Path) -> None:
    assert play(APP, tmp_path) == "gone on 0\n"


def test_the_directory_of_a_killed_app_is_swept(tmp_path: Path) -> None:
    script = (
        "import os, time\nfrom gdtui.runner.folder import Folder\n"
        "folder = Folder(); open(folder.name + '/file', 'w').close()\n"
        "print(os.getpid(), flush=True); time.sleep(60)"
    )
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "TMPDIR": tempfile.gettempdir()}
    with subprocess.Popen(
        [sys.executable, "-c", script], env=env, stdout=subprocess.PIPE, text=True
    ) as app:
        assert app.stdout is not None
        assert int(app.stdout.readline()) in running()
        mine = Folder()
        assert sweep(0) == 0
        app.kill()
    assert sweep() == 0
    assert sweep(0) == 1
    assert [path.name for path in Path(tempfile.gettempdir()).iterdir()] == [Path(mine.name).name]
    mine.remove()


def test_other_directories_are_left_alone() -> None:
    root = Path(tempfile.gettempdir())
    for name in (f"other-{PREFIX}", "gdtui-else"):
        (root / name).mkdir()
    (root / f"{PREFIX}link").symlink_to(root / "gdtui-else")
    assert sweep(0) == 0
    assert len(list(root.iterdir())) == 3


def test_whatever_is_in_a_directory_goes_with_it() -> None:
    folder = Folder()
    deep = folder.name
    here = os.getcwd()
    os.chdir(deep)
    try:
        for _ in range(3000):
            os.mkdir("d")
            os.chdir("d")
    finally:
        os.chdir(here)
    locked = Path(folder.name) / "locked"
    locked.mkdir()
    (locked / "file").touch()
    locked.chmod(0)
    assert not folder.empty
    folder.remove()
    assert not Path(folder.name).exists()
