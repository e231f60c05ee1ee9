"""Lets `python -m gdtui` do what the `gdtui` command does."""

from gdtui.cli import main

if __name__ == "__main__":
    raise SystemExit(main())
