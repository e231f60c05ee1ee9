# Overwrites a file that is not its own.
# outcome: failed PermissionError
# says: in its own directory alone
# needs: files
# else: finished

with open("../canary", "r+") as file:
    file.write("gone")
