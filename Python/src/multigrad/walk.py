"""From the root of somebody's objects to a graph: every node once, inputs before users, at any depth."""

from __future__ import annotations

import contextlib
import gc
import io
import math
from types import CodeType, FunctionType
from typing import Any, Iterator, Mapping, Optional, Sequence

from . import names
from .adapters import fields, number, required
from .errors import MultiGradError
from .graphs import Graph, Kind, Node, Note
from .operands import LEAF, UNNAMED, Application, Constant, Overwriting, application
from .operations import KNOWN
from .rules import does_nothing


def walk(root: Any, variables: Mapping[int, str]) -> Graph:
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
    return Graph(nodes, places[id(root)], stage, tuple(notes(ordered, nodes, places, stage)))


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


def gradient(thing: Any) -> Optional[float]:
    known = fields(thing)
    value = getattr(thing, known.grad, None) if known else None
    return None if value is None else number(value, thing)


def node(
    thing: Any, made: Application, places: Mapping[int, int], stage: str, variables: Mapping[int, str]
) -> Node:
    if type(thing) is Constant:
        return Node("constant", None, thing.value, None)
    known = fields(thing)
    assert known is not None
    label = names.labels.get(thing) or getattr(thing, known.label, None)
    if not label or not isinstance(label, str):
        label = variables.get(id(thing))
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
    )


def notes(
    ordered: list[tuple[Any, Application]], nodes: list[Node], places: Mapping[int, int], stage: str
) -> list[Note]:
    """What was seen that the numbers of a graph do not tell."""
    result = []
    has_rules = any(made.operands and (made.local or not lacks_rule(thing)) for thing, made in ordered)
    # Where operations have no names, that of a rule's code is what its other nodes were found to be.
    is_unnamed = any(made.op == UNNAMED for _, made in ordered)
    known = {code(thing) for thing, made in ordered if made.op in KNOWN} - {None} if is_unnamed else set()
    overwriting: dict[str, int] = {}
    missing: dict[str, int] = {}
    unknown: dict[str, int] = {}
    others = []
    for place, (thing, made) in enumerate(ordered):
        if made.overwrites:
            overwriting.setdefault(made.op, place)
        if made.operands and made.local is None:
            if lacks_rule(thing) and (has_rules or hands_nothing_on(nodes, place)):
                missing.setdefault(made.op, place)
            elif made.op not in KNOWN:
                unknown.setdefault(made.op, place)
        if not made.holds or made.op == UNNAMED and code(thing) in known:
            others.append(place)
    for op, place in overwriting.items():
        message = (
            f"`{op}` sets the gradient of its input, where it must add to it (`+=`, not `=`): what came "
            f"from elsewhere is lost. First at node {place}."
        )
        result.append(Note(place, message, Kind.FAULT))
    for op, place in missing.items():
        message = (
            f"`{op}` has no rule: its `{backward(ordered[place][0])}` is missing or does nothing, so that its inputs "
            f"get no gradient. First at node {place}."
        )
        result.append(Note(place, message, Kind.FAULT))
    for op, place in unknown.items():
        message = (
            f"`{op}` (first at node {place}) is not built in, and its backward function cannot be run "
            "on a copy: its derivative is unknown, and is NaN here."
        )
        result.append(Note(place, message))
    # A step of training writes leaves: what is computed of others alone then holds still.
    stale = [place for place in others if any(nodes[one].op == "leaf" for one in nodes[place].inputs)]
    if stale:
        place = stale[0]
        message = (
            f"{counted(len(stale), 'node holds', 'nodes hold')} not what the inputs give, the first is "
            f"`{nodes[place].op}` at node {place}: data was written after the forward pass, as a training step does. "
            "Run the forward pass again before you check; if that changes nothing, the operation is not what it is "
            "called."
        )
        result.append(Note(place, message, Kind.STALE if stale == others else Kind.REMARK))
    if stage == "before":
        left = [place for place, (thing, _) in enumerate(ordered) if type(thing) is not Constant and gradient(thing)]
        if left:
            message = (
                f"{counted(len(left), 'node has a gradient', 'nodes have gradients')} of an earlier pass, "
                "which the next one will add to; here no gradient is shown, since the root has none yet."
            )
            result.append(Note(left[0], message))
    return result


def backward(thing: Any) -> Optional[str]:
    """The name that the class of an object has for backward functions."""
    known = fields(thing)
    return known.backward if known else None


def code(thing: Any) -> Optional[CodeType]:
    """The code of a node's own backward function, which all nodes of one operation have."""
    function = getattr(thing, backward(thing) or "", None)
    return function.__code__ if isinstance(function, FunctionType) else None


def lacks_rule(thing: Any) -> bool:
    """Whether the class has backward functions, but this node has none, or that of a leaf."""
    name = backward(thing)
    return name is not None and does_nothing(getattr(thing, name, None))


def hands_nothing_on(nodes: Sequence[Node], place: int) -> bool:
    """Whether a node has a gradient of which none of its inputs got anything."""
    return bool(nodes[place].grad) and not any(nodes[one].grad for one in nodes[place].inputs)


def counted(count: int, one: str, many: str) -> str:
    return f"{count} {one if count == 1 else many}"
