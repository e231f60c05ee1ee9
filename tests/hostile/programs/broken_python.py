# Takes Python apart.
# outcome: failed | finished
# prints: before

import builtins
import os
import sys

print("before")
sys.stdout = sys.stderr = None
sys.modules.clear()
os.write = os._exit = None
builtins.__dict__.clear()
