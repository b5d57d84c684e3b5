"""Packages that tests need, and that need not be there."""

from __future__ import annotations

import contextlib
import unittest
from typing import Iterator


@contextlib.contextmanager
def optional_packages() -> Iterator[None]:
    """Imports in this block may fail: the tests of the file are then skipped, with the package's name."""
    try:
        yield
    except ModuleNotFoundError as error:
        raise unittest.SkipTest(f"{error.name} is not installed.") from None
