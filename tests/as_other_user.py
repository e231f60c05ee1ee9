"""A command as the other kind of user: ``python -m tests.as_other_user COMMAND [ARGUMENT]…``.

Root becomes an ordinary user; an ordinary user becomes root where sudo allows that without asking.
The command gets a home of its own. Where it cannot be, that is said, and nothing has failed.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

# Whether this Python, the project and what the tests need can be read by the other user.
TRIAL = "import gdtui.cli, hypothesis, numpy, pyte, pytest; print('ready')"
ORDINARY = ("setpriv", "--reuid=nobody", "--regid=65534", "--clear-groups")
# Where Python lies in root's home: may read everything, and do nothing else that others may not.
READING = ("--inh-caps=+dac_read_search", "--ambient-caps=+dac_read_search")


def main(command: list[str]) -> int:
    """Carry out the command; its status, or 0 where there is no way."""
    as_root = os.geteuid() != 0
    with tempfile.TemporaryDirectory(prefix="gdtui-home-") as home:
        Path(home).chmod(0o777)
        why = ""
        for user in ways(as_root, Path(home)):
            try:
                tried = carried_out([*user, sys.executable, "-c", TRIAL], capture_output=True)
            except FileNotFoundError as problem:
                why = str(problem)
                continue
            if tried.stdout == "ready\n":
                try:
                    return carried_out([*user, *command]).returncode
                finally:
                    # What the other made here, only the other can remove everywhere.
                    carried_out([*user, "find", home, "-mindepth", "1", "-delete"])
            why = (tried.stderr.strip() or f"status {tried.returncode}").splitlines()[-1]
        print(f"Not run as {'root' if as_root else 'an ordinary user'}: {why}")
        return 0


def ways(as_root: bool, home: Path) -> Iterator[list[str]]:
    """What can stand before a command of the other user, the best first."""
    kept = {name: os.environ[name] for name in ("PATH", "LANG", "TERM") if name in os.environ}
    own = {"HOME": home, "TMPDIR": home, "HYPOTHESIS_STORAGE_DIRECTORY": home / "hypothesis"}
    set_to = {**kept, **own, "PYTHONDONTWRITEBYTECODE": "1"}
    env = ["env", "-i", *(f"{name}={value}" for name, value in set_to.items())]
    if as_root:
        yield ["sudo", "-n", *env]
    else:
        yield [*ORDINARY, *env]
        yield [*ORDINARY, *READING, *env]


def carried_out(
    command: list[str], capture_output: bool = False
) -> subprocess.CompletedProcess[str]:
    """A command's end."""
    return subprocess.run(command, capture_output=capture_output, text=True, check=False)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
