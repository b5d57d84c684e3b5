"""A graph of one moment, and the file that it is for the command."""

from __future__ import annotations

import json
import math
import os
from dataclasses import dataclass, field
from enum import Enum
from typing import Iterator, NamedTuple, Optional, Sequence, Union


class Summary(NamedTuple):
    """What the numbers of a tensor are like."""

    mean: float
    norm: float
    min: float
    max: float


class Node(NamedTuple):
    """A number of the graph, what it was computed by, and of what. Its id is its place in `Graph.nodes`."""

    op: str
    label: Optional[str]
    #: None for a tensor of more than one number, and for one that is not known; these have a shape.
    data: Optional[float]
    #: Of a tensor, the norm of its gradient.
    grad: Optional[float]
    inputs: Sequence[int] = ()
    local: Optional[Sequence[float]] = None
    parameter: Optional[float] = None
    group: Optional[str] = None
    role: Optional[str] = None
    shape: Optional[Sequence[int]] = None
    summary: Optional[Summary] = None


class Kind(Enum):
    """What a note is about; its value is the word before it where it is printed."""

    REMARK = "note"
    #: The class of the objects does something wrong, so that a check of it must fail.
    FAULT = "fault"
    #: Numbers of two moments, of which no derivative can be judged.
    STALE = "stale"


@dataclass(frozen=True)
class Note:
    """Something that the walk saw and a graph file cannot hold."""

    #: The id of the node it is about, or None where it is about all.
    node: Optional[int]
    message: str
    kind: Kind = Kind.REMARK

    def __str__(self) -> str:
        return self.message


@dataclass(frozen=True)
class Graph:
    """The graph of a root as it was when it was walked; objects that change later do not change it."""

    nodes: Sequence[Node]
    root: int
    #: "before" or "after" the backward pass.
    stage: str
    notes: Sequence[Note] = field(default=())

    def __len__(self) -> int:
        return len(self.nodes)

    def __repr__(self) -> str:
        return f"<graph of {self.name}: {len(self)} nodes, {self.stage} backward>"

    @property
    def name(self) -> str:
        """What the root is called."""
        root = self.nodes[self.root]
        return root.label or root.op

    def __str__(self) -> str:
        """The graph file."""
        return "".join(self.lines())

    def lines(self) -> Iterator[str]:
        """The graph file in parts, which need not be in memory together."""
        yield '{ "format": "multigrad-graph", "version": 1, '
        yield f'"stage": "{self.stage}", "root": {self.root},\n  "nodes": ['
        separator = "\n"
        for identifier, node in enumerate(self.nodes):
            yield separator + "    " + node_text(identifier, node)
            separator = ",\n"
        yield " ] }\n"

    def save(self, path: Union[str, os.PathLike[str]]) -> None:
        """Writes the graph file."""
        with open(path, "w", encoding="utf-8") as file:
            file.writelines(self.lines())


def node_text(identifier: int, node: Node) -> str:
    """A node as the command writes it: one line."""
    parts = [
        f'"id": {identifier}, "op": {text(node.op)}, "label": {text(node.label)}',
        f'"data": {number(node.data)}, "grad": {number(node.grad)}, "inputs": {list(node.inputs)}',
    ]
    if node.local is not None:
        parts.append(f'"local": [{", ".join(map(number, node.local))}]')
    if node.parameter is not None:
        parts.append(f'"parameter": {number(node.parameter)}')
    parts.append(f'"group": {text(node.group)}')
    if node.role is not None:
        parts.append(f'"role": {text(node.role)}')
    if node.shape is not None:
        parts.append(f'"shape": {list(node.shape)}')
    if node.summary is not None:
        numbers = (f'"{name}": {number(value)}' for name, value in node.summary._asdict().items())
        parts.append(f'"summary": {{ {", ".join(numbers)} }}')
    return "{ " + ", ".join(parts) + " }"


def text(value: Optional[str]) -> str:
    return "null" if value is None else json.dumps(value, ensure_ascii=False)


def number(value: Optional[float]) -> str:
    """JSON has no numbers that are not finite; graph files have them as strings."""
    if value is None:
        return "null"
    if math.isfinite(value):
        return repr(value)
    return '"NaN"' if math.isnan(value) else '"Infinity"' if value > 0 else '"-Infinity"'
