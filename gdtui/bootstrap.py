"""Run gdtui or its tools from a clone: makes .venv beside the package when it is not fit.

``python3 -m gdtui.bootstrap [gdtui | pytest | COMMAND] [ARGUMENTS]``

Standard library only. The syntax stays readable for Python 3.6 (annotations are quoted), so
that an old interpreter can say which one is needed in place of a SyntaxError.
"""

import contextlib
import hashlib
import importlib.util
import json
import os
import platform
import shutil
import subprocess
import sys
import sysconfig
import time
from collections.abc import Iterator

NEEDED = (3, 10)
ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
VENV = os.path.join(ROOT, ".venv")
PYTHON = os.path.join(VENV, "bin", "python")
MARKER = os.path.join(VENV, "gdtui-set-up.json")
LOCK = os.path.join(ROOT, ".venv.lock")
# Each level holds the ones before it: an environment for the tests also plays the lesson.
LEVELS = ("", "test", "dev")
VERSION = "{}.{}".format(*sys.version_info[:2])


class CannotSetUp(Exception):
    """The environment cannot be made; the text says why and what to do."""


def main(arguments: "list[str]") -> "int":
    """Set up what is missing and become the command; return a status only on failure."""
    if sys.version_info[:2] < NEEDED:
        return fail(
            "gdtui needs Python {}.{} or newer; {} is {}.\n"
            "Name a newer one, for example: python3.12 -m gdtui.bootstrap".format(
                *NEEDED, sys.executable or "this Python", VERSION
            )
        )
    command, *rest = arguments or ["gdtui"]
    wanted = {"gdtui": "", "pytest": "test"}.get(command, "dev")
    try:
        if not fit(wanted):
            with lock():
                if not fit(wanted):
                    set_up(wanted)
    except CannotSetUp as problem:
        return fail(str(problem))
    except OSError as problem:
        reason = problem.strerror or problem
        return fail(f"Cannot write in {ROOT}: {reason}.\nMake room there, or clone elsewhere.")
    except KeyboardInterrupt:
        fail("Interrupted. The next start sets .venv up again.")
        return 130
    program = os.path.join(VENV, "bin", command)
    if os.access(program, os.X_OK):
        os.execv(program, [program, *rest])
    return fail(f"There is no command {command} in {VENV}.")


def fail(text: "str") -> "int":
    """Tell on standard error; return the exit status of a failure."""
    print(text, file=sys.stderr)
    return 1


def state() -> "dict[str, str]":
    """What .venv was made from: Python's version and pyproject.toml's content."""
    with open(os.path.join(ROOT, "pyproject.toml"), "rb") as file:
        digest = hashlib.sha256(file.read()).hexdigest()
    return {"python": VERSION, "pyproject": digest, "root": ROOT}


def recorded() -> "dict[str, str]":
    """What the last completed set-up wrote down; empty when there was none."""
    try:
        with open(MARKER, encoding="utf-8") as file:
            found = json.load(file)
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def fit(wanted: "str") -> "bool":
    """Whether .venv was completed from this clone, this Python and at least this level."""
    found = recorded()
    level = found.pop("level", None)
    return level in LEVELS[LEVELS.index(wanted) :] and found == state() and os.path.exists(PYTHON)


@contextlib.contextmanager
def lock() -> "Iterator[None]":
    """Hold a folder while setting up. Unlike file locks, making one is atomic on NFS too."""
    told = False
    while True:
        try:
            os.mkdir(LOCK)
            break
        except FileExistsError:
            owner = lock_owner()
            if owner_is_gone(owner):
                # Only one of several waiting starts can move it away.
                with contextlib.suppress(OSError):
                    os.rename(LOCK, f"{LOCK}-{os.getpid()}")
                    shutil.rmtree(f"{LOCK}-{os.getpid()}")
                continue
            if not told:
                tell(f"Another start is setting up .venv ({owner}); waiting. Or remove {LOCK}.")
                told = True
            time.sleep(0.5)
    try:
        with open(os.path.join(LOCK, "owner"), "w", encoding="utf-8") as file:
            file.write(f"process {os.getpid()} on {platform.node()}")
        yield
    finally:
        shutil.rmtree(LOCK, ignore_errors=True)


def lock_owner() -> "str":
    """Who holds the lock, as written by `lock`."""
    try:
        with open(os.path.join(LOCK, "owner"), encoding="utf-8") as file:
            return file.read()
    except OSError:
        return ""


def owner_is_gone(owner: "str") -> "bool":
    """Whether the set-up that holds the lock was killed; only this host's can be asked."""
    words = owner.split(" ", 3)
    if len(words) != 4:  # killed, or about to write its name: five seconds tell
        with contextlib.suppress(OSError):
            return time.time() - os.stat(LOCK).st_mtime > 5
        return False
    if words[3] != platform.node():
        return False
    try:
        os.kill(int(words[1]), 0)
    except ProcessLookupError:
        return True
    except OSError:
        return False
    return False


def set_up(wanted: "str") -> "None":
    """Make .venv or complete it, and write the marker last: what is interrupted is redone."""
    tell("Setting up .venv, once, about a minute …")
    # A change of pyproject.toml alone must not take the test tools away again.
    before = recorded()
    level = max(wanted, before.get("level", ""), key=LEVELS.index)
    with contextlib.suppress(FileNotFoundError):
        os.remove(MARKER)
    moved = before.get("root", ROOT) != ROOT  # its programs still name the old place
    if moved or venv_version() != VERSION:
        create()
    install(f"{ROOT}[{level}]" if level else ROOT)
    with open(MARKER, "w", encoding="utf-8") as file:
        json.dump({**state(), "level": level}, file)


def venv_version() -> "str | None":
    """The version of the Python in .venv; None where there is none that runs."""
    try:
        done = run([PYTHON, "-c", "import sys; print('{}.{}'.format(*sys.version_info[:2]))"])
    except OSError:
        return None
    return done.stdout.strip() if done.returncode == 0 else None


def create() -> "None":
    """Make an empty .venv with the first way that this machine has."""
    shutil.rmtree(VENV, ignore_errors=True)
    missing = [name for name in ("venv", "ensurepip") if not has(name)]
    uv = shutil.which("uv")
    if not missing:
        command = [sys.executable, "-m", "venv", VENV]
    elif uv:
        command = [uv, "venv", "--quiet", "--python", sys.executable, VENV]
    elif has("virtualenv"):
        command = [sys.executable, "-m", "virtualenv", "--quiet", VENV]
    else:
        raise CannotSetUp(without(missing))
    done = run(command)
    if done.returncode != 0:
        raise CannotSetUp(f"{' '.join(command)} failed: {last_line(done)}")


def install(target: "str") -> "None":
    """Install the clone, editable, with pip or with uv where .venv has no pip."""
    uv = shutil.which("uv")
    if run([PYTHON, "-m", "pip", "--version"]).returncode == 0:
        command = [PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        command += ["--no-input"]
    elif uv:
        command = [uv, "pip", "install", "--quiet", "--python", PYTHON]
    else:
        raise CannotSetUp(f"{VENV} has no pip, and uv is not on PATH. Remove {VENV} and try again.")
    done = run([*command, "--editable", target])
    if done.returncode != 0:
        raise CannotSetUp(
            f"Installing failed: {last_line(done)}\n"
            "Where this machine reaches packages through a proxy or a mirror, set HTTPS_PROXY or\n"
            "PIP_INDEX_URL (with uv: UV_INDEX_URL), then give the same command again."
        )


def without(missing: "list[str]") -> "str":
    """Say which part of Python is missing, and how to go on with and without root."""
    managed = os.path.join(sysconfig.get_path("stdlib"), "EXTERNALLY-MANAGED")
    again = "then give the same command again."
    lines = [
        f"{sys.executable} ({VERSION}) lacks: {', '.join(missing)}.",
        f"With root: apt install python{VERSION}-venv (Debian, Ubuntu)"
        " or dnf install python3-libs python3-pip (Fedora, RHEL),",
        f"  {again}",
        "Without root, one of:",
    ]
    if has("pip") and not os.path.exists(managed):
        lines.append(f"  {sys.executable} -m pip install --user virtualenv")
    lines += [
        "  curl -LsSf https://astral.sh/uv/install.sh | sh",
        "  curl -LO https://bootstrap.pypa.io/virtualenv.pyz"
        f" && {sys.executable} virtualenv.pyz {VENV}",
        f"  {again}",
    ]
    return "\n".join(lines)


def has(module: "str") -> "bool":
    """Whether this Python could import a module."""
    return importlib.util.find_spec(module) is not None


def run(command: "list[str]") -> "subprocess.CompletedProcess[str]":
    """Run a command in silence, without a question to anybody."""
    return subprocess.run(command, capture_output=True, text=True, stdin=subprocess.DEVNULL)


def last_line(done: "subprocess.CompletedProcess[str]") -> "str":
    """The last error that a command printed, or its last line."""
    lines = [line for line in (done.stdout + done.stderr).splitlines() if line.strip()]
    errors = [line for line in lines if line.lower().startswith("error")]
    return (errors or lines or [f"exit status {done.returncode}"])[-1]


def tell(text: "str") -> "None":
    """Tell what takes time, on standard error: standard output belongs to the command."""
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
