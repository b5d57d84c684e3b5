"""The sources are what their type annotations say."""

from __future__ import annotations

import unittest
from pathlib import Path

from .optional import optional_packages

with optional_packages():
    import nbclient  # noqa: F401, since mypy reads its types
    from mypy import api

FOLDER = Path(__file__).parents[1]


class Types(unittest.TestCase):
    def test_the_sources_are_strict(self):
        said, errors, code = api.run(["--config-file", str(FOLDER / "pyproject.toml"), str(FOLDER / "src")])
        self.assertEqual(code, 0, said + errors)


if __name__ == "__main__":
    unittest.main()
