"""From the root of somebody's objects to a graph: every node once, inputs before users, at any depth."""

from __future__ import annotations

import contextlib
import gc
import io
import math
from typing import Any, Iterator, Mapping, Optional

from . import names
from .adapters import fields, gradient, number, required
from .errors import MultiGradError
from .graphs import Graph, Node
from .notes import notes
from .operands import LEAF, Application, Constant, Overwriting, application
from .operations import KNOWN


def walk(root: Any, variables: names.Variables) -> Graph:
    """The graph of a root, whose nodes without a label are called as the variables that hold them.

    Raises `MultiGradError` where the root is no node, a node holds more than one number, or a node depends on
    itself.
    """
    required(root)
    # A backward function that is run on copies may print.
    with contextlib.redirect_stdout(io.StringIO()), without_collection():
        ordered = in_order(root)
        places = {id(thing): place for place, (thing, _) in enumerate(ordered)}
        stage = "after" if gradient(root) not in (None, 0.0) else "before"
        nodes = [node(thing, made, places, stage, variables) for thing, made in ordered]
    return Graph(nodes, places[id(root)], stage, tuple(notes(ordered, nodes, stage)))


@contextlib.contextmanager
def without_collection() -> Iterator[None]:
    """Millions of objects that all stay are no work for a collector of garbage: a third of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def in_order(root: Any) -> list[tuple[Any, Application]]:
    """All that a root depends on, inputs before users."""
    ordered: list[tuple[Any, Application]] = []
    overwriting: Overwriting = {}
    # None while the inputs of a node are on their way: it is then below the top of the stack.
    done: dict[int, bool] = {}
    open: dict[int, Application] = {}
    stack = [root]
    while stack:
        thing = stack[-1]
        key = id(thing)
        if key in done:
            stack.pop()
            continue
        made = open.pop(key, None)
        if made is not None:
            stack.pop()
            done[key] = True
            ordered.append((thing, made))
            continue
        if type(thing) is Constant:
            made = LEAF
        else:
            known = fields(thing)
            if known is None:
                raise MultiGradError(
                    f"Among the inputs of a node is a {type(thing).__name__}, which has no data and gradient."
                )
            made = application(thing, known, overwriting)
        open[key] = made
        for one in reversed(made.operands):
            if id(one) in open:
                raise MultiGradError(f"A {type(one).__name__} ({one!r:.60}) depends on itself.")
            if id(one) not in done:
                stack.append(one)
    return ordered


def node(
    thing: Any, made: Application, places: Mapping[int, int], stage: str, variables: names.Variables
) -> Node:
    if type(thing) is Constant:
        return Node("constant", None, thing.value, None)
    known = fields(thing)
    assert known is not None
    label = names.labels.get(thing) or getattr(thing, known.label, None)
    if not label or not isinstance(label, str):
        label = variables.names.get(id(thing))
    local = made.local
    if local is None and made.operands and made.op not in KNOWN:
        local = [math.nan] * len(made.operands)
    return Node(
        made.op,
        label,
        number(getattr(thing, known.data), thing),
        gradient(thing) if stage == "after" else None,
        [places[id(one)] for one in made.operands],
        local,
        made.parameter,
        names.groups.get(thing),
        "parameter" if made.op == "leaf" and id(thing) in variables.parameters else None,
    )
