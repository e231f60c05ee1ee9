"""How the charts are made; `gdtui.ui.plot` is the way in."""
