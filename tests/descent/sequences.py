"""For every level of the fog, settings that arrive at par; the last one is repeated."""

from __future__ import annotations

AT_PAR: dict[str, list[tuple[float, float]]] = {
    "bowl": [(1.0, 0.0), (0.3, 0.0)],
    "ravine": [(0.1, 0.5)],
    "saddle": [(3.0, 0.0), (3.0, 0.0), (3.0, 0.0), (1.0, 0.0)],
    "plateau": [(3.0, 0.7)],
    "beale": [
        *((rate, 0.0) for rate in (0.003, 0.1, 0.03, 0.3, 0.03, 0.01, 0.03)),
        (0.001, 0.0),
    ],
    "two-valleys": [(0.3, 0.5)],
    "rosenbrock": [(0.003, 0.9)],
}
