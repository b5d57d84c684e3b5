"""Running a notebook, to draw what its last cell shows."""

from __future__ import annotations

import ast
import os
import sys
import tempfile
from pathlib import Path
from typing import Optional, Sequence

from . import command
from .errors import MultiGradError

#: Functions whose argument is what they show.
DRAWING = ("draw_dot", "draw", "check", "diagnose", "graph")


def draw(path: Path, options: Sequence[str]) -> None:
    """Runs a notebook and draws the node that its last cell shows, by `multigrad render` with these options.

    Raises `MultiGradError` where the notebook cannot be run or its last cell shows no node.
    """
    with tempfile.TemporaryDirectory() as folder:
        # The name of the file is that of the pictures.
        file = Path(folder) / f"{path.stem}.json"
        run(path, file)
        if not any(option in ("-o", "--output") or option.startswith("--output=") for option in options):
            options = [*options, "--output", os.path.join("output", f"{path.stem}.svg")]
        answer = command.run(["render", str(file), *options])
    print(answer.text, end="")
    if answer.warnings:
        print(answer.warnings, file=sys.stderr)


def run(path: Path, file: Path) -> None:
    """Runs a notebook with a cell more, which writes the graph file."""
    try:
        text = path.read_bytes().decode("utf-8-sig", "replace")
    except FileNotFoundError:
        raise MultiGradError(f"There is no {path}; check the path.", 66) from None
    except OSError as error:
        raise MultiGradError(f"{path} cannot be read: {error.strerror}.", 74) from None
    try:
        import nbformat
        from nbclient import NotebookClient
        from nbclient.exceptions import CellExecutionError, DeadKernelError
        from traitlets.config import Config
    except ImportError:
        raise MultiGradError(
            "Notebooks are run by nbclient and ipykernel: pip install nbclient ipykernel. Without them, "
            "'multigrad render notebook.ipynb' draws those that need no classes of their own."
        ) from None
    try:
        notebook = nbformat.reads(text, as_version=4)
    except Exception:
        raise MultiGradError(f"{path} is no notebook.") from None
    cells = [cell.source for cell in notebook.cells if cell.cell_type == "code" and cell.source.strip()]
    shown = what_is_shown(cells[-1]) if cells else None
    if shown is None:
        raise MultiGradError(
            f"The last cell of {path} shows nothing. Put the name of a node on its last line, as in a cell "
            "that shows a number."
        )
    notebook.cells.append(
        nbformat.v4.new_code_cell(f"__import__('multigrad').dump({shown}, {str(file)!r})")
    )
    # Nobody else on the machine can listen in, of which the kernel warns otherwise.
    private = {"KernelManager": {"transport": "ipc"}} if os.name == "posix" else {}
    client = NotebookClient(
        notebook, resources={"metadata": {"path": str(path.resolve().parent)}}, config=Config(private)
    )
    try:
        client.execute()
    except CellExecutionError as error:
        raise MultiGradError(f"{path}: a cell ended with {error.ename}: {error.evalue}") from None
    except DeadKernelError:
        raise MultiGradError(f"{path}: the kernel died.") from None


def what_is_shown(cell: str) -> Optional[str]:
    """An expression for the node that a cell is about, by its last line: `L`, `L.backward()`, `L = …`,
    `draw_dot(L)`. `_` is what the notebook showed last.
    """
    # Lines of IPython's own are not Python.
    lines = ["" if line.lstrip().startswith(("%", "!")) else line for line in cell.splitlines()]
    try:
        statements = ast.parse("\n".join(lines)).body
    except SyntaxError:
        return None
    if not statements:
        return None
    last = statements[-1]
    if isinstance(last, ast.Assign) and isinstance(last.targets[0], ast.Name):
        return last.targets[0].id
    if isinstance(last, (ast.AnnAssign, ast.AugAssign)) and isinstance(last.target, ast.Name):
        return last.target.id
    if not isinstance(last, ast.Expr):
        return None
    call = last.value
    if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute):
        if call.func.attr == "backward":
            return ast.unparse(call.func.value)
        if call.func.attr == "save" and isinstance(call.func.value, ast.Call):
            call = call.func.value
    if isinstance(call, ast.Call) and call.args:
        name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
        if name in DRAWING:
            return ast.unparse(call.args[0])
    return "_"
