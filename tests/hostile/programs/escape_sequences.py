# What a terminal obeys, and what the screen takes for markup.
# outcome: finished
# prints: [/red]
# words: yes

print("\x1b]52;c;aGVsbG8=\x07\x1b[2J\x1b[31m\x1bPq\x1b\\\x9b31m\u202e")
print("[/red] [bold] [@click=app.quit]press me[/] [link=x]")
print("\x1b[?1049l\x1bc")
