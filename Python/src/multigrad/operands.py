"""What a node was computed by and of what: order and multiplicity of operands, and a known operation.

Many classes keep a set of inputs, in which x + x is one and a - b has no order. The variables of the backward
function know better; where there are none, the numbers decide.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Mapping
from typing import Any, NamedTuple, Optional, Sequence

from . import rules
from .adapters import Fields, is_node, number
from .operations import BINARY, KNOWN, PARAMETRIC, UNARY, evaluate, gives, operation


class Constant:
    """A plain number among the operands."""

    __slots__ = ("value",)

    def __init__(self, value: float) -> None:
        self.value = value


class Application(NamedTuple):
    """An operation and its operands, in their order."""

    op: str
    operands: Sequence[Any]
    parameter: Optional[float] = None
    local: Optional[Sequence[float]] = None
    #: False where a known operation of these operands does not give what the node holds.
    holds: bool = True
    #: Whether the class's own rule sets gradients that it should add to.
    overwrites: bool = False


LEAF = Application("leaf", ())
#: What an operation is called that has no name and is none that we know.
UNNAMED = "op"
#: Whether the rule of an operation overwrites, by its code and name: it is the same for all nodes.
Overwriting = dict[tuple[Any, str], bool]


def application(node: Any, fields: Fields, overwriting: Overwriting) -> Application:
    """How a node came about."""
    raw = getattr(node, fields.inputs, None) if fields.inputs else None
    if callable(raw):
        raw = raw()
    if not raw:
        return LEAF
    inputs, given = parts(raw)
    data = number(getattr(node, fields.data), node)
    variables = rules.captured(getattr(node, fields.backward or "_backward", None))
    is_ordered = isinstance(raw, (list, tuple))
    if not is_ordered or len(inputs) == 1:
        # A set has another order each time.
        inputs = named(inputs, variables) or sorted(inputs, key=lambda one: held(one, fields))

    if given is None and fields.local is not None:
        given = getattr(node, fields.local, None)
    derivatives: Optional[dict[int, list[float]]] = None
    overwrites = False
    name = operation(getattr(node, fields.op, None) if fields.op else None)
    if given:
        derivatives = {}
        for one, value in zip(inputs, given):
            derivatives.setdefault(id(one), []).append(float(value))
    else:
        rule = rules.Rule(node, [one for one in inputs if type(one) is not Constant], fields)
        derivatives = rule.derivatives()
        if derivatives is not None:
            key = (rule.code, name.name)
            if key not in overwriting:
                overwriting[key] = rule.overwrites(derivatives)
            overwrites = overwriting[key]

    numbers = [float(one) for one in variables if type(one) in (int, float)]
    candidates = readings(name.name, name.parameter, inputs, numbers)
    if not name.name:
        powers = exponents(inputs, data, derivatives, fields)
        candidates = itertools.chain(readings("**", None, inputs[:1], powers), candidates)
    likely: dict[str, Application] = {}
    for op, operands, parameter in candidates:
        those = [held(one, fields) for one in operands]
        if not gives(op, those, parameter, data):
            continue
        local = locals_of(operands, derivatives)
        read = Application(op, operands, parameter, local, True, overwrites)
        is_guess = not name.name or op in BINARY and len(inputs) == 1 and parameter is None
        if not is_guess or agrees(op, those, parameter, local):
            return read
        likely.setdefault(op, read)
    with_number = None if likely and derivatives is None else other_is_number(
        name.name, inputs, data, derivatives, fields
    )
    if with_number is not None:
        return Application(name.name, with_number, None, locals_of(with_number, derivatives), True, overwrites)
    if len(likely) == 1 and (name.name or derivatives is None):
        return next(iter(likely.values()))
    is_alone = name.name in BINARY and len(inputs) == 1 and name.parameter is None
    if name.name in KNOWN and not is_alone:
        for op, operands, parameter in readings(name.name, name.parameter, inputs, ()):
            local = locals_of(operands, derivatives)
            return Application(op, operands, parameter, local, False, overwrites)
    # The user's own. A known name with inputs that it cannot have is another operation.
    op = f"{name.name} of {len(inputs)}" if name.name in KNOWN else name.name or UNNAMED
    operands = [one for one in inputs if type(one) is not Constant]
    return Application(op, operands, None, locals_of(operands, derivatives), True, overwrites)


def other_is_number(
    name: str,
    inputs: list[Any],
    data: float,
    derivatives: Optional[dict[int, list[float]]],
    fields: Fields,
) -> Optional[list[Any]]:
    """The operands of x + 2 in a class that makes no node of the 2. The slope tells x - 2 from 2 - x."""
    if len(inputs) != 1 or type(inputs[0]) is Constant:
        return None
    one, x = inputs[0], held(inputs[0], fields)
    slope = sum(derivatives[id(one)]) if derivatives and derivatives.get(id(one)) else None
    if name == "+" and slope in (1, None):
        return [one, Constant(data - x)]
    if name == "-" and slope in (1, -1):
        return [one, Constant(x - data)] if slope == 1 else [Constant(data + x), one]
    if name == "*" and x != 0:
        factor = data / x if slope is None else slope
        return [one, Constant(factor)] if gives("*", [x, factor], None, data) else None
    return None


def exponents(
    inputs: list[Any], data: float, derivatives: Optional[dict[int, list[float]]], fields: Fields
) -> list[float]:
    """The exponent that a power without a name would have: of x ** n the slope is n · x ** n / x."""
    slopes = derivatives.get(id(inputs[0])) if derivatives and len(inputs) == 1 else None
    if not slopes or not data or not math.isfinite(slopes[0]):
        return []
    exponent = slopes[0] * held(inputs[0], fields) / data
    # A first power is what a ReLU is, too, and one of nearly 0 a tanh that is saturated.
    is_another = abs(exponent - 1) <= 1e-9 or abs(exponent) < 1e-3
    return [round(exponent, 9)] if math.isfinite(exponent) and not is_another else []


def parts(raw: Any) -> tuple[list[Any], Optional[list[float]]]:
    """The inputs as objects, and the local derivatives where a class keeps pairs of both."""
    if isinstance(raw, Mapping):
        raw = list(raw.items()) if any(is_node(one) for one in raw) else list(raw.values())
    if not isinstance(raw, (list, tuple, set, frozenset)):
        raw = [raw] if is_node(raw) else list(raw)
    inputs, given = [], []
    for one in raw:
        if isinstance(one, (tuple, list)) and len(one) == 2:
            first, second = one if is_node(one[0]) else reversed(one)
            inputs.append(first)
            given.append(second)
        elif type(one) in (int, float):
            inputs.append(Constant(float(one)))
        elif one is not None:
            inputs.append(one)
    pairs = given and len(given) == len(inputs) and all(type(one) in (int, float) for one in given)
    return inputs, given if pairs else None


def named(inputs: list[Any], variables: list[Any]) -> Optional[list[Any]]:
    """The inputs as the backward function holds them, one by one or in a list, where it holds them all."""
    ids = {id(one) for one in inputs}
    for things in (variables, *(one for one in variables if isinstance(one, (list, tuple)))):
        held = [one for one in things if id(one) in ids]
        if len(held) >= len(inputs) and {id(one) for one in held} == ids:
            return held
    return None


def readings(name: str, parameter: Optional[float], inputs: list[Any], numbers: Sequence[float]) -> Any:
    """What an operation of these inputs may mean, the most likely first."""
    if not name:
        for candidate in ("+", "*", "-", "/", *UNARY, "**", "max", "min"):
            yield from readings(candidate, None, inputs, numbers)
        return
    distinct = list({id(one): one for one in inputs}.values())
    first = inputs[0]
    if parameter is not None and len(distinct) == 1:
        yield name, [first], parameter
    if name in BINARY:
        if len(inputs) == 2:
            yield name, inputs, None
            yield name, inputs[::-1], None
        if len(distinct) == 1:
            if name == "-":
                yield "neg", [first], None
            if name in PARAMETRIC:
                for number in numbers:
                    yield name, [first], number
            if len(inputs) == 1:
                yield name, [first, first], None
                for number in numbers:
                    yield name, [first, Constant(number)], None
                    yield name, [Constant(number), first], None
    elif name in UNARY:
        if len(distinct) == 1:
            yield name, [first], None
    elif name in PARAMETRIC and len(distinct) == 1:
        for number in (*numbers, 0.01 if name == "leaky_relu" else 1.0):
            yield name, [first], number
    if name in ("+", "sum") and len(inputs) > 2 or name == "sum":
        yield "sum", inputs, None


def held(operand: Any, fields: Fields) -> float:
    if type(operand) is Constant:
        return operand.value
    return number(getattr(operand, fields.data), operand)


def locals_of(
    operands: Sequence[Any], derivatives: Optional[dict[int, list[float]]]
) -> Optional[list[float]]:
    """The local derivative for each operand. An object that is two operands has two, or half of one each."""
    if derivatives is None:
        return None
    ids = [id(one) for one in operands]
    result, seen = [], dict.fromkeys(ids, 0)
    for one, key in zip(operands, ids):
        if type(one) is Constant:
            # Nothing flows into a number, and no class says how much would.
            return None
        known = derivatives.get(key)
        if not known:
            return None
        times = ids.count(key)
        result.append(known[seen[key]] if len(known) == times else sum(known) / times)
        seen[key] += 1
    return result


def agrees(
    op: str, inputs: list[float], parameter: Optional[float], local: Optional[Sequence[float]]
) -> bool:
    """Whether a guessed operation has the slope that the class has for it: 2 + 2 is 2 · 2."""
    if local is None:
        return False
    for place, expected in enumerate(local):
        step = 1e-5 * max(1.0, abs(inputs[place]))
        try:
            above, below = (
                evaluate(op, [*inputs[:place], inputs[place] + move, *inputs[place + 1 :]], parameter)
                for move in (step, -step)
            )
        except (ArithmeticError, ValueError):
            return False
        slope = (above - below) / (2 * step)
        if not abs(slope - expected) <= 1e-4 * max(1.0, abs(slope), abs(expected)):
            return False
    return True
