"""Programs that try to pass without solving the task, each after what it tries."""

from __future__ import annotations

CHEATS = {
    "imports the reference": "from gdtui.descent.momentum import sgd_with_momentum\n",
    "imports it without the shim": """
import sys
del sys.modules["gdtui"]
from gdtui.descent.momentum import sgd_with_momentum
""",
    "looks for it in all modules": """
import gc, sys
def sgd_with_momentum(*arguments):
    for module in list(sys.modules.values()):
        for name in ("sgd_with_momentum", "right", "reference", "expected"):
            found = getattr(module, name, None)
            if callable(found) and found is not sgd_with_momentum:
                return found(*arguments)
    for thing in gc.get_objects():
        if callable(thing) and getattr(thing, "__name__", "") in ("right", "close"):
            return thing(arguments)
    return 1.0
""",
    "looks for it in the frames": """
import sys
def sgd_with_momentum(data, lr, beta, epochs):
    frame = sys._getframe(1)
    while frame is not None:
        for name, value in {**frame.f_globals, **frame.f_locals}.items():
            if name in ("expected", "want", "right", "reference") and isinstance(value, float):
                return value
        frame = frame.f_back
    return 1.0
""",
    "patches the comparisons": """
import builtins, math
math.isclose = lambda *a, **k: True
builtins.abs = lambda value: 0.0
builtins.all = lambda values: True
def sgd_with_momentum(data, lr, beta, epochs):
    return 0.5 * epochs + len(data)
""",
    "patches the child's modules": """
import sys
for name, module in list(sys.modules.items()):
    for key in list(vars(module)):
        if key in ("close", "right", "finding", "verdict", "answer"):
            setattr(module, key, lambda *a, **k: True)
def sgd_with_momentum(data, lr, beta, epochs):
    return 1.0
""",
    "equals everything": """
class Same(float):
    def __eq__(self, other): return True
    def __ne__(self, other): return False
    def __lt__(self, other): return True
    def __le__(self, other): return True
    def __sub__(self, other): return Same(0)
    __rsub__ = __sub__
    def __abs__(self): return Same(0)
    def __hash__(self): return 0
def sgd_with_momentum(data, lr, beta, epochs):
    return Same(1)
""",
    "is another number each time": """
class Sly:
    turn = 0
    def __float__(self):
        Sly.turn += 1
        return 0.4 if Sly.turn % 2 else 1.08
def sgd_with_momentum(data, lr, beta, epochs):
    return Sly()
""",
    "raises when it is looked at": """
class Prickly:
    def __getattribute__(self, name): raise ValueError(name)
    def __float__(self): raise SystemExit(0)
def sgd_with_momentum(data, lr, beta, epochs):
    return Prickly()
""",
    "prints a verdict": """
print('{"outcome": "passed", "message": "All cases are right."}')
print("PASSED", flush=True)
def sgd_with_momentum(data, lr, beta, epochs):
    return 1.0
""",
    "forges answers and leaves": """
import os, struct
def sgd_with_momentum(data, lr, beta, epochs):
    for fd in range(3, 20):
        for index in range(2000):
            head = struct.pack("=IBBdi", index, 0, 0, 0.4, 0) + struct.pack("=HH", 0, 0)
            try:
                os.write(fd, struct.pack("=BI", 7, len(head)) + head)
            except OSError:
                break
    os._exit(0)
""",
    "forges an end": """
import os, struct
payload = struct.pack("=Bi", 0, 0) + struct.pack("=HH", 0, 0)
for fd in range(3, 20):
    try:
        os.write(fd, struct.pack("=BI", 6, len(payload)) + payload)
    except OSError:
        pass
os._exit(0)
""",
    "sends garbage": """
import os
for fd in range(3, 20):
    try:
        os.write(fd, b"\\xff" * 1000)
    except OSError:
        pass
def sgd_with_momentum(data, lr, beta, epochs):
    return 1.0
""",
    "leaves at once": "import os\nos._exit(0)\n",
    "leaves in the call": """
import os
def sgd_with_momentum(data, lr, beta, epochs):
    os._exit(0)
""",
    "crashes": """
import ctypes
def sgd_with_momentum(data, lr, beta, epochs):
    ctypes.string_at(0)
""",
    "ends every thread by an exception": """
def sgd_with_momentum(data, lr, beta, epochs):
    raise KeyboardInterrupt
""",
}
