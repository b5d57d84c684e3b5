"""The operations that the command knows, what people call them, and what they give."""

from __future__ import annotations

import math
import operator
import re
from typing import Any, Callable, NamedTuple, Optional, Sequence

#: Numbers that are computed in another order differ by rounding; in single precision by this much.
TOLERANCE = 1e-6


def sigmoid(x: float) -> float:
    return 1 / (1 + math.exp(-x)) if x >= 0 else math.exp(x) / (1 + math.exp(x))


BINARY: dict[str, Callable[[float, float], float]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": operator.truediv,
    "**": operator.pow,
    "max": max,
    "min": min,
}

UNARY: dict[str, Callable[[float], float]] = {
    "neg": operator.neg,
    "tanh": math.tanh,
    "sigmoid": sigmoid,
    "relu": lambda x: x if x > 0 else 0.0,
    "gelu": lambda x: x * 0.5 * (1 + math.erf(x / math.sqrt(2))),
    "silu": lambda x: x * sigmoid(x),
    "softplus": lambda x: max(x, 0) + math.log1p(math.exp(-abs(x))),
    "exp": math.exp,
    "expm1": math.expm1,
    "log": math.log,
    "log1p": math.log1p,
    "log2": math.log2,
    "log10": math.log10,
    "sqrt": math.sqrt,
    "sin": math.sin,
    "cos": math.cos,
    "tan": math.tan,
    "asin": math.asin,
    "acos": math.acos,
    "atan": math.atan,
    "sinh": math.sinh,
    "cosh": math.cosh,
    "erf": math.erf,
    "abs": abs,
}

#: Of one input, and a number that is no node.
PARAMETRIC: dict[str, Callable[[float, float], float]] = {
    "**": operator.pow,
    "leaky_relu": lambda x, slope: x if x > 0 else slope * x,
    "elu": lambda x, alpha: x if x > 0 else alpha * math.expm1(x),
}

#: What people call them, in lower case and without underscores around.
ALIASES = {
    "add": "+", "plus": "+", "sub": "-", "minus": "-", "subtract": "-", "mul": "*", "x": "*", "×": "*",
    "·": "*", "mult": "*", "multiply": "*", "times": "*", "div": "/", "truediv": "/", "divide": "/", "÷": "/",
    "pow": "**", "power": "**", "^": "**", "negate": "neg", "unary-": "neg", "u-": "neg", "sig": "sigmoid",
    "σ": "sigmoid", "logistic": "sigmoid", "ln": "log", "swish": "silu", "lrelu": "leaky_relu",
    "leakyrelu": "leaky_relu", "maximum": "max", "minimum": "min", "arctan": "atan", "e": "exp", "e^": "exp",
    "leaf": "", "constant": "", "none": "",
}  # fmt: skip

#: Names that say their exponent.
EXPONENTS = {"square": 2.0, "squared": 2.0, "sq": 2.0, "cube": 3.0}
POWER = re.compile(r"(?:\*\*|\^|pow)[\s(_]*([-+]?[\d.]+(?:e[-+]?\d+)?)\)?$")

KNOWN = {"sum", *BINARY, *UNARY, *PARAMETRIC}


class Operation(NamedTuple):
    """An operation by the command's name, or the user's own, and the exponent or slope if it is said."""

    name: str
    parameter: Optional[float] = None


#: Names repeat in every node of a graph.
read: dict[str, Operation] = {}


def operation(name: Any) -> Operation:
    """What a class calls an operation: a string, a function, a class, an enum's case."""
    if not isinstance(name, str):
        name = "" if name is None else str(getattr(name, "__name__", getattr(name, "name", name)))
    result = read.get(name)
    if result is None:
        result = read[name] = meaning(name)
    return result


def meaning(name: str) -> Operation:
    plain = name.strip().lower().strip("_") or name.strip()
    exponent = POWER.match(plain)
    if exponent:
        return Operation("**", float(exponent.group(1)))
    if plain in EXPONENTS:
        return Operation("**", EXPONENTS[plain])
    if plain.startswith("**"):
        return Operation("**")
    plain = ALIASES.get(plain, plain)
    return Operation(plain if plain in KNOWN else ALIASES.get(plain, name.strip()))


def evaluate(name: str, inputs: Sequence[float], parameter: Optional[float] = None) -> float:
    """What an operation of these numbers gives. Raises as Python does where IEEE arithmetic has infinity or NaN."""
    if name == "sum":
        return math.fsum(inputs)
    if parameter is not None:
        return PARAMETRIC[name](inputs[0], parameter)
    return BINARY[name](inputs[0], inputs[1]) if len(inputs) == 2 else UNARY[name](inputs[0])


def gives(
    name: str, inputs: Sequence[float], parameter: Optional[float], data: float, tolerance: float = TOLERANCE
) -> bool:
    """Whether an operation of these numbers gives `data`."""
    try:
        value = evaluate(name, inputs, parameter)
    except (ArithmeticError, ValueError):
        return not math.isfinite(data)
    if value == data:
        return True
    if isinstance(value, complex):  # A root of a negative number, in Python.
        return False
    return abs(value - data) <= tolerance * max(abs(value), abs(data)) or (value != value and data != data)
