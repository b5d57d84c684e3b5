"""The functions of a graph of PyTorch, with what they keep."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any, Iterator, Mapping, Optional, Sequence

from ..errors import MultiGradError

#: An output of a function: the function, by its id, and which of its outputs.
Key = tuple[int, int]

#: What PyTorch calls the arguments that a function has derivatives by, in their order.
ARGUMENTS = {
    "addmm": ("self", "mat1", "mat2"),
    "addmv": ("self", "mat", "vec"),
    "baddbmm": ("self", "batch1", "batch2"),
    "bmm": ("self", "mat2"),
    "convolution": ("input", "weight", "bias"),
    "dot": ("self", "tensor"),
    "linear": ("input", "weight", "bias"),
    "mm": ("self", "mat2"),
    "mse_loss": ("self", "target"),
    "mv": ("self", "vec"),
    "pow": ("self", "exponent"),
}
#: The same of all others.
USUAL_ARGUMENTS = ("self", "other")
#: Tensors that no function has a derivative by.
WITHOUT_DERIVATIVE = ("target", "indices", "index", "condition", "mask")
#: What PyTorch calls the number beside the one input of a function.
PARAMETERS = {"pow": "exponent", "leaky_relu": "negative_slope", "elu": "alpha"}


@dataclass(frozen=True)
class Function:
    """A function of the graph, or the place where the gradient of a leaf is collected."""

    fn: Any
    #: Its name in torch, as `log_softmax`.
    name: str
    #: The outputs of others that it was given; None for what has no gradient.
    inputs: Sequence[Optional[Key]]
    #: What it keeps for its derivatives, by the names of arguments.
    saved: Mapping[str, Any]
    #: Whether that was freed.
    is_freed: bool
    #: The shape of each output.
    shapes: Sequence[Optional[tuple[int, ...]]] = field(default=())

    def key(self, output: int = 0) -> Key:
        return id(self.fn), output

    @property
    def is_leaf(self) -> bool:
        return hasattr(self.fn, "variable")

    @property
    def arguments(self) -> Sequence[str]:
        return ARGUMENTS.get(self.name, USUAL_ARGUMENTS)

    @property
    def parameter(self) -> Optional[float]:
        """The exponent or the slope."""
        number = self.saved.get(PARAMETERS.get(self.name, ""))
        return float(number) if isinstance(number, (int, float)) else None

    def shape(self, output: int = 0) -> Optional[tuple[int, ...]]:
        return self.shapes[output] if output < len(self.shapes) else None


#: Each function that Python has seen is freed within the one above it; with 8 MB of stack, 40 000 still went well.
DEEPEST = 20_000


def functions(root: Any) -> Iterator[Function]:
    """All functions of a graph, inputs before users."""
    # Where the gradient of a leaf is collected is found by way of a view of it.
    start = root.grad_fn or root.view_as(root).grad_fn.next_functions[0][0]
    done: set[int] = set()
    stack = [(start, 1)]
    while stack:
        fn, depth = stack[-1]
        if depth > DEEPEST:
            raise MultiGradError(
                f"The graph is more than {DEEPEST} functions deep. PyTorch itself crashes when it frees such a graph "
                "once Python has looked at it. Draw a part: detach() what comes before."
            )
        waiting = [one for one, _ in fn.next_functions if one is not None and id(one) not in done]
        if id(fn) not in done and waiting:
            stack += ((one, depth + 1) for one in reversed(waiting))
            continue
        stack.pop()
        if id(fn) not in done:
            done.add(id(fn))
            yield function(fn)


def function(fn: Any) -> Function:
    name = re.sub(r"Backward\d*$", "", fn.name().rpartition("::")[2])
    name = re.sub(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z\d])(?=[A-Z][a-z])", "_", name).lower()
    inputs = [None if one is None else (id(one), output) for one, output in fn.next_functions]
    saved: dict[str, Any] = {}
    is_freed = False
    for attribute in dir(fn):
        if attribute.startswith("_saved_") or attribute == "saved_tensors":
            try:
                value = getattr(fn, attribute)
            except RuntimeError:
                is_freed = True
                continue
            if attribute == "saved_tensors":  # Of a function of somebody's own.
                saved.update((f"saved {place}", one) for place, one in enumerate(value))
            elif value is not None:
                saved[attribute[len("_saved_") :]] = value
    shapes = [tuple(one.shape) for one in getattr(fn, "_input_metadata", None) or ()]
    return Function(fn, name, inputs, saved, is_freed, shapes)
