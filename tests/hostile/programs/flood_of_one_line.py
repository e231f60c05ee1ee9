# One line without end.
# options: --seconds 5 --output 128
# outcome: stopped output
# says: printing 128 KiB, the limit; gdtui --output changes it
# words: yes

while True:
    print("x", end="")
