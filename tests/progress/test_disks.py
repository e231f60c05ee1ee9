"""Disks that are full, and homes that can only be read: told, and saved to later."""

from __future__ import annotations

import os
import subprocess
import sys
import textwrap
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import pytest

from gdtui.progress.store import Store
from tests.progress.samples import FACT

# A small file system of its own, which goes with the process. Whoever is not root becomes it in a
# user namespace, where the host allows that.
MOUNTED = """
    import ctypes, os, sys
    from pathlib import Path
    import gdtui.progress.store  # while all can be read that can be read outside

    folder, user, group = Path(sys.argv[1]).parent, os.geteuid(), os.getegid()
    libc = ctypes.CDLL(None)
    NEW_MOUNTS, NEW_USER, PRIVATE = 0x20000, 0x10000000, 0x44000
    if libc.unshare(NEW_MOUNTS | (NEW_USER if user else 0)):
        sys.exit("no namespace")
    if user:
        Path("/proc/self/setgroups").write_text("deny")
        Path("/proc/self/uid_map").write_text(f"0 {user} 1")
        Path("/proc/self/gid_map").write_text(f"0 {group} 1")
    libc.mount(b"none", b"/", None, PRIVATE, None)
    folder.mkdir()
    if libc.mount(b"gdtui", bytes(folder), b"tmpfs", 0, b"size=256k"):
        sys.exit("no mount")
"""

FILLED = """
    filler = folder / "filler"

    def use_up():
        with filler.open("wb", buffering=0) as file:
            try:
                while True:
                    file.write(bytes(4096))
            except OSError:
                return

    def make_room():
        filler.unlink()
"""

# Where nothing can be mounted the kernel refuses to let files grow, as a quota does.
QUOTA = """
    import resource

    ceiling = resource.getrlimit(resource.RLIMIT_FSIZE)[1]

    def use_up():
        resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, ceiling))

    def make_room():
        resource.setrlimit(resource.RLIMIT_FSIZE, (ceiling, ceiling))
"""

FULL = """
    import sys
    from pathlib import Path
    from gdtui.progress.model import Fact, NotSaved
    from gdtui.progress.store import Store

    store = Store(Path(sys.argv[1]), "lesson", busy_timeout=0.02)
    store.save([Fact("step", "work", "read", "yes")])
    use_up()
    try:
        store.save([Fact("step", "work", "more"), Fact("step", "draft", "big", "x" * 200_000)])
    except NotSaved as reason:
        print(reason)
    assert len(store.load().facts) == 1
    make_room()
    store.save([Fact("step", "work", "after")])
    print(sorted(key for _, _, key in store.load().facts))
    store.close()
"""

# Root is not bound by permissions until it has given up its capabilities.
READ_ONLY = """
    import ctypes, os, sys
    from pathlib import Path
    from gdtui.progress.model import Fact, NotSaved
    from gdtui.progress.store import Store

    path = Path(sys.argv[1])
    if os.geteuid() == 0:
        header = (ctypes.c_uint32 * 2)(0x20080522, 0)
        assert ctypes.CDLL(None).capset(header, (ctypes.c_uint32 * 6)()) == 0
    os.chmod(path.parent, 0o500)
    if path.exists():
        os.chmod(path, int(sys.argv[2], 8))
    store = Store(path, "lesson", busy_timeout=0.02)
    for call in (store.load, lambda: store.save([Fact("step", "work", "more")]), store.load):
        try:
            print(call())
        except NotSaved as reason:
            print("NotSaved:", reason)
    os.chmod(path.parent, 0o700)
    if path.exists():
        os.chmod(path, 0o600)
    store.save([Fact("step", "work", "more")])
    print(len(store.load().facts))
    store.close()
"""

needs_capset = pytest.mark.skipif(
    sys.platform != "linux" and os.geteuid() == 0, reason="this root cannot give up its powers"
)


def carried_out(scripts: Sequence[str], *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", "".join(map(textwrap.dedent, scripts)), *arguments]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)


def play(script: str, *arguments: str) -> list[str]:
    done = carried_out([script], *arguments)
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


@pytest.mark.parametrize("how", [(MOUNTED, FILLED), (QUOTA,)], ids=["a small disk", "a quota"])
def test_a_full_disk_is_told_and_saved_to_later(path: Path, how: tuple[str, ...]) -> None:
    done = carried_out([*how, FULL], str(path))
    if done.stderr in ("no namespace\n", "no mount\n"):
        pytest.skip("nothing can be mounted here")
    assert done.returncode == 0, done.stderr
    words, keys = done.stdout.splitlines()
    assert "full" in words or "space" in words
    assert str(path) in words
    assert keys == "['after', 'read']"


@needs_capset
@pytest.mark.parametrize("mode", ["400", "600"])
def test_a_home_that_can_only_be_read_is_read(path: Path, mode: str) -> None:
    with closing(Store(path, "lesson")) as store:
        store.save([FACT])
    first, second, third, last = play(READ_ONLY, str(path), mode)
    assert "'read'" in first
    assert first == third
    assert second.startswith("NotSaved:")
    assert str(path) in second
    assert last == "2"


@needs_capset
def test_an_empty_home_that_can_only_be_read_is_told(path: Path) -> None:
    path.parent.mkdir()
    *refused, last = play(READ_ONLY, str(path), "600")
    assert all(line.startswith("NotSaved:") and str(path) in line for line in refused)
    assert len(refused) == 3
    assert last == "1"
