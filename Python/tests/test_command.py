"""The command is found, its options are spelled, and what it refuses is an error in Python."""

from __future__ import annotations

import base64
import json
import math
import os
import re
import tempfile
import unittest
from pathlib import Path
from unittest import mock

import multigrad
from multigrad import command
from multigrad.graphs import number
from multigrad.picture import CELL

from .optional import optional_packages
from .values import SetValue

with optional_packages():
    from micrograd import nn
    from micrograd.engine import Value


def neuron():
    """The neuron of the lecture, after backward."""
    x1, x2, w1, w2 = Value(2.0), Value(0.0), Value(-3.0), Value(1.0)
    o = (x1 * w1 + x2 * w2 + 6.8813735870195432).relu()
    o.backward()
    return o


class Finding(unittest.TestCase):
    def test_a_missing_command_says_how_to_build_it(self):
        with mock.patch.dict(os.environ, {"PATH": "/nowhere"}):
            os.environ.pop("MULTIGRAD", None)
            with self.assertRaisesRegex(multigrad.CommandMissing, "not in PATH.*swift build -c release") as caught:
                multigrad.draw(neuron())
            self.assertEqual(caught.exception.code, 69)

    def test_the_variable_wins_and_must_name_a_program(self):
        with mock.patch.dict(os.environ, {"MULTIGRAD": "/nowhere/multigrad"}):
            with self.assertRaisesRegex(multigrad.CommandMissing, "MULTIGRAD names '/nowhere/multigrad'"):
                multigrad.draw(neuron())

    def test_it_is_found_in_path(self):
        with tempfile.TemporaryDirectory() as folder:
            os.symlink(os.path.abspath(command.find()), os.path.join(folder, "multigrad"))
            with mock.patch.dict(os.environ, {"PATH": folder}):
                os.environ.pop("MULTIGRAD", None)
                self.assertEqual(command.find(), os.path.join(folder, "multigrad"))


class Options(unittest.TestCase):
    def test_keywords_are_options(self):
        self.assertEqual(
            command.options({"font_size": 14, "legend": True, "sheet": False, "title": None}),
            ["--font-size", "14", "--legend"],
        )
        self.assertEqual(command.options({"path": ("x", "L")}), ["--path", "x", "L"])
        self.assertEqual(command.options({"size": (640, 480)}), ["--size", "640x480"])

    def test_a_wrong_option_is_an_error_at_once(self):
        with self.assertRaises(multigrad.CommandFailed) as caught:
            multigrad.draw(neuron(), theme="drak")
        self.assertEqual(caught.exception.code, 64)
        self.assertIn("Did you mean 'dark'?", str(caught.exception))
        self.assertNotIn("Usage", str(caught.exception))
        with self.assertRaisesRegex(multigrad.CommandFailed, "Did you mean '--style'"):
            multigrad.draw(neuron(), styl="cards")


class Files(unittest.TestCase):
    def test_the_command_reads_the_graph_and_writes_the_same(self):
        o = neuron()
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "graph.json"
            multigrad.dump(o, path)
            written = path.read_text("utf-8")
            self.assertEqual(written, str(multigrad.graph(o)))
            back = command.run(["render", str(path), "-f", "json", "-o", "-"]).text
            self.assertEqual(back.rstrip(), written.rstrip())

    def test_awkward_labels_and_numbers_come_back(self):
        x = SetValue(math.nan, label='a "quote"\\ \n ∂')
        y = x * math.inf
        self.assertIn("∂", str(multigrad.graph(y)))
        graph = json.loads(command.run(["render", "-", "-f", "json", "-o", "-"], str(multigrad.graph(y))).text)
        self.assertEqual(graph["nodes"][0]["label"], 'a "quote"\\ \n ∂')
        self.assertEqual([node["data"] for node in graph["nodes"]], ["NaN", "Infinity", "NaN"])
        self.assertEqual([number(one) for one in (-math.inf, None, 0.1)], ['"-Infinity"', "null", "0.1"])

    def test_bare_words_as_python_writes_them_are_read(self):
        graph = json.loads(str(multigrad.graph(SetValue(1.0) + 2.0)))
        graph["nodes"][0]["data"], graph["nodes"][2]["data"] = math.inf, math.nan
        text = command.run(["render", "-", "-f", "json", "-o", "-"], json.dumps(graph)).text
        self.assertEqual([node["data"] for node in json.loads(text)["nodes"]], ["Infinity", 2.0, "NaN"])


class Pictures(unittest.TestCase):
    def test_a_notebook_gets_svg(self):
        o = neuron()
        picture = multigrad.draw(o)
        bundle = picture._repr_mimebundle_()
        self.assertTrue(bundle["image/svg+xml"].startswith("<svg"))
        self.assertIn("after backward", bundle["image/svg+xml"])
        self.assertEqual(bundle["text/plain"], "<picture of o: 10 nodes, after backward>")

    def test_a_cell_gets_a_picture_that_fits_it_where_it_can_be_read(self):
        def chain(count):
            y = Value(1.0)
            for _ in range(count):
                y = y.relu()
            return y

        def width(picture):
            shown = picture._repr_mimebundle_()
            png = shown.get("image/png")
            if png:
                return int.from_bytes(base64.b64decode(png)[16:20], "big")
            return int(re.search(r'<svg [^>]*width="(\d+)"', shown["image/svg+xml"]).group(1))

        wide = chain(12)
        for options in ({}, {"stage": "pair"}, {"style": "micrograd"}, {"format": "png"}):
            with self.subTest(options=options):
                picture = multigrad.draw(wide, **options)
                self.assertGreater(picture.width, CELL)
                self.assertLessEqual(width(picture), CELL)
        # What is asked for wins, and what is saved is what the command draws.
        for options in ({"direction": "LR", "scale": 2, "format": "png"}, {"size": (2000, 300)}, {"style": "circuit"}):
            with self.subTest(options=options):
                picture = multigrad.draw(wide, **options)
                self.assertEqual(width(picture), picture.width)
                self.assertGreater(picture.width, CELL)
        small = multigrad.draw(chain(2), format="png")
        self.assertEqual(width(small), small.width)

    def test_a_cell_shows_every_value_and_scrolls_where_text_would_be_too_small(self):
        model = nn.MLP(3, [4, 4, 1])
        big = sum(model([1.0, 2.0, 3.0]) for _ in range(2))
        picture = multigrad.draw(big)
        self.assertEqual(picture._repr_mimebundle_()["image/svg+xml"], picture.svg)
        total = sum(Value(float(i)) for i in range(8))
        picture = multigrad.draw(total)
        self.assertNotEqual(picture._repr_mimebundle_()["image/svg+xml"], picture.svg)
        for svg in (picture.svg, picture._repr_mimebundle_()["image/svg+xml"]):
            self.assertEqual(svg.count('<g class="node'), len(picture.graph))

    def test_before_and_after_side_by_side(self):
        svg = multigrad.draw(neuron(), stage="pair").svg
        self.assertIn('data-from="before-n0"', svg)
        self.assertIn('data-from="n0"', svg)

    def test_other_formats(self):
        picture = multigrad.draw(neuron(), format="png", style="micrograd")
        self.assertTrue(picture.data.startswith(b"\x89PNG"))
        self.assertIn("image/png", picture._repr_mimebundle_())
        self.assertTrue(picture.svg.startswith("<svg"))

    def test_saving(self):
        picture = multigrad.draw(neuron())
        with tempfile.TemporaryDirectory() as folder:
            self.assertEqual(picture.save(f"{folder}/o.svg"), [Path(folder) / "o.svg"])
            self.assertEqual((Path(folder) / "o.svg").read_text("utf-8"), picture.svg)
            both = picture.save(f"{folder}/o.png", stage="both")
            self.assertEqual(sorted(path.name for path in both), ["o-after.png", "o-before.png"])
            self.assertTrue(all(path.exists() for path in both))

    def test_a_graph_that_was_taken_before_is_drawn_as_it_was(self):
        x = Value(2.0)
        y = x * x
        old = multigrad.graph(y)
        y.backward()
        self.assertIn("before backward", multigrad.draw(old).svg)


if __name__ == "__main__":
    unittest.main()
