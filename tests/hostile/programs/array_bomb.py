# An array larger than the host.
# options: --seconds 10
# outcome: stopped memory
# says: more memory than 1 GiB

import numpy as np

np.ones((10**5, 10**5))
