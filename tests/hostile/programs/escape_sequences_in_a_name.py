# The same in a function's name, a setting's and a value's.
# outcome: finished
# words: yes

from gdtui import watch


def train(lr=0.1, data=((1, 2), (3, 4))):
    for epoch in range(3):
        watch(**{"epoch": epoch, "loss": 3 - epoch, "\x1b[2J[/red]": 1})
    return "\x1b]52;c;aGVsbG8=\x07[/red]"


code = train.__code__
train.__code__ = code.replace(co_name="\x1b[2J[/red]", co_varnames=("\x1b[31m", *code.co_varnames[1:]))
train()
