"""The kinds of question on screen, one widget each."""
