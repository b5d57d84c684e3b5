"""MultiGrad for the Value class of your own, and for PyTorch: draws its graph, and checks its gradients.

    import multigrad
    multigrad.draw(loss)              # in a notebook the picture appears
    multigrad.draw(loss).save('loss.svg')
    print(multigrad.check(loss))      # every derivative against a difference quotient

Any object with data, a gradient and inputs is walked (`.data`, `.grad`, `._prev`; see `adapt`). Drawing and checking
are done by the command `multigrad`, which is found by `PATH` or the environment variable `MULTIGRAD`.
"""

from __future__ import annotations

import os
import sys
from types import FrameType
from typing import Any, Union

from . import names, reports
from .adapters import adapt, is_tensor
from .errors import CommandFailed, CommandMissing, MultiGradError
from .graphs import Graph, Node, Note
from .names import group, label
from .picture import Picture
from .pytorch.walk import walk as walk_tensor
from .reports import CheckReport, Diagnosis, Difference, Finding
from .walk import walk

__all__ = [
    "CheckReport", "CommandFailed", "CommandMissing", "Diagnosis", "Difference", "Finding", "Graph",
    "MultiGradError", "Node", "Note", "Picture", "adapt", "check", "diagnose", "diff", "draw", "dump", "graph",
    "group", "label",
]  # fmt: skip


def draw(root: Any, **options: object) -> Picture:
    """Draws the graph of a root, or a `Graph` that was taken before.

    Options are those of `multigrad render`: `stage='pair'` for before and after side by side, `style='micrograd'`,
    `edges='local'`, `legend=True`, `path=('x', 'L')`, `size=(640, 480)`, `format='png'`.
    """
    return Picture(taken(root, sys._getframe(1), options.get("stage") not in (None, "before")), options)


def check(root: Any, **options: object) -> CheckReport:
    """Checks every derivative and gradient. Options are those of `multigrad check`, as `tolerance=1e-4`."""
    return reports.check(taken(root, sys._getframe(1)), options)


def diagnose(root: Any, **options: object) -> Diagnosis:
    """Names where backpropagation goes wrong: where NaN is born, dead ReLUs, saturation, …"""
    return reports.diagnose(taken(root, sys._getframe(1)), options)


def diff(a: Any, b: Any, **options: object) -> Difference:
    """Compares two graphs. To compare one with itself after a step, take it before: `old = multigrad.graph(loss)`."""
    frame = sys._getframe(1)
    return reports.diff(taken(a, frame), taken(b, frame), options)


def graph(root: Any) -> Graph:
    """The graph of a root as it is now; `str` of it is the graph file."""
    return taken(root, sys._getframe(1))


def dump(root: Any, path: Union[str, os.PathLike[str]]) -> None:
    """Writes the graph file of a root, which every part of the command reads."""
    taken(root, sys._getframe(1)).save(path)


def taken(root: Any, frame: FrameType, after: bool = False) -> Graph:
    """A graph as it is, or that of a root; of a tensor with the gradients of a pass, where `after` asks for them."""
    if isinstance(root, Graph):
        return root
    if is_tensor(root):
        return walk_tensor(root, frame, after)
    return walk(root, names.variables(frame))
