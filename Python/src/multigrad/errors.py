"""What goes wrong, as one sentence that says what to do."""

from __future__ import annotations

from typing import Optional


class MultiGradError(Exception):
    """What was asked for cannot be done; the message says why, and what to do."""

    #: The exit code of `python -m multigrad`, which is the command's: 64 wrong options, 65 malformed input, 66 input
    #: missing, 69 the command or a plugin of Graphviz missing, 73 output cannot be created, 74 input or output failed.
    code = 65

    def __init__(self, message: str, code: Optional[int] = None) -> None:
        super().__init__(message)
        if code is not None:
            self.code = code


class CommandMissing(MultiGradError):
    """The command `multigrad` is neither in `PATH` nor named by `MULTIGRAD`."""

    code = 69


class CommandFailed(MultiGradError):
    """The command refused its options or its input."""
