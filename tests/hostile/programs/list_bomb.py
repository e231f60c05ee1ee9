# A list that grows without end.
# options: --seconds 10 --memory 256
# outcome: stopped memory
# says: more memory than 256 MiB, the limit; gdtui --memory changes it

rows = []
while True:
    rows.append("row" * 100_000)
