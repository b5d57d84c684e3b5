"""Notebooks that are run by nbclient."""

from __future__ import annotations

import ast
import contextlib
import io
import os
import re
import shlex
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

import multigrad
from multigrad.notebook import what_is_shown

from .optional import optional_packages

with optional_packages():
    import ipykernel  # noqa: F401, by which notebooks run
    import nbformat
    from nbclient import NotebookClient

CLASS = Path(__file__).with_name("course.py").read_text("utf-8")
NEURON = "a = Value(2.0)\nb = Value(-3.0)\nL = (a * b + 4).tanh()\nL.backward()"


def notebook(*cells):
    made = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in cells])
    made.cells.insert(0, nbformat.v4.new_markdown_cell("# A neuron"))
    return made


class Shown(unittest.TestCase):
    def test_draw_puts_a_picture_into_the_output(self):
        made = notebook(CLASS, NEURON, "import multigrad\nmultigrad.draw(L, stage='pair')", "multigrad.check(L)")
        NotebookClient(made).execute()
        picture, report = (cell.outputs[0].data for cell in made.cells[-2:])
        self.assertTrue(picture["image/svg+xml"].startswith("<svg"))
        self.assertIn("L", picture["text/plain"])
        # The notebook's variables are labels.
        self.assertIn("Gradients: a ", picture["image/svg+xml"])
        self.assertIn("verdict: good", report["text/plain"])

    def test_what_a_cell_is_about(self):
        for cell, node in (
            (NEURON, "L"),
            ("%matplotlib inline\nL = a * b", "L"),
            ("a = 1\nL", "_"),
            ("draw_dot(net.loss)", "net.loss"),
            ("multigrad.draw(a + b, stage='pair')", "a + b"),
            ("multigrad.draw(L).save('o.svg')", "L"),
            ("net.loss.backward()", "net.loss"),
            ("# nothing", None),
            ("for i in x:\n  pass", None),
            ("this is no Python", None),
        ):
            with self.subTest(cell):
                self.assertEqual(what_is_shown(cell), node)


class Command(unittest.TestCase):
    def run_on(self, made, *options):
        with tempfile.TemporaryDirectory() as folder:
            nbformat.write(made, f"{folder}/lecture.ipynb")
            done = subprocess.run(
                [sys.executable, "-m", "multigrad", "lecture.ipynb", *options],
                cwd=folder, capture_output=True, text=True, env={**os.environ, "MULTIGRAD": multigrad.command.find()},
            )  # fmt: skip
            files = {str(p.relative_to(folder)): p.read_text("utf-8") for p in Path(folder).rglob("*.svg")}
            return done, files

    def test_the_last_cell_is_drawn(self):
        done, files = self.run_on(notebook(CLASS, NEURON))
        self.assertEqual((done.returncode, list(files)), (0, ["output/lecture.svg"]), done.stderr)
        self.assertIn("Expression graph of L, after backward", files["output/lecture.svg"])
        self.assertEqual(done.stderr.strip(), "output/lecture.svg")

    def test_options_are_those_of_render(self):
        done, files = self.run_on(notebook(CLASS, NEURON, "L"), "-f", "text", "-o", "-")
        self.assertEqual(files, {})
        self.assertIn("Gradients: a -0.212, b 0.1413", done.stdout)

    def test_the_lines_of_the_readme(self):
        text = (Path(__file__).parents[1] / "README.md").read_text("utf-8")
        lines = re.findall(r"^python -m multigrad lecture\.ipynb(.*)$", text, re.MULTILINE)
        self.assertGreater(len(lines), 1)
        for line in lines:
            options = shlex.split(line, comments=True)
            done, _ = self.run_on(notebook(CLASS, NEURON), *options)
            self.assertEqual(done.returncode, 0, done.stderr)
            file = options[options.index("-o") + 1] if "-o" in options else "output/lecture.svg"
            self.assertEqual(done.stderr.strip(), file)

    def test_what_goes_wrong_is_one_sentence(self):
        for made, words in (
            (notebook("1 / 0"), "a cell ended with ZeroDivisionError: division by zero"),
            (notebook("x = 3"), "A int is no node of a graph"),
            (notebook("import math"), "shows nothing"),
        ):
            done, _ = self.run_on(made)
            self.assertEqual(done.returncode, 65)
            self.assertIn("Error: ", done.stderr)
            self.assertIn(words, done.stderr)
            self.assertNotIn("Traceback", done.stderr)

    def test_a_notebook_that_is_not_there_or_cannot_be_read(self):
        with tempfile.TemporaryDirectory() as folder:
            (Path(folder) / "empty.ipynb").write_text("")
            (Path(folder) / "folder.ipynb").mkdir()
            for name, code, words in (
                ("missing", 66, "There is no missing.ipynb; check the path."),
                ("folder", 74, "folder.ipynb cannot be read: Is a directory."),
                ("empty", 65, "empty.ipynb is no notebook."),
            ):
                with self.subTest(name):
                    done = subprocess.run(
                        [sys.executable, "-m", "multigrad", f"{name}.ipynb"], cwd=folder, capture_output=True, text=True
                    )
                    self.assertEqual((done.returncode, done.stdout, done.stderr), (code, "", f"Error: {words}\n"))


class Sources(unittest.TestCase):
    def test_they_are_python_of_version_3_9(self):
        for path in Path(multigrad.__file__).parent.glob("*.py"):
            ast.parse(path.read_text("utf-8"), feature_version=(3, 9))


if __name__ == "__main__":
    unittest.main()
