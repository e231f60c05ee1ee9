"""The child's side of a run: works with the standard library alone, in a process of its own."""
