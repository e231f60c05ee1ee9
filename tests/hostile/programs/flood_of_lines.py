# Lines without end.
# options: --seconds 10
# outcome: stopped output
# says: printing 1 MiB
# words: yes

while True:
    print("the loss is falling and falling")
