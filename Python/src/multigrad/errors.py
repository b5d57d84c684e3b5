"""What goes wrong, as one sentence that says what to do."""

from __future__ import annotations


class MultiGradError(Exception):
    """What was asked for cannot be done; the message says why, and what to do."""


class CommandMissing(MultiGradError):
    """The command `multigrad` is neither in `PATH` nor named by `MULTIGRAD`."""


class CommandFailed(MultiGradError):
    """The command refused its options or its input."""

    def __init__(self, message: str, code: int) -> None:
        super().__init__(message)
        #: The exit code: 64 wrong options, 65 malformed input, 69 a plugin of Graphviz is missing.
        self.code = code
