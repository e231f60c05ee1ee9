# A directory in a directory in a directory, and files closed to their owner.
# options: --seconds 10
# outcome: finished
# prints: made

import os

for number in range(200):
    open(f"{number}", "w").close()
os.mkdir("closed")
open("closed/file", "w").close()
os.chmod("closed", 0)
for _ in range(1500):
    os.mkdir("d")
    os.chdir("d")
print("made")
