# Measurements without end.
# options: --seconds 20
# outcome: stopped output
# says: 2,000,000 numbers

from gdtui import watch

values = {f"value{number}": number for number in range(32)}
while True:
    watch(**values)
