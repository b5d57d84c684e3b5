"""What a walk sees that the numbers of a graph do not tell."""

from __future__ import annotations

from types import CodeType, FunctionType
from typing import Any, Optional, Sequence

from .adapters import fields, gradient
from .graphs import Kind, Node, Note
from .operands import UNNAMED, Application, Constant
from .operations import KNOWN, gives
from .rules import does_nothing


def notes(ordered: list[tuple[Any, Application]], nodes: list[Node], stage: str) -> list[Note]:
    """The notes on a graph, of its objects and how each came about, inputs before users."""
    result = []
    has_rules = any(made.operands and (made.local or not lacks_rule(thing)) for thing, made in ordered)
    known = known_by_code(ordered)
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
        if not made.holds or made.op == UNNAMED and not is_still(nodes, place, known.get(code(thing))):
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


def known_by_code(ordered: list[tuple[Any, Application]]) -> dict[Optional[CodeType], Application]:
    """Where operations have no names: what those of each code were found to be."""
    if not any(made.op == UNNAMED for _, made in ordered):
        return {}
    # Without the slopes of a rule, what an operation is was guessed from numbers alone.
    return {
        code(thing): made for thing, made in ordered if made.op in KNOWN and made.local and made.parameter is None
    }


def is_still(nodes: Sequence[Node], place: int, other: Optional[Application]) -> bool:
    """Whether a node holds what its inputs give by the operation that another node of its code has."""
    node = nodes[place]
    if other is None or len(other.operands) != len(node.inputs):
        return True
    held: Any = node.data
    data: list[Any] = [nodes[one].data for one in node.inputs]
    return any(gives(other.op, those, None, held) for those in (data, data[::-1]))


def lacks_rule(thing: Any) -> bool:
    """Whether the class has backward functions, but this node has none, or that of a leaf."""
    name = backward(thing)
    return name is not None and does_nothing(getattr(thing, name, None))


def hands_nothing_on(nodes: Sequence[Node], place: int) -> bool:
    """Whether a node has a gradient of which none of its inputs got anything."""
    return bool(nodes[place].grad) and not any(nodes[one].grad for one in nodes[place].inputs)


def counted(count: int, one: str, many: str) -> str:
    return f"{count} {one if count == 1 else many}"
