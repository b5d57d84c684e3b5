"""What the READMEs say in Python runs, in an empty folder, one block after the other."""

from __future__ import annotations

import ast
import contextlib
import io
import json
import os
import re
import tempfile
import unittest
from pathlib import Path

import multigrad
from multigrad import command

from . import course

try:
    import torch
except ImportError:
    torch = None

ROOT = Path(__file__).parents[2]
BLOCK = re.compile(r"^```python\n(.*?)^```$", re.MULTILINE | re.DOTALL)
PICTURES_AND_GRAPHS = {".svg", ".png", ".pdf", ".gif", ".json"}


class Var:
    """The class whose parts `adapt` is told in the README."""

    def __init__(self, x, made_from=(), kind=""):
        self.x, self.dx, self.made_from, self.kind = x, 0.0, made_from, kind


def what_stands_before():
    """A reader's notebook: the class that they wrote, a loss after backward, and names that the blocks use."""
    Value = course.Value
    x1, x2, w1, w2, b = (Value(data) for data in (2.0, 0.0, -3.0, 1.0, 6.8813735870195432))
    h3 = Value(0.5, label="h3")
    net = (x1 * h3 + w2).tanh() * b
    loss = (x1 * w1 + x2 * w2 + b).tanh()
    loss.backward()

    def step():
        w1.data -= 0.1 * w1.grad

    names = dict(locals(), Var=Var)
    if torch:
        names.update(nn=torch.nn, x=torch.ones(5, 3), target=torch.zeros(5, dtype=torch.long))
    return names


class Blocks(unittest.TestCase):
    def run_all(self, document, pytorch=False):
        """Runs the blocks of a document, of which those about PyTorch need it, and returns them with the names that
        they leave.
        """
        text = (ROOT / document).read_text("utf-8")
        blocks = BLOCK.findall(text)
        # However a block begins, it is not left out.
        self.assertEqual(len(blocks), len(re.findall(r"^ *(?:```|~~~) *py", text, re.MULTILINE | re.IGNORECASE)))
        blocks = [block for block in blocks if pytorch or "nn." not in block]
        names = what_stands_before()
        before = os.getcwd()
        with tempfile.TemporaryDirectory() as folder, contextlib.redirect_stdout(io.StringIO()):
            os.chdir(folder)
            try:
                for number, block in enumerate(blocks, 1):
                    # Lines of IPython's own are not Python.
                    tree = ast.parse(re.sub(r"^%.*", "", block, flags=re.MULTILINE))
                    exec(compile(tree, f"{document}, block {number}", "exec"), names)
                    for one in ast.walk(tree):
                        name = one.value if isinstance(one, ast.Constant) else None
                        if isinstance(name, str) and Path(name).suffix in PICTURES_AND_GRAPHS:
                            self.assertGreater(Path(name).stat().st_size, 0)
            finally:
                os.chdir(before)
        return blocks, names

    def test_of_the_project(self):
        blocks, names = self.run_all("README.md")
        # The first is a program, too, whose gradients are those of the class.
        words = ["render", "-", "--stage", "after", "-f", "json", "-o", "-"]
        nodes = json.loads(command.run(words, blocks[0]).text)["nodes"]
        grads = {one["label"]: one["grad"] for one in nodes if one["label"]}
        self.assertEqual(sorted(grads), ["b", "n", "o", "w1", "w2", "x1", "x2"])
        for label, grad in grads.items():
            self.assertAlmostEqual(grad, names[label].grad)

    def test_of_the_package(self):
        _, names = self.run_all("Python/README.md")
        self.assertTrue(names["report"].passed)
        x = Var(2.0)
        self.assertEqual(multigrad.graph(Var(4.0, (x, x), "*")).nodes[-1].op, "*")
        self.assertIn("layer 1", {node.group for node in multigrad.graph(names["h"]).nodes})

    @unittest.skipIf(torch is None, "PyTorch is not installed: pip install torch")
    def test_of_the_package_with_pytorch(self):
        _, names = self.run_all("Python/README.md", pytorch=True)
        self.assertIsInstance(names["loss"], torch.Tensor)


if __name__ == "__main__":
    unittest.main()
