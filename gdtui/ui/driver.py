"""The terminal's driver: Textual's, without the wait for its thread at the end of the app."""

from __future__ import annotations

from textual.drivers.linux_driver import LinuxDriver


class PromptDriver(LinuxDriver):
    """Gives the terminal back at once. Its thread looks ten times a second whether it may end."""

    def disable_input(self) -> None:
        """Take no more keys. Whoever only lends the terminal away waits until nobody reads it."""
        if self._app._exit:
            self._key_thread = None
        super().disable_input()
        if self._app._exit:
            self.exit_event.set()  # the thread, which nobody waited for, has not seen it yet
