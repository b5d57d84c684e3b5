"""From a tensor to a graph."""

from __future__ import annotations

from types import FrameType
from typing import Any

from ..errors import MultiGradError
from ..graphs import Graph
from .functions import functions
from .gradients import gradients
from .nodes import Nodes
from .values import Values
from .variables import Variables


def walk(root: Any, frame: FrameType, after: bool) -> Graph:
    """The graph of a tensor. `after` asks for gradients where the backward pass has not run yet.

    Raises `MultiGradError` where the tensor has no graph.
    """
    if not root.requires_grad:
        raise MultiGradError(
            "The tensor has no graph: nothing that it was computed from has requires_grad=True, or it was computed "
            "under no_grad(), or detached."
        )
    variables = Variables(frame)
    found = list(functions(root))
    values = Values(root, found, [tensor for _, tensor in variables.tensors])
    leaves = [one for one in found if one.is_leaf]
    has_gradients = any(one.fn.variable.grad is not None for one in leaves)
    stage = "after" if has_gradients or after else "before"
    known = gradients(root, values) if stage == "after" else {}
    if has_gradients:
        # What the backward passes of the caller left there, and not one of ours.
        known.update((one.key(), one.fn.variable.grad) for one in leaves)
    nodes = Nodes(values, variables, known)
    return Graph(nodes.list, nodes.places[values.root], stage, tuple(nodes.notes()))
