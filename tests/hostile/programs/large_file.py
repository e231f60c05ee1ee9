# A file that would fill the disk.
# options: --seconds 10
# outcome: failed OSError
# says: File too large

with open("large", "wb") as file:
    while True:
        file.write(bytes(2**20))
