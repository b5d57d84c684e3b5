"""A drawn graph, which a notebook shows and a script saves."""

from __future__ import annotations

import base64
import os
import re
from pathlib import Path
from typing import Any, Mapping, Optional, Union

from . import command
from .errors import CommandFailed
from .graphs import Graph

#: What notebooks show, and by which name they know it.
KINDS = {"svg": "image/svg+xml", "png": "image/png", "gif": "image/gif", "html": "text/html"}
#: The width of a notebook's cell, in pixels, and how a picture is fitted into it: what it shows stays the same.
CELL = 830
FITTED = {"fit": "readme", "sums": "expanded", "constants": "nodes"}


class Picture:
    """A picture of a graph. `format='png'` shows pixels instead of SVG."""

    def __init__(self, graph: Graph, options: Mapping[str, object]) -> None:
        self.graph = graph
        self.format = str(options.get("format") or "svg")
        self.options = {name: value for name, value in options.items() if name != "format"}
        # Drawn at once, so that a wrong option is an error where it stands.
        answer = command.run(self.words("-") + ["--format", self.format], str(graph))
        #: The bytes of the picture.
        self.data = answer.output
        #: What the command remarked, as that a part was left out.
        self.warnings = answer.warnings

    @property
    def svg(self) -> str:
        """The SVG, drawn again if another format is shown."""
        if self.format == "svg":
            return self.data.decode("utf-8")
        return command.run(self.words("-") + ["--format", "svg"], str(self.graph)).text

    def save(self, path: Union[str, os.PathLike[str]], **options: object) -> list[Path]:
        """Writes the picture; the extension chooses the format: svg, png, pdf, gif, dot, json, txt.

        Options that are given here win. Returns what was written: two files with `stage='both'`.
        """
        full = os.path.abspath(path)
        answer = command.run(self.words(full, options), str(self.graph))
        return [Path(line) for line in answer.warnings.splitlines() if os.path.isabs(line)]

    def words(self, output: str, more: Optional[Mapping[str, object]] = None) -> list[str]:
        return ["render", "-", "--output", output, *command.options({**self.options, **(more or {})})]

    @property
    def width(self) -> int:
        """In pixels; 0 of a format that has none, or does not say."""
        if self.format == "png":
            return int.from_bytes(self.data[16:20], "big")
        found = re.search(rb'<svg [^>]*width="(\d+)', self.data) if self.format == "svg" else None
        return int(found.group(1)) if found else 0

    def shown(self) -> bytes:
        """The bytes for a cell: downwards or in strips where it is too narrow, unless nobody could read that."""
        if self.width <= CELL or {"fit", "size", "scale"} & set(self.options):
            return self.data
        try:
            words = self.words("-", {**FITTED, **self.options})
            answer = command.run([*words, "--format", self.format], str(self.graph))
        except CommandFailed:  # Some styles cannot be asked to keep their sums.
            return self.data
        return self.data if "hardly be read" in answer.warnings else answer.output

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, str]:
        bundle = {"text/plain": repr(self)}
        kind = KINDS.get(self.format)
        if kind in ("image/png", "image/gif"):
            bundle[kind] = base64.b64encode(self.shown()).decode("ascii")
        elif kind is not None:
            bundle[kind] = self.shown().decode("utf-8")
        elif self.format in ("text", "dot", "json", "mermaid"):
            bundle["text/plain"] = self.data.decode("utf-8")
        return bundle

    def __repr__(self) -> str:
        notes = "".join(f"\nnote: {note}" for note in self.graph.notes)
        return f"<picture of {self.graph.name}: {len(self.graph)} nodes, {self.graph.stage} backward>{notes}"
