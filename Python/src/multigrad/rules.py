"""The local derivatives that a class computes, asked by running its own backward function on copies."""

from __future__ import annotations

import copy
import functools
import math
from types import CellType, CodeType, FunctionType, MethodType
from typing import Any, Callable, Optional, Sequence

from .adapters import Fields

#: For each input, by id, the copies that took its place: one for each variable that holds it.
Copies = dict[int, list[Any]]


def captured(function: Any) -> list[Any]:
    """What a function holds: the variables of its closure, `self` first, as operands are written, or the
    arguments of a partial.
    """
    if isinstance(function, functools.partial):
        return list(function.args)
    code, cells = getattr(function, "__code__", None), getattr(function, "__closure__", None)
    if code is None or not cells:
        return []
    try:
        return [cells[place].cell_contents for place in self_first(code)]
    except ValueError:  # One is not bound yet, or no longer.
        return []


@functools.lru_cache(maxsize=None)
def self_first(code: CodeType) -> list[int]:
    """The places of a closure's variables, with that of `self` first."""
    names = code.co_freevars
    return sorted(range(len(names)), key=lambda place: names[place] != "self")


def does_nothing(function: Any) -> bool:
    """Whether there is no function, or it names nothing that it could change, as `lambda: None`."""
    if function is None:
        return True
    code = getattr(function, "__code__", None)
    return code is not None and not (code.co_names or code.co_freevars)


@functools.lru_cache(maxsize=None)
def is_dictionary(cls: Any) -> bool:
    """Whether objects of a class are no more than their dictionary."""
    return cls.__dictoffset__ != 0 and not any("__slots__" in one.__dict__ for one in cls.__mro__[:-1])


def twin(thing: Any) -> Any:
    """A copy that can be written to. A dictionary is all that most objects have."""
    cls: Any = type(thing)
    if is_dictionary(cls):
        result = object.__new__(cls)
        result.__dict__.update(thing.__dict__)
        return result
    return copy.copy(thing)


class Rule:
    """The backward function of one node, which can be run without a change to the node or its inputs."""

    def __init__(self, node: Any, inputs: Sequence[Any], fields: Fields) -> None:
        self.node = node
        self.inputs = {id(one): one for one in inputs}
        self.fields = fields
        self.function = getattr(node, fields.backward or "_backward", None)

    @property
    def code(self) -> Optional[CodeType]:
        """What all nodes of one operation have in common."""
        function = getattr(self.function, "func", self.function)
        return getattr(function, "__code__", None)

    def derivatives(self, start: float = 0.0) -> Optional[dict[int, list[float]]]:
        """What is in the gradients of each input's copies, of which each began with `start`, after the
        rule was run with 1 as the gradient of the node. None where it cannot be run on copies.
        """
        grad = self.fields.grad
        before = [getattr(one, grad) for one in self.inputs.values()]
        copies: Copies = {key: [] for key in self.inputs}
        try:
            self.node_copy = twin(self.node)
            setattr(self.node_copy, grad, 1.0)
            run = self.on_copies(self.function, copies, start)
            if run is None:
                return None
            inputs = self.fields.inputs
            walks = not isinstance(run, FunctionType) or inputs in run.__code__.co_names
            if walks and inputs is not None and inputs in getattr(self.node, "__dict__", ()):
                # A rule that walks its own inputs must meet the copies that its variables have.
                self.node_copy.__dict__[inputs] = self.on_copies(
                    self.node.__dict__[inputs], copies, start, reuse=True
                )
            run()
            result = {key: [float(getattr(c, grad)) for c in made] for key, made in copies.items()}
        except Exception:  # Whatever a class of the user's does, its graph can be drawn.
            return None
        finally:
            reached = False
            for one, value in zip(self.inputs.values(), before):
                if getattr(one, grad) is not value:
                    setattr(one, grad, value)
                    reached = True
        return None if reached else result

    def on_copies(self, thing: Any, copies: Copies, start: float, reuse: bool = False) -> Any:
        """The same thing with copies in place of the node and its inputs. None for what cannot be run so."""
        if thing is self.node:
            return self.node_copy
        made = copies.get(id(thing))
        if made is not None:
            # An object that is two operands has two copies, to tell their derivatives apart.
            if reuse and made:
                return made[0]
            one = twin(thing)
            setattr(one, self.fields.grad, start)
            made.append(one)
            return one
        if isinstance(thing, (list, tuple, set, frozenset)):
            if not any(id(one) in copies or one is self.node for one in thing):
                return thing
            return type(thing)(self.on_copies(one, copies, start, reuse) for one in thing)
        if thing is not self.function:
            return thing
        return self.function_on_copies(thing, copies, start)

    def function_on_copies(self, function: Any, copies: Copies, start: float) -> Optional[Callable[[], object]]:
        if isinstance(function, functools.partial):
            return functools.partial(
                function.func,
                *(self.on_copies(one, copies, start) for one in function.args),
                **function.keywords,
            )
        if isinstance(function, MethodType) and function.__self__ is self.node:
            return MethodType(function.__func__, self.node_copy)
        if not isinstance(function, FunctionType):
            return None
        cells = list(function.__closure__ or ())
        for place in self_first(function.__code__):
            held = cells[place].cell_contents
            new = self.on_copies(held, copies, start)
            if new is not held:
                cells[place] = CellType(new)
        defaults = tuple(self.on_copies(one, copies, start) for one in function.__defaults__ or ())
        return FunctionType(
            function.__code__, function.__globals__, function.__name__, defaults, tuple(cells)
        )

    def overwrites(self, derivatives: dict[int, list[float]]) -> bool:
        """Whether the rule sets a gradient where it should add to it."""
        again = self.derivatives(start=1.0)
        if again is None:
            return False
        for key, first in derivatives.items():
            for fresh, added in zip(first, again.get(key, ())):
                if math.isfinite(fresh) and abs(fresh) < 1e6 and added == fresh:
                    return True
        return False
