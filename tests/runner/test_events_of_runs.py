"""What a program tells arrives exactly, and in order."""

from __future__ import annotations

import math
from textwrap import dedent

from gdtui.runner.events import Finished, Measured, Printed, Started
from gdtui.runner.limits import Limits
from gdtui.runner.runner import Runner
from tests.runner.programs import TRAIN, tell


async def test_events_come_exactly_and_in_order() -> None:
    told = await tell(
        """
        from gdtui import watch
        print("before")
        watch(epoch=0, loss=4)
        print("between", end="")
        watch(epoch=1, loss=0.5)
        print("after")
        """
    )
    kinds = [type(event) for event in told.events]
    assert kinds == [Started, *[Printed, Measured] * 2, Printed, Finished]
    assert told.events[0] == Started(watches=True)
    assert told.text == "before\nbetweenafter\n"
    assert told.rows() == [(0.0, 4.0), (1.0, 0.5)]


async def test_each_activation_of_a_function_is_a_run() -> None:
    told = await tell(
        TRAIN + "for lr in (0.1, 0.2):\n    train([(1, 2), (2, 4)], lr)\ntrain([], epochs=1)\n"
    )
    first, second, third = told.measured
    assert [e.run for e in told.measured] == [1, 2, 3]
    assert first.training is not None
    assert second.training is not None
    assert third.training is not None
    assert first.training.function == "train"
    assert first.training.settings == {"lr": 0.1, "epochs": 3.0}
    assert second.training.settings == {"lr": 0.2, "epochs": 3.0}
    assert first.training.data == ((1.0, 2.0), (2.0, 4.0))
    assert third.training.data is None
    assert len(told.rows(1)) == len(told.rows(2)) == 3
    # Per epoch the error w - 2 shrinks by (1 - 2·lr)·(1 - 8·lr): 0.16 and -0.36.
    w = [round(2 - 2 * 0.16**3, 6), round(2 - 2 * (-0.36) ** 3, 6), 0.0]
    assert isinstance(told.ending, Finished)
    assert told.ending.returned == tuple(repr({"w": value}) for value in w)


async def test_alternating_generators_keep_their_runs() -> None:
    told = await tell(
        """
        from gdtui import watch as report
        def train(lr):
            for epoch in range(3):
                report(epoch=epoch, loss=lr)
                yield epoch
        for _ in zip(train(0.1), train(0.2)):
            pass
        """
    )
    assert told.rows(1) == [(0.0, 0.1), (1.0, 0.1), (2.0, 0.1)]
    assert told.rows(2) == [(0.0, 0.2), (1.0, 0.2), (2.0, 0.2)]
    assert told.ending == Finished(told.ending.seconds, ())


async def test_module_level_code_is_one_run_with_the_usual_settings() -> None:
    told = await tell(
        """
        import gdtui
        lr, epochs, other = 0.01, 2, 9
        data = [(1, 3), (2, float("inf"))]
        for epoch in range(epochs):
            gdtui.watch(epoch=epoch, loss=1.0)
        """
    )
    (event,) = told.measured
    assert event.training is not None
    assert event.training.function == ""
    assert event.training.settings == {"lr": 0.01, "epochs": 2.0}
    assert event.training.data is None


async def test_data_in_an_array_and_in_a_list_too_long() -> None:
    told = await tell(
        """
        import numpy as np
        from gdtui import watch
        def train(data): watch(loss=1)
        for n in (2, 1000, 1001):
            train(np.ones((n, 2)))
            train([(1.0, 1.0)] * n)
        train(np.ones((2, 3)))
        """
    )
    sizes = [e.training and e.training.data and len(e.training.data) for e in told.measured]
    assert sizes == [2, 2, 1000, 1000, None, None, None]


async def test_columns_follow_the_names_and_not_their_order() -> None:
    told = await tell(
        """
        from gdtui import watch
        watch(epoch=0, loss=1)
        watch(loss=2, epoch=1)
        watch(epoch=2, loss=3, w=4)
        """
    )
    assert [(e.names, e.rows) for e in told.measured] == [
        (("epoch", "loss"), ((0.0, 1.0), (1.0, 2.0))),
        (("epoch", "loss", "w"), ((2.0, 3.0, 4.0),)),
    ]


async def test_what_is_no_number_is_left_out_and_told_once() -> None:
    told = await tell(
        """
        from gdtui import watch
        import numpy as np
        for i in range(3):
            watch(a=np.float32(0.5), b=True, c="x", d=np.bool_(True), e=np.array(2), f=10**400,
                  g=np.array([1.0, 2.0]), h=None)
        watch(only="text")
        """
    )
    assert told.rows() == [(0.5, 2.0)] * 3
    assert told.measured[0].names == ("a", "e")
    assert sorted(line.split()[1] for line in told.text.splitlines()) == [*"bcdfgh", "only"]


async def test_a_number_that_turns_out_too_large_leaves_no_half_row() -> None:
    told = await tell(
        """
        from gdtui import watch
        for i in range(4):
            watch(epoch=i, loss=10**400 if i == 2 else i)
        """
    )
    assert [(e.names, e.rows) for e in told.measured] == [
        (("epoch", "loss"), ((0.0, 0.0), (1.0, 1.0))),
        (("epoch",), ((2.0,),)),
        (("epoch", "loss"), ((3.0, 3.0),)),
    ]


async def test_infinity_and_nan_arrive() -> None:
    told = await tell(
        "from gdtui import watch\nfor x in ('inf', '-inf', 'nan'): watch(loss=float(x))\n"
    )
    high, low, none = (row[0] for row in told.rows())
    assert (high, low) == (math.inf, -math.inf)
    assert math.isnan(none)


async def test_a_hundred_thousand_calls_arrive_complete() -> None:
    told = await tell(
        "from gdtui import watch\nfor i in range(100_000):\n    watch(epoch=i, loss=-i)\n"
    )
    assert told.rows() == [(float(i), float(-i)) for i in range(100_000)]


async def test_returned_values_are_bounded_and_clean() -> None:
    told = await tell(
        """
        from gdtui import watch
        class Loud:
            def __repr__(self): return chr(27) + "[31mloud"
        class Broken:
            def __repr__(self): raise ValueError
        def f(value, early=False):
            watch(loss=1)
            def inner(): return "not told"
            inner()
            if early: return
            return value
        def silent(): return "silent"
        for value in (None, list(range(10**6)), Loud(), Broken(), (f"{silent()}",)): f(value)
        f(1, early=True)
        """
    )
    assert isinstance(told.ending, Finished)
    numbers, loud, broken, pair = told.ending.returned
    assert numbers == repr(list(range(500)))[:500]
    assert (loud, broken, pair) == ("[31mloud", "<Broken>", "('silent',)")


async def test_printed_losses_of_a_program_without_watch() -> None:
    told = await tell(
        """
        for lr in (1, 2):
            for epoch in range(0, 75, 25):
                print(f"Epoch {epoch}: loss={lr / (epoch + 1):.4f}")
        print("epoch 75, loss: inf", end="")
        """
    )
    assert told.events[0] == Started(watches=False)
    assert told.rows(1) == [(0.0, 1.0), (25.0, 0.0385), (50.0, 0.0196)]
    assert told.rows(2) == [(0.0, 2.0), (25.0, 0.0769), (50.0, 0.0392), (75.0, math.inf)]
    assert told.text.startswith("Epoch 0: loss=1.0000\n")


async def test_output_past_python_and_of_other_processes_arrives() -> None:
    told = await tell(
        r"""
        import os, subprocess, sys
        os.write(1, b"raw \xff\r\n")
        subprocess.run(["echo", "from echo"])
        sys.stdout.buffer.write(b"bytes\n")
        print("err \ud800 \x1b]52;c;x\x07", file=sys.stderr)
        if os.fork() == 0:
            print("from a fork", flush=True)
        else:
            os.wait()
        """,
        Runner(Limits(processes=True)),
    )
    lines = set(told.text.splitlines())
    assert lines == {"raw \ufffd", "from echo", "bytes", "err \\ud800 ]52;c;x", "from a fork"}
    assert isinstance(told.ending, Finished)


async def test_the_program_finds_only_watch_of_ours() -> None:
    told = await tell(
        """
        import sys, os
        print([m for m in sys.modules if m.split(".")[0] in ("gdtui", "child")])
        print(__name__, sys.argv, os.listdir("."), os.environ["HOME"] == os.getcwd())
        print(sys.stdin.read() == "", "PYTHONPATH" in os.environ, os.environ["OMP_NUM_THREADS"])
        from gdtui import __version__
        try:
            import gdtui.cli
        except ImportError:
            print("no more")
        """
    )
    assert told.text == dedent(
        """\
        ['gdtui']
        __main__ ['train.py'] [] True
        True False 1
        no more
        """
    )


async def test_exit_functions_and_threads_end_before_the_run_does() -> None:
    told = await tell(
        """
        import atexit, threading
        atexit.register(print, "at exit")
        go = threading.Event()
        def late():
            go.wait()
            print("thread")
        threading.Thread(target=late).start()
        threading.Timer(0.01, go.set).start()
        from concurrent.futures import ThreadPoolExecutor
        pool = ThreadPoolExecutor(1)
        pool.submit(go.wait)
        """,
        Runner(Limits(processes=True)),
    )
    assert told.text == "thread\nat exit\n"
    assert isinstance(told.ending, Finished)
