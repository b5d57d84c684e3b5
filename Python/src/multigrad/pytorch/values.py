"""The tensors that the outputs of functions are, as far as they are known."""

from __future__ import annotations

from typing import Any, Callable, Iterable, Optional, Sequence

from ..adapters import is_tensor
from ..operations import UNARY
from .functions import PARAMETERS, Function, Key

#: Functions that give the numbers that they are given, in another shape.
RESHAPING = ("alias", "clone", "reshape", "squeeze", "to_copy", "unsafe_view", "unsqueeze", "view")
#: Methods that give a part of the numbers, or all in another order, and what they need beside.
MOVING = {
    "permute": ("dims",),
    "select": ("dim", "index"),
    "slice": ("dim", "start", "end"),
    "t": (),
    "transpose": ("dim0", "dim1"),
}
#: Functions of torch that need nothing but their inputs.
SIMPLE = {
    "add", "addmm", "bmm", "div", "dot", "max", "mean", "min", "mm", "mul", "mv", "neg", "pow", "sub", "sum", *UNARY,
}  # fmt: skip

#: For a function and the operand that is known: the number that the other was, and the function with it.
LOST: dict[tuple[str, int], tuple[Callable[[Any, Any], Any], Callable[[Any, Any], Any]]] = {
    ("add", 0): (lambda x, y: y - x, lambda x, c: x + c),
    ("add", 1): (lambda x, y: y - x, lambda x, c: x + c),
    ("sub", 0): (lambda x, y: x - y, lambda x, c: x - c),
    ("sub", 1): (lambda x, y: x + y, lambda x, c: c - x),
    ("rsub", 0): (lambda x, y: x + y, lambda x, c: c - x),
    ("mul", 0): (lambda x, y: y / x, lambda x, c: x * c),
    ("mul", 1): (lambda x, y: y / x, lambda x, c: x * c),
    ("div", 0): (lambda x, y: x / y, lambda x, c: x / c),
    ("div", 1): (lambda x, y: x * y, lambda x, c: c / x),
}


class Values:
    """The values of a graph."""

    def __init__(self, root: Any, functions: Sequence[Function], tensors: Iterable[Any]) -> None:
        import torch

        self.functions = functions
        self.is_freed = any(one.is_freed for one in functions)
        self.ids = {id(one.fn) for one in functions}
        self.leaves = {id(one.fn.variable): one.key() for one in functions if one.is_leaf}
        #: Tensors, by the output that they are.
        self.known: dict[Key, Any] = {}
        #: Of a graph that was freed, what was computed again; it has a graph of its own.
        self.again: dict[Key, Any] = {}
        #: What was given to a function and has no gradient, by the place of the argument.
        self.constants: dict[int, list[Any]] = {}
        with torch.no_grad():
            for one in functions:
                if one.is_leaf:
                    self.put(one.fn.variable)
            for tensor in (root, *tensors, *(value for one in functions for value in one.saved.values())):
                if is_tensor(tensor):
                    self.put(tensor)
            for one in functions:
                self.compute(one)
        self.root = self.key(root) or functions[-1].key()

    def key(self, tensor: Any) -> Optional[Key]:
        """Which output of the graph a tensor is; None for what is none."""
        fn = tensor.grad_fn
        if fn is None:
            return self.leaves.get(id(tensor))
        return (id(fn), tensor.output_nr) if id(fn) in self.ids else None

    def put(self, tensor: Any) -> None:
        key = self.key(tensor)
        if key is not None:
            self.known.setdefault(key, tensor)

    def compute(self, one: Function) -> None:
        """Computes a value if it is not known, and all of a graph that was freed, for its gradients."""
        import torch

        if one.is_leaf:
            if self.is_freed:
                self.again[one.key()] = one.fn.variable.detach().clone().requires_grad_()
            return
        self.constants[id(one.fn)] = constants = [
            self.constant(one, place) if input is None else None for place, input in enumerate(one.inputs)
        ]
        held = self.known.get(one.key())
        if held is not None and not self.is_freed:
            return
        source = self.again if self.is_freed else self.known
        operands = [
            constants[place] if input is None else source.get(input) for place, input in enumerate(one.inputs)
        ]
        function = again(one)
        if function is None or any(operand is None for operand in operands):
            return
        try:
            with torch.set_grad_enabled(self.is_freed):
                value = function(*operands)
        except (RuntimeError, TypeError, ValueError):
            return
        # It may have been computed otherwise after all, with an argument that a graph does not hold.
        if tuple(value.shape) != one.shape():
            return
        if held is not None and not torch.allclose(held, value, equal_nan=True):
            return
        self.known.setdefault(one.key(), value.detach())
        if self.is_freed:
            self.again[one.key()] = value

    def constant(self, one: Function, place: int) -> Any:
        """A number or a tensor that a function was given and that has no gradient; None where it is not known."""
        saved = one.saved.get(one.arguments[place]) if place < len(one.arguments) else None
        if saved is not None:
            return saved
        return self.lost(one, 1 - place) if len(one.inputs) == 2 else None

    def lost(self, one: Function, place: int) -> Any:
        """The number beside one input, which PyTorch does not keep, as follows from the result."""
        key = one.inputs[place] if place < len(one.inputs) else None
        known = self.known.get(key) if key is not None else None
        value = self.known.get(one.key())
        rules = LOST.get((one.name, place))
        if known is None or value is None or rules is None or one.saved.get("alpha", 1) != 1:
            return None
        if known.shape != value.shape or known.numel() == 0 or not known.is_floating_point():
            return None
        other, apply = rules
        most = known.abs().argmax()
        number = other(known, value).reshape(-1)[most].item()
        for digits in range(1, 18):
            # The shortest that gives the same is what was written.
            short = float(f"{number:.{digits}g}")
            if bool((apply(known, short) == value).all()):
                return short
        return None


def again(one: Function) -> Optional[Callable[..., Any]]:
    """The function of torch that gives the output from the inputs; None where that is not known."""
    import torch

    size, saved = one.shape(), one.saved
    if one.name in RESHAPING and size is not None:
        return lambda x: x.reshape(size)
    if one.name in MOVING:
        arguments = [signed(saved[name]) for name in MOVING[one.name] if name in saved]
        return lambda x: getattr(torch.Tensor, one.name)(x, *arguments)
    if one.name in ("stack", "cat"):
        return lambda *x: getattr(torch, one.name)(x, signed(saved.get("dim", 0)))
    if one.name in ("sum", "mean") and size != ():
        dimensions = signed(saved.get("dim", ()))
        return lambda x: getattr(x, one.name)(dimensions, bool(saved.get("keepdim", False)))
    known: Any = getattr(torch, one.name, None) or getattr(torch.nn.functional, one.name, None)
    if one.name in PARAMETERS and len(one.inputs) == 1:
        number = one.parameter
        return None if number is None else lambda x: known(x, number)
    is_plain = one.name in SIMPLE and saved.get("alpha", 1) == 1 and saved.get("beta", 1) == 1
    return known if is_plain else None


def signed(number: Any) -> Any:
    """A whole number, or several, as Python has it: PyTorch shows -1 as 2⁶⁴ - 1."""
    if isinstance(number, (tuple, list)):
        return tuple(map(signed, number))
    return number - 2**64 if isinstance(number, int) and number >= 2**63 else number
