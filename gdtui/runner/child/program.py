"""The learner's program: compiled so that returns can be told, executed, and its end in words."""

from __future__ import annotations

import ast
import builtins
import errno
import os
import sys
from collections.abc import Callable
from types import CodeType, ModuleType, TracebackType

from . import frames

HOOK = "returned to gdtui"
"""A name no program can write, so that none can hide it by a variable of its own."""
_Function = (ast.FunctionDef, ast.AsyncFunctionDef)
_Scope = (*_Function, ast.Lambda, ast.ClassDef)


def compile_program(source: str, name: str) -> tuple[CodeType, bool]:
    """The program's code, and whether it imports gdtui.

    In functions that call `watch`, ``return value`` becomes ``return hook(value)`` with the
    locations kept. Tracing returns with `sys.settrace` or `sys.setprofile` would slow every
    call of the program; this costs nothing but the one call.

    Raises SyntaxError, ValueError, RecursionError or MemoryError as `compile` does.
    """
    tree = compile(source, name, "exec", ast.PyCF_ONLY_AST, dont_inherit=True)
    assert isinstance(tree, ast.Module)
    names, modules = _imported(tree)
    if names or modules:
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef):
                _wrap_returns(node, names, modules)
    return compile(tree, name, "exec", dont_inherit=True), bool(names or modules)


def _imported(tree: ast.Module) -> tuple[set[str], set[str]]:
    """What the program calls `watch`, and what it calls the module."""
    names: set[str] = set()
    modules: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            modules |= {a.asname or "gdtui" for a in node.names if a.name == "gdtui"}
        elif isinstance(node, ast.ImportFrom) and node.module == "gdtui" and not node.level:
            names |= {a.asname or "watch" for a in node.names if a.name in ("watch", "*")}
            modules.add("gdtui")  # no matter what it takes: the program knows of `watch`
    return names, modules


def _wrap_returns(function: ast.FunctionDef, names: set[str], modules: set[str]) -> None:
    own = list(_own_nodes(function))
    if any(isinstance(node, (ast.Yield, ast.YieldFrom)) for node in own):
        return
    if not any(_calls_watch(node, names, modules) for node in own):
        return
    for node in own:
        if isinstance(node, ast.Return) and node.value is not None:
            value = node.value
            hook = ast.copy_location(ast.Name(HOOK, ast.Load()), value)
            node.value = ast.copy_location(ast.Call(hook, [value], []), value)


def _own_nodes(function: ast.FunctionDef) -> list[ast.AST]:
    """All nodes of a function's body, without those of functions inside it."""
    found: list[ast.AST] = []
    waiting: list[ast.AST] = list(function.body)
    while waiting:
        node = waiting.pop()
        found.append(node)
        if not isinstance(node, _Scope):
            waiting.extend(ast.iter_child_nodes(node))
    return found


def _calls_watch(node: ast.AST, names: set[str], modules: set[str]) -> bool:
    if not isinstance(node, ast.Call):
        return False
    called = node.func
    if isinstance(called, ast.Attribute) and isinstance(called.value, ast.Name):
        return called.attr == "watch" and called.value.id in modules
    return isinstance(called, ast.Name) and called.id in names


def install(hook: Callable[[object], object], main: ModuleType) -> None:
    """Make ``main`` the program's `__main__`, with the built-in names that `site` adds."""
    from _sitebuiltins import Quitter

    setattr(builtins, HOOK, hook)
    for word in ("exit", "quit"):
        setattr(builtins, word, Quitter(word, "Ctrl-D (i.e. EOF)"))
    builtins.input = no_input
    main.__dict__["__builtins__"] = builtins
    sys.modules["__main__"] = main


def no_input(prompt: object = "", /) -> str:
    """Stands in for `input`: nobody can answer here."""
    raise EOFError(
        "The program asks for input; here nobody can answer. Put the value into the program."
    )


def execute(code: CodeType, main: ModuleType) -> bytes:
    """Run the program to its end, threads and exit functions included; the frame that says how."""
    try:
        exec(code, main.__dict__)
    except BaseException as error:  # all of them: the end of the program is told, not suffered
        end = failure(error, code.co_filename)
    else:
        end = frames.ended(frames.FINISHED)
    _let_threads_end()
    return end


def failure(error: BaseException, name: str) -> bytes:
    """The last frame for a program that an exception ended."""
    _make_room()
    line = learner_line(error.__traceback__, name)
    if isinstance(error, SystemExit):
        return _exit_asked(error.code, line)
    if isinstance(error, MemoryError):
        return frames.ended(frames.NO_MEMORY, "MemoryError", "", line)
    return frames.ended(frames.FAILED, type(error).__name__, message_of(error) + hint(error), line)


def hint(error: BaseException) -> str:
    """What Python's words do not tell: that it is gdtui's doing, and the way out."""
    if "start new thread" in message_of(error) or (
        isinstance(error, BlockingIOError) and error.errno == errno.EAGAIN
    ):
        return ". A program may start no thread and no process; gdtui --processes allows it."
    if isinstance(error, PermissionError) and error.errno == errno.EACCES:
        return ". A program may write in its own directory alone, and open no connection."
    return ""


def syntax_failure(error: BaseException) -> bytes:
    """The last frame for a text that is no program."""
    if isinstance(error, SyntaxError):
        name, message = type(error).__name__, str(error.msg)
        return frames.ended(frames.FAILED, name, message, error.lineno)
    if isinstance(error, (RecursionError, MemoryError)):
        return frames.ended(frames.FAILED, "SyntaxError", "the program is nested too deeply")
    return frames.ended(frames.FAILED, "SyntaxError", message_of(error))


def learner_line(trace: TracebackType | None, name: str) -> int | None:
    """The deepest line of the learner's own that led to the error."""
    line = None
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == name:
            line = trace.tb_lineno
        trace = trace.tb_next
    return line


def message_of(error: BaseException) -> str:
    """The exception's words, whatever its __str__ does."""
    try:
        return str(error)
    except Exception:  # whatever a learner's own __str__ raises
        return "(its message could not be read)"


def _exit_asked(code: object, line: int | None) -> bytes:
    if code is None or (isinstance(code, int) and code == 0):
        return frames.ended(frames.FINISHED)
    if isinstance(code, int):
        message = f"the program ended itself with exit status {int(code)}"
    else:
        message = message_of(SystemExit(code))
    return frames.ended(frames.FAILED, "SystemExit", message, line)


def _make_room() -> None:
    """Lift the memory limit to its upper bound, so that a full program can still be told of."""
    import resource

    try:
        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        resource.setrlimit(resource.RLIMIT_AS, (hard, hard))
    except (OSError, ValueError):
        return  # the limit is not in force here


def _let_threads_end() -> None:
    """What the interpreter does at its end, before the end is told and the process left."""
    import atexit

    threading = sys.modules.get("threading")
    if threading is not None:
        # To join the threads is not enough: pools of them end only when they are told to.
        threading._shutdown()
    atexit._run_exitfuncs()


def leave(flush: Callable[[], None]) -> Callable[[int], None]:
    """An `os._exit` that loses nothing of what was told before."""
    exit_now = os._exit

    def flush_and_exit(status: int) -> None:
        flush()
        exit_now(status)

    return flush_and_exit
