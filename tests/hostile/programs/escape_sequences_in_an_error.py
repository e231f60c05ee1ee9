# The same in an exception's name and text.
# outcome: failed
# says: [/red]
# words: yes

Bad = type("Bad\x1b[2J[@click=app.quit]", (Exception,), {})
raise Bad("\x1b]52;c;aGVsbG8=\x07[/red]\x1b[2J")
