"""The nodes that functions of PyTorch become."""

from __future__ import annotations

import functools
import math
from typing import Any, Iterator, Mapping, NamedTuple, Optional, Sequence

from ..adapters import is_tensor
from ..graphs import Node, Note
from ..operations import BINARY, KNOWN, PARAMETRIC, UNARY, gives, operation
from .functions import WITHOUT_DERIVATIVE, Function, Key
from .groups import GROUP, grouped
from .summaries import described, number, tolerance
from .values import Values
from .variables import Variables


class Meaning(NamedTuple):
    """The operation that a function is, and the nodes that it is of."""

    op: str
    inputs: Sequence[int]
    parameter: Optional[float] = None


class Nodes:
    """The nodes of a graph."""

    def __init__(self, values: Values, variables: Variables, gradients: Mapping[Key, Any]) -> None:
        import torch

        self.values = values
        self.variables = variables
        self.gradients = gradients
        self.list: list[Node] = []
        #: Where each output stands in the list.
        self.places: dict[Key, int] = {}
        #: The groups of parameters, by their modules, and of what was computed in a group of the caller's.
        self.groups: dict[int, str] = {}
        #: The constants that are tensors, by what the caller calls them.
        self.constants: dict[str, int] = {}
        self.labels: dict[Key, str] = {}
        for name, tensor in variables.tensors:
            key = values.key(tensor)
            if key is not None:
                self.labels.setdefault(key, name)
        with torch.no_grad():
            for one in values.functions:
                if one.is_leaf:
                    self.add_leaf(one)
                else:
                    self.add(one)
        self.list = grouped(self.list, self.groups)

    @functools.cached_property
    def used(self) -> dict[int, set[int]]:
        """The outputs of each function that somebody uses."""
        result: dict[int, set[int]] = {self.values.root[0]: {self.values.root[1]}}
        for key in (input for one in self.values.functions for input in one.inputs if input is not None):
            result.setdefault(key[0], set()).add(key[1])
        return result

    def append(self, node: Node) -> int:
        self.list.append(node)
        return len(self.list) - 1

    def add_leaf(self, one: Function) -> None:
        variable = one.fn.variable
        name, module = self.variables.parameters.get(id(variable), (None, None))
        made = described("leaf", variable, one.shape(), self.gradients.get(one.key()))
        is_parameter = name is not None or type(variable).__name__ == "Parameter"
        place = self.append(
            made._replace(
                label=name or self.labels.get(one.key()), role="parameter" if is_parameter else None
            )
        )
        self.places[one.key()] = place
        if module is not None:
            self.groups[place] = module

    def add(self, one: Function) -> None:
        """Adds a node for each output that somebody uses."""
        operands = [
            self.constant(constant) if input is None else self.places[input]
            for input, constant in zip(one.inputs, self.values.constants[id(one.fn)])
        ]
        beside = [one.saved[name] for name in WITHOUT_DERIVATIVE if name not in one.arguments and name in one.saved]
        operands += [self.constant(tensor) for tensor in beside if is_tensor(tensor)]
        if one.name == "rsub":
            operands.insert(0, self.constant(self.values.lost(one, 0)))
        for output in sorted(self.used.get(id(one.fn), ())):
            key = one.key(output)
            value = self.values.known.get(key)
            meaning = self.meaning(one, operands, value)
            made = described(meaning.op, value, one.shape(output), self.gradients.get(key))
            made = made._replace(
                label=self.labels.get(key), inputs=meaning.inputs, parameter=meaning.parameter
            )
            if not self.is_over_tensors(made):
                made = made._replace(local=self.local(one, output, made))
            self.places[key] = place = self.append(made)
            group = one.fn.metadata.get(GROUP)
            if group is not None:
                self.groups[place] = group

    def constant(self, given: Any) -> Optional[int]:
        """The node of a number or a tensor without a gradient; None where it is not known."""
        if given is None:
            return None
        if not is_tensor(given):
            return self.append(Node("constant", None, float(given), None))
        label = self.variables.name(given)
        if label is not None and label in self.constants:
            return self.constants[label]
        place = self.append(described("constant", given, tuple(given.shape), None)._replace(label=label))
        if label is not None:
            self.constants[label] = place
        return place

    def is_over_tensors(self, made: Node) -> bool:
        return made.shape is not None or any(self.list[input].shape is not None for input in made.inputs)

    def meaning(self, one: Function, operands: Sequence[Optional[int]], value: Any) -> Meaning:
        """The operation that a function is: of numbers one of the command's, if it gives what the function gave."""
        inputs = [operand for operand in operands if operand is not None]
        name, parameter = ("-", None) if one.name == "rsub" else operation(one.name)
        parameter = one.parameter if parameter is None else parameter
        numbers = [self.list[input].data for input in inputs]
        if value is None or value.numel() != 1 or any(one is None for one in numbers):
            return Meaning(name, inputs, parameter if name in PARAMETRIC else None)
        known = [one for one in numbers if one is not None]
        parameter = parameter if len(known) == 1 and name in PARAMETRIC else None
        fits = (
            len(known) == 2 and name in BINARY
            or len(known) == 1 and (name in UNARY or parameter is not None)
            or name == "sum"
        )  # fmt: skip
        if fits and len(inputs) == len(operands) and gives(name, known, parameter, number(value), tolerance(value)):
            return Meaning(name, inputs, parameter)
        # An operation of torch's own, of what it has derivatives by.
        inputs = [input for input in inputs if self.list[input].op != "constant"]
        return Meaning(one.name if one.name not in KNOWN else f"{one.name} of torch", inputs)

    def local(self, one: Function, output: int, made: Node) -> Optional[list[float]]:
        """The derivatives of a number by numbers, as the function itself has them."""
        import torch

        is_own = made.op not in KNOWN
        if not is_own and len(made.inputs) != sum(input is not None for input in one.inputs):
            # By a constant PyTorch has none; the operation's own rule will do.
            return None
        unknown = [math.nan] * len(made.inputs) if is_own else None
        given = [torch.zeros(size or ()) for size in one.shapes] or [torch.zeros(())]
        given[output] = torch.ones_like(given[output])
        try:
            found = (one.fn if callable(one.fn) else one.fn.apply)(*given)
        except (RuntimeError, TypeError):  # It was freed, or is not to be asked in this way.
            return unknown
        found = found if isinstance(found, (tuple, list)) else (found,)
        return [
            0.0 if slope is None else number(slope)
            for slope, input in zip(found, one.inputs)
            if input is not None
        ]  # fmt: skip

    def notes(self) -> Iterator[Note]:
        unknown = [place for place, made in enumerate(self.list) if made.data is None and made.summary is None]
        if unknown and self.values.is_freed:
            yield Note(
                unknown[0],
                f"Of {len(unknown)} of {len(self.list)} values no more than the shape is known: PyTorch frees what it "
                "saved when backward() runs. Draw before it, with stage='pair' for the gradients, or call "
                "backward(retain_graph=True).",
            )
