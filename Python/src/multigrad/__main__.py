"""`python -m multigrad notebook.ipynb`: runs a notebook and draws what its last cell shows."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from . import notebook
from .errors import MultiGradError


def main() -> int:
    parser = argparse.ArgumentParser(
        prog="python -m multigrad",
        description="Run a notebook, and draw the graph of what its last cell shows. All other options are those "
        "of 'multigrad render', as -o graph.svg, --stage pair, --style micrograd.",
        allow_abbrev=False,
    )
    parser.add_argument("notebook", type=Path, help="a Jupyter notebook")
    known, options = parser.parse_known_args()
    try:
        notebook.draw(known.notebook, options)
    except MultiGradError as error:
        print(f"Error: {error}", file=sys.stderr)
        return error.code
    return 0


if __name__ == "__main__":
    sys.exit(main())
