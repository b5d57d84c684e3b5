"""Finding and running the command `multigrad`, which draws and checks."""

from __future__ import annotations

import os
import shutil
import subprocess
from dataclasses import dataclass
from typing import Sequence

from .errors import CommandFailed, CommandMissing

#: Fine, and findings: a check that failed is an answer, not an error.
ANSWERS = (0, 1)


@dataclass(frozen=True)
class Answer:
    """What the command wrote to standard output, its warnings, and its exit code."""

    output: bytes
    warnings: str
    code: int

    @property
    def text(self) -> str:
        return self.output.decode("utf-8")


def find() -> str:
    """The path of the command: that of the environment variable `MULTIGRAD`, or the first in `PATH`.

    Raises `CommandMissing` with how to build it.
    """
    named = os.environ.get("MULTIGRAD")
    found = shutil.which(named or "multigrad")
    if found is not None:
        return found
    where = (
        f"MULTIGRAD names '{named}', which is no program"
        if named
        else "The command multigrad is not in PATH"
    )
    raise CommandMissing(
        f"{where}. Build it in a clone of MultiGrad by 'swift build -c release', and put its folder "
        ".build/release into PATH, or its path into the environment variable MULTIGRAD."
    )


def run(arguments: Sequence[str], input: str = "") -> Answer:
    """Runs the command with `input` as its standard input.

    Raises `CommandMissing`, and `CommandFailed` with what the command said.
    """
    done = subprocess.run([find(), *arguments], input=input.encode("utf-8"), capture_output=True)
    said = done.stderr.decode("utf-8", "replace").strip()
    if done.returncode not in ANSWERS:
        raise CommandFailed(reason(said) or f"multigrad ended with {done.returncode}.", done.returncode)
    return Answer(done.stdout, said, done.returncode)


def reason(said: str) -> str:
    """The error of the command, without its usage, which is about options of a terminal."""
    lines = [line for line in said.splitlines() if not line.startswith(("Usage:", "  See "))]
    return "\n".join(lines).replace("Error: ", "", 1).strip()


def options(keywords: dict[str, object]) -> list[str]:
    """Keyword arguments as options: `edges='local'`, `legend=True`, `path=('x', 'L')`, `size=(640, 480)`."""
    words: list[str] = []
    for name, value in keywords.items():
        if value is None or value is False:
            continue
        words.append("--" + name.replace("_", "-"))
        if value is True:
            continue
        if isinstance(value, (tuple, list)):
            parts = [str(part) for part in value]
            words += ["x".join(parts)] if name == "size" else parts
        else:
            words.append(str(value))
    return words
