# Ends itself with a complaint.
# outcome: failed SystemExit
# says: no data
# line: 9

import sys


sys.exit("no data")
