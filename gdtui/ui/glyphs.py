"""The one table of signs that widgets draw with, in Unicode and in ASCII, and the way to ASCII."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, fields


@dataclass(frozen=True)
class Glyphs:
    """Signs by meaning. Each is one cell wide in both tables, except ``ellipsis``."""

    done: str
    here: str
    todo: str
    partial: str
    arrow: str
    arrow_left: str
    arrow_up: str
    arrow_down: str
    arrow_head: str
    arrow_back: str
    bar: str
    rule: str
    top_left: str
    top_right: str
    bottom_left: str
    bottom_right: str
    tee_left: str
    tee_right: str
    tee_down: str
    tee_up: str
    cross_line: str
    heavy_bar: str
    heavy_rule: str
    heavy_top_left: str
    heavy_top_right: str
    heavy_bottom_left: str
    heavy_bottom_right: str
    bullet: str
    check: str
    cross: str
    pointer: str
    star: str
    star_empty: str
    ellipsis: str
    ball: str
    slope: str
    slope_foot: str
    slope_floor: str
    slope_edge: str
    minus: str
    block: str
    block_empty: str
    flag: str


UNICODE = Glyphs(
    done="●", here="◉", todo="○", partial="◐",
    arrow="→", arrow_left="←", arrow_up="▲", arrow_down="▼", arrow_head="▶", arrow_back="◀",
    bar="│", rule="─", top_left="┌", top_right="┐", bottom_left="└", bottom_right="┘",
    tee_left="├", tee_right="┤", tee_down="┬", tee_up="┴", cross_line="┼",
    heavy_bar="┃", heavy_rule="━", heavy_top_left="┏", heavy_top_right="┓",
    heavy_bottom_left="┗", heavy_bottom_right="┛",
    bullet="•", check="✓", cross="✗", pointer="▸", star="★", star_empty="☆", ellipsis="…",
    ball="●", slope="╲", slope_foot="╰", slope_floor="─", slope_edge="╮",
    minus="−", block="█", block_empty="░", flag="⚑",
)  # fmt: skip
"""For terminals that show UTF-8."""

ASCII = Glyphs(
    done="*", here="@", todo="o", partial="%",
    arrow=">", arrow_left="<", arrow_up="^", arrow_down="v", arrow_head=">", arrow_back="<",
    bar="|", rule="-", top_left="+", top_right="+", bottom_left="+", bottom_right="+",
    tee_left="+", tee_right="+", tee_down="+", tee_up="+", cross_line="+",
    heavy_bar="#", heavy_rule="=", heavy_top_left="#", heavy_top_right="#",
    heavy_bottom_left="#", heavy_bottom_right="#",
    bullet="*", check="v", cross="x", pointer=">", star="*", star_empty=".", ellipsis="...",
    ball="O", slope="\\", slope_foot="`", slope_floor="-", slope_edge=".",
    minus="-", block="#", block_empty=".", flag="P",
)  # fmt: skip
"""For terminals that show nothing else, such as the Linux console with a small font."""


def choose(ascii: bool) -> Glyphs:
    """The table to draw with."""
    return ASCII if ascii else UNICODE


def wants_ascii(environ: Mapping[str, str], encoding: str | None) -> bool:
    """Whether the terminal cannot be trusted with more than ASCII.

    ``environ`` is the environment (its ``TERM`` counts), ``encoding`` that of the output.
    """
    term = environ.get("TERM", "").lower()
    if term in ("linux", "dumb") or term.startswith("vt"):
        return True
    return (encoding or "").lower().replace("-", "").replace("_", "") not in ("utf8", "utf8sig")


_WORDS: dict[str, str] = {
    "α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "ε": "epsilon", "ζ": "zeta",
    "η": "eta", "θ": "theta", "κ": "kappa", "λ": "lambda", "μ": "mu", "µ": "mu", "ν": "nu",
    "ξ": "xi", "π": "pi", "ρ": "rho", "σ": "sigma", "τ": "tau", "φ": "phi", "χ": "chi",
    "ψ": "psi", "ω": "omega", "Γ": "Gamma", "Δ": "Delta", "Θ": "Theta", "Λ": "Lambda",
    "Π": "Pi", "Σ": "Sigma", "Φ": "Phi", "Ψ": "Psi", "Ω": "Omega",
    "∇": "grad", "∂": "d", "∑": "sum", "∏": "prod", "√": "sqrt", "∞": "inf", "∈": "in",
    "−": "-", "–": "-", "—": "-", "‑": "-", "‐": "-", "·": "*", "⋅": "*", "×": "x", "÷": "/",
    "±": "+/-", "→": "->", "←": "<-", "↔": "<->", "⇒": "=>", "⇐": "<=", "⟶": "->", "↑": "up",
    "↓": "down", "⏎": "Enter", "⇧": "Shift", "≤": "<=", "≥": ">=", "≠": "!=", "≈": "~",
    "∼": "~", "∝": "~", "≡": "==", "≪": "<<", "≫": ">>", "∥": "||", "‖": "||",
    "′": "'", "″": "''", "‘": "'", "’": "'", "‚": "'", "“": '"', "”": '"', "„": '"',
    "«": '"', "»": '"', "…": "...", "•": "*", "°": " degrees", "§": "section ", "⊤": "^T",
    "ᵀ": "^T", "€": "EUR", "ß": "ss", "æ": "ae", "Æ": "AE", "ø": "o", "Ø": "O", "đ": "d",
    "ł": "l", "Ł": "L", "œ": "oe", "Œ": "OE", "ı": "i", "ℓ": "l",
    "✔": "v", "✘": "x",
}  # fmt: skip

_SPELLED = frozenset("αβγδεζηθκλμµνξπρστφχψωΓΔΘΛΠΣΦΨΩ∇∑∏√∞∈")
"""Symbols that become words."""

_HIGH = dict(zip("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾ⁿⁱ", "0123456789+-()ni", strict=True))
_LOW = dict(zip("₀₁₂₃₄₅₆₇₈₉₊₋₍₎ₐₑᵢₙₜₓ", "0123456789+-()aeintx", strict=True))
_HAT = "\u0302"


def plain(text: str) -> str:
    """A text in ASCII, readable, its length free to change: ŷ becomes y^, β beta, ² ^2.

    Signs of the table above become their ASCII partners; what has no reading becomes "?".
    """
    if text.isascii():
        return text
    written = ""
    script = ""
    word = False
    for sign in unicodedata.normalize("NFC", text):
        raised = "^" if sign in _HIGH else "_" if sign in _LOW else ""
        if raised:
            # One mark is enough for a run such as 10⁻³.
            piece = (raised if raised != script else "") + (_HIGH | _LOW)[sign]
        else:
            piece = sign if sign.isascii() else _spelled(sign)
        spelled = sign in _SPELLED
        if (word or spelled) and written[-1:].isalpha() and piece[:1].isalpha():
            # A symbol that became a word stands apart from its neighbours: lambda max.
            written += " "
        written += piece
        script, word = raised, spelled
    return written


def _spelled(sign: str) -> str:
    """One sign that is neither ASCII nor raised or lowered, written out in ASCII."""
    word = _WORDS.get(sign) or _TABLE.get(sign)
    if word:
        return word
    if unicodedata.category(sign) in ("Zs", "Zl", "Zp"):
        return " "
    if unicodedata.category(sign) in ("Cf", "Mn"):
        return "^" if sign == _HAT else ""
    parts = unicodedata.normalize("NFKD", sign)
    if parts != sign:
        # A hat is mathematics (ŷ); every other accent is spelling.
        return "".join("^" if part == _HAT else plain(part) for part in parts)
    return ascii_cells(sign)


_TABLE: dict[str, str] = {
    getattr(UNICODE, field.name): getattr(ASCII, field.name)
    # Where two names share a sign in Unicode, the ASCII sign of the first one stands.
    for field in reversed(fields(Glyphs))
    if not getattr(UNICODE, field.name).isascii()
}


def ascii_cells(text: str) -> str:
    """A text in ASCII that takes as many cells as before: what is left after `plain`.

    A sign of one cell becomes one ASCII character, of two cells two, of none nothing.
    Control characters, which have no width, are dropped.
    """
    return "".join(map(_cell, text))


def _cell(sign: str) -> str:
    """The ASCII characters that fill the cells of one sign."""
    from rich.cells import cell_len

    if " " <= sign <= "~":
        return sign
    width = cell_len(sign)
    if width != 1:
        return "?" * width
    return _one_cell(sign)


def _one_cell(sign: str) -> str:
    """The ASCII character for a sign of one cell."""
    code = ord(sign)
    if 0x2800 <= code <= 0x28FF:
        dots = bin(code - 0x2800).count("1")
        return " " if dots == 0 else "." if dots <= 2 else ":" if dots <= 5 else "#"
    word = _TABLE.get(sign) or _WORDS.get(sign)
    if word and len(word) == 1:
        return word
    if sign == "…":
        return "."
    if unicodedata.category(sign) == "Zs":
        return " "
    if 0x2500 <= code <= 0x257F:
        return _box(sign)
    if 0x2580 <= code <= 0x259F:
        return "." if sign in "░▁▂▏▕▔" else ":" if sign in "▒▃▄▎▍▖▗▘▝" else "#"
    return _base(sign)


def _box(sign: str) -> str:
    """Box drawing by its name: a horizontal, a vertical, a diagonal, or where they meet."""
    if sign in "╱╲╳":
        return "/\\X"["╱╲╳".index(sign)]
    name = unicodedata.name(sign)
    if "DOWN" in name or "UP" in name or "LEFT" in name or "RIGHT" in name:
        both = ("DOWN" in name or "UP" in name or "VERTICAL" in name) and (
            "LEFT" in name or "RIGHT" in name or "HORIZONTAL" in name
        )
        return "+" if both else "-" if "LEFT" in name or "RIGHT" in name else "|"
    if "VERTICAL" in name and "HORIZONTAL" in name:
        return "+"
    return "|" if "VERTICAL" in name else "-"


def _base(sign: str) -> str:
    """The letter under an accent, or a question mark."""
    base = unicodedata.normalize("NFKD", sign)[0]
    return base if " " <= base <= "~" else "?"
