"""gdtui: a lesson on gradient descent that is played in a terminal.

Learners' programs import one name from here: `watch`.
"""

__version__ = "0.1.0"
__all__ = ["__version__", "watch"]


def watch(**values: float) -> None:
    """Report numbers of a training run, such as ``watch(epoch=3, loss=0.5)``.

    Inside gdtui the numbers are drawn as they come. Under plain Python nobody is
    listening and the call does nothing, so a program runs the same in both places.
    """
