"""What the command found, which prints as the command does and can be asked."""

from __future__ import annotations

import json
import os
import tempfile
from dataclasses import dataclass, replace
from typing import Any, Iterator, Mapping, Sequence

from . import command
from .graphs import Graph, Kind, Note


@dataclass(frozen=True)
class Finding:
    """One thing that is not as it should be."""

    #: What it is: of a check the verdict, as `wrong`; of a diagnosis the name, as `dead-relu`; of a comparison
    #: what changed, as `data`; of something that the walk saw, `fault` or `stale`.
    name: str
    #: The id of the node, and its label or operation.
    node: int | None
    label: str
    #: In one sentence.
    message: str
    #: All that the command says of it in JSON.
    details: Mapping[str, Any]

    def __str__(self) -> str:
        return self.message


class Report:
    """A result of the command. `print` it, ask `.passed`, go through its findings; it is true if it passed."""

    def __init__(self, text: str, code: int, findings: Sequence[Finding], notes: Sequence[Note], data: Any) -> None:
        #: What the command prints.
        self.text = text
        #: What the walk saw beside.
        self.notes = tuple(notes)
        #: What is not as it should be.
        self.findings = tuple(findings)
        #: The same as the command's JSON has it.
        self.data = data
        #: Whether nothing was found, by the command and by the walk.
        self.passed = code == 0 and not any(note.kind is Kind.FAULT for note in notes)

    def __iter__(self) -> Iterator[Finding]:
        return iter(self.findings)

    def __bool__(self) -> bool:
        return self.passed

    def __str__(self) -> str:
        notes = (f"{note.kind.value}: {note}" for note in self.notes)
        return "\n".join([self.text.rstrip("\n"), *notes])

    __repr__ = __str__


class CheckReport(Report):
    """Every derivative against a difference quotient."""

    @property
    def verdict(self) -> str:
        """The command's: `good`, `fine`, `loose`, `uncomfortable`, `wrong`, `kink`, `unchecked`, …; or `stale`, of a
        graph whose data was written after the forward pass.
        """
        return str(self.data["verdict"])


class Diagnosis(Report):
    """Where backpropagation goes wrong."""


class Difference(Report):
    """What changed from one graph to another; it passed if nothing did."""

    @property
    def equal(self) -> bool:
        return bool(self.data["equal"])


#: Verdicts that are no finding.
HARMLESS = ("good", "fine", "loose", "kink", "unchecked")

NOT_ONE_PASS = (
    "No local derivative is wrong, but the gradients are not those of one pass from this root: they were not set to 0 "
    "after another pass, or were written by hand, or the pass has not come to its end, or a rule does not multiply by "
    "the gradient of its node."
)


def check(graph: Graph, options: Mapping[str, object]) -> CheckReport:
    graph = comparable(graph)
    text, code, data = both("check", graph, options)
    if any(note.kind is Kind.STALE for note in graph.notes):
        data = {"verdict": "stale", "nodes": [], "leaves": []}
        return CheckReport("verdict: stale", 1, noted(graph, Kind.STALE, Kind.FAULT), graph.notes, data)
    findings = []
    wrong = {
        kind: [one for one in data.get(kind, ()) if one["verdict"] not in HARMLESS] for kind in ("data", "nodes", "leaves")
    }
    for kind, ones in wrong.items():
        for one in ones:
            if kind == "data":
                message = f"holds {one['held']}, its inputs give {one['expected']}"
            else:
                message = f"has the derivative {one['analytic']}, numerically {one['numeric']}"
            findings.append(finding(graph, one["verdict"], one, message))
    if data["nodes"] and [kind for kind, ones in wrong.items() if ones] == ["leaves"]:
        graph = replace(graph, notes=(*graph.notes, Note(None, NOT_ONE_PASS)))
    return CheckReport(text, code, findings + noted(graph, Kind.FAULT), graph.notes, data)


def comparable(graph: Graph) -> Graph:
    """The graph without gradients where a pass that began elsewhere has left them."""
    seed = graph.nodes[graph.root].grad
    if seed in (None, 1.0):
        return graph
    message = (
        f"The gradient of the root is {seed:.4g}, not 1: the pass began at another node, or with another number. "
        "Gradients are therefore not compared with the derivatives of this root; local derivatives are checked."
    )
    nodes = [node._replace(grad=None) for node in graph.nodes]
    return replace(graph, nodes=nodes, stage="before", notes=(*graph.notes, Note(graph.root, message)))


def diagnose(graph: Graph, options: Mapping[str, object]) -> Diagnosis:
    text, code, data = both("diagnose", graph, options)
    findings = [
        finding(graph, one["name"], one, f"{one['evidence']} {one['advice']}") for one in data["findings"]
    ]
    return Diagnosis(text, code, findings + noted(graph, Kind.FAULT), graph.notes, data)


def diff(a: Graph, b: Graph, options: Mapping[str, object]) -> Difference:
    with tempfile.TemporaryDirectory() as folder:
        paths = [os.path.join(folder, name) for name in ("a.json", "b.json")]
        for graph, path in zip((a, b), paths):
            graph.save(path)
        words = ["diff", *paths, *command.options(dict(options))]
        answer = command.run(words)
        data = json.loads(command.run([*words, "--json"]).text)
    findings = []
    for what in ("removed", "added"):
        graph = a if what == "removed" else b
        findings += [finding(graph, what, one, what) for one in data[what]]
    for one in data["changes"]:
        message = f"{one['what']} was {one.get('from')}, is {one.get('to')}"
        findings.append(finding(b, one["what"], {**one, "node": one.get("b")}, message))
    text = answer.text.replace(folder + os.sep, "")
    return Difference(text, answer.code, findings, [*a.notes, *b.notes], data)


def both(verb: str, graph: Graph, options: Mapping[str, object]) -> tuple[str, int, Any]:
    """What the command prints, its exit code, and the same as JSON."""
    words, file = [verb, "-", *command.options(dict(options))], str(graph)
    answer = command.run(words, file)
    return answer.text, answer.code, json.loads(command.run([*words, "--json"], file).text)


def finding(graph: Graph, name: str, details: Mapping[str, Any], message: str) -> Finding:
    place = details.get("node", details.get("id"))
    label = details.get("label") or ""
    if place is not None:
        node = graph.nodes[place]
        label = node.label or node.op
        message = f"{name}: `{node.op}` at node {place}" + (f" ({node.label})" if node.label else "") + f": {message}"
    return Finding(name, place, label, message, details)


def noted(graph: Graph, *kinds: Kind) -> list[Finding]:
    """What the walk saw of these kinds, which the command's numbers need not show."""
    return [
        Finding(note.kind.value, note.node, "" if note.node is None else graph.nodes[note.node].op, note.message, {})
        for note in graph.notes
        if note.kind in kinds
    ]
