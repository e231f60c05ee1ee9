# Measurements without end.
# options: --seconds 2 --output 64
# outcome: stopped output
# says: 131,072 numbers to watch, the limit; gdtui --output changes it
# words: yes

from gdtui import watch

values = {f"value{number}": number for number in range(32)}
while True:
    watch(**values)
