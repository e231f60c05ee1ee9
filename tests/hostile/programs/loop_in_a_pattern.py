# A regular expression that tries for longer than the sun will shine.
# outcome: stopped time
# says: --seconds changes it

import re

re.match(r"(a+)+$", "a" * 60 + "b")
