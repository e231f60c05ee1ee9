# One line without end.
# options: --seconds 10
# outcome: stopped output
# says: printing 1 MiB
# app: yes

while True:
    print("x", end="")
