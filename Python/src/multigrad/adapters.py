"""Which attributes of an object are its data, its gradient, its inputs: a table that can be added to."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import Any, Optional

from .errors import MultiGradError

#: What people call the parts of a Value, the most usual first.
NAMES: dict[str, tuple[str, ...]] = {
    "data": ("data", "value", "val", "_data", "_value"),
    "grad": ("grad", "gradient", "_grad", "adjoint", "derivative"),
    "inputs": (
        "_prev", "prev", "_children", "children", "_parents", "parents", "_inputs", "inputs",
        "_operands", "operands", "_args", "args", "_sources", "sources", "_src", "src", "_deps", "deps",
    ),
    "op": ("_op", "op", "_operation", "operation", "op_name", "_op_name"),
    "label": ("label", "name", "_label", "_name"),
    "backward": ("_backward", "_backwards", "_backward_fn", "backward_fn", "_grad_fn", "grad_fn", "_backprop"),
    "local": ("_local_grads", "local_grads", "_local_gradients", "local_gradients"),
}  # fmt: skip


@dataclass(frozen=True)
class Fields:
    """The names that one class has for the parts of its objects; None where it has no such part."""

    data: str
    grad: str
    inputs: Optional[str] = None
    op: Optional[str] = None
    #: Often put on some objects alone, by hand.
    label: str = "label"
    #: A function without arguments that adds to the gradients of the inputs.
    backward: Optional[str] = None
    #: Local derivatives, one for each input.
    local: Optional[str] = None


#: What `adapt` was told.
told: dict[type, dict[str, str]] = {}
#: What was found, by class.
found: dict[type, Fields] = {}


def adapt(cls: type, **names: str) -> None:
    """Says what a class calls its parts: `adapt(Var, data='x', grad='dx', inputs='made_from', op='kind')`.

    Parts: data, grad, inputs, op, label, backward, local. What is not told is found by the usual names.
    """
    unknown = sorted(set(names) - set(NAMES))
    if unknown:
        raise MultiGradError(f"A class has no part '{unknown[0]}'; there are {', '.join(NAMES)}.")
    told[cls] = names
    found.clear()


def fields(thing: Any) -> Optional[Fields]:
    """The fields of an object's class, or None where it has no data and gradient."""
    cls = type(thing)
    known = found.get(cls)
    if known is not None:
        return known
    names = {
        part: next((name for name in usual if hasattr(thing, name)), None)
        for part, usual in NAMES.items()
    }
    for parent in reversed(cls.__mro__):
        names.update(told.get(parent, {}))
    if names["data"] is None or names["grad"] is None:
        return None
    result = Fields(**{part: name for part, name in names.items() if name is not None})
    # A leaf need not have what only results have: a class is known when one with inputs was seen.
    if result.inputs is not None:
        found[cls] = result
    return result


def is_tensor(thing: Any) -> bool:
    """Whether an object is a tensor of PyTorch, which has ways of its own."""
    torch = sys.modules.get("torch")
    return torch is not None and isinstance(thing, torch.Tensor)


def is_node(thing: Any) -> bool:
    """Whether an object is a node of a graph: a number with a gradient and inputs."""
    if isinstance(thing, (int, float, str, type, list, tuple, dict)) or is_tensor(thing):
        return False
    known = fields(thing)
    return known is not None and known.inputs is not None


def required(root: Any) -> Fields:
    """The fields of a root. Raises `MultiGradError` where it is no node."""
    known = None if isinstance(root, type) else fields(root)
    if known is None or known.inputs is None:
        name = type(root).__name__
        raise MultiGradError(
            f"A {name} is no node of a graph: it needs data, a gradient and inputs, as .data, .grad and "
            f"._prev. Where they have other names: multigrad.adapt({name}, data=…, grad=…, inputs=…)."
        )
    return known


def number(value: Any, owner: Any) -> float:
    """The one number that data or a gradient is. Raises `MultiGradError` where it is more than one."""
    if type(value) is float:
        return value
    try:
        return float(value)
    except (TypeError, ValueError, OverflowError):
        raise MultiGradError(
            f"A {type(owner).__name__} holds {value!r:.60}, which is not one number: only graphs of "
            "scalars can be drawn."
        ) from None


def gradient(thing: Any) -> Optional[float]:
    known = fields(thing)
    value = getattr(thing, known.grad, None) if known else None
    return None if value is None else number(value, thing)
