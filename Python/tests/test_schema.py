"""Graph files are what their schema says."""

from __future__ import annotations

import copy
import json
import math
import unittest
from pathlib import Path

import multigrad
from multigrad import command
from multigrad.graphs import Graph, Node, Summary

from .optional import optional_packages
from .test_command import neuron
from .values import SetValue

with optional_packages():
    from jsonschema import Draft202012Validator

PATH = Path(__file__).parents[2] / "docs" / "graph-file.schema.json"


class Schema(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.schema = json.loads(PATH.read_text("utf-8"))
        Draft202012Validator.check_schema(cls.schema)

    def faults(self, document):
        return [fault.message for fault in Draft202012Validator(self.schema).iter_errors(document)]

    def written(self, *arguments):
        """A graph file that the command writes."""
        words = [*arguments, "--stage", "after", "-f", "json", "-o", "-", "-q"]
        return json.loads(command.run(words).text)

    def test_files_of_the_command(self):
        for arguments in (
            ["neuron"],
            ["mlp", "3,2,1", "--rows", "0..1", "--dropout", "0.5", "--seed", "2"],
            ["mlp", "4,3", "--data", "iris", "--rows", "60..60"],
            ["render", "-e", "x = Value(0.0, label='x'); y = x.log() * x + x ** 2.5 + x.leaky_relu(0.1)"],
        ):
            with self.subTest(arguments=arguments):
                self.assertEqual(self.faults(self.written(*arguments)), [])

    def test_files_of_the_package(self):
        x = SetValue(math.inf)
        for root in (neuron(), x - x):
            self.assertEqual(self.faults(json.loads(str(multigrad.graph(root)))), [])

    def test_tensors(self):
        nodes = [
            Node("leaf", "w", None, 0.5, role="parameter", shape=(3, 2), summary=Summary(0.5, 2, -1, math.nan)),
            Node("leaf", "unknown", None, None, shape=()),
            Node("+", "sum", None, 1.0, [0], shape=(3, 2)),
        ]
        good = json.loads(str(Graph(nodes, 2, "after")))
        self.assertEqual(self.faults(good), [])
        self.assertEqual(command.run(["render", "-", "-f", "json", "-o", "-"], json.dumps(good)).code, 0)
        for spoil in (
            lambda node: node.pop("shape"),
            lambda node: node.update(data=1.0),
            lambda node: node.update(shape=[3, -2]),
            lambda node: node.update(shape=6),
            lambda node: node["summary"].pop("norm"),
            lambda node: node["summary"].update(min=None),
        ):
            spoiled = copy.deepcopy(good)
            spoil(spoiled["nodes"][0])
            self.assertNotEqual(self.faults(spoiled), [])
            with self.assertRaises(multigrad.CommandFailed):
                command.run(["render", "-", "-f", "json", "-o", "-"], json.dumps(spoiled))

    def test_what_is_none(self):
        good = self.written("neuron")
        self.assertEqual(self.faults(good), [])
        constant = next(i for i, node in enumerate(good["nodes"]) if node["op"] == "+")
        for spoil in (
            lambda one: one.update(version=2),
            lambda one: one.update(stage="during"),
            lambda one: one.pop("root"),
            lambda one: one.update(nodes=[]),
            lambda one: one["nodes"][0].update(data="many"),
            lambda one: one["nodes"][0].pop("grad"),
            lambda one: one["nodes"][0].update(inputs=[1]),
            lambda one: one["nodes"][0].update(role="weight"),
            lambda one: one["nodes"][constant].update(inputs=[0]),
            lambda one: one["nodes"][0].update(op="constant", grad=1.0),
            lambda one: one["nodes"][constant].update(op="elu", inputs=[0]),
        ):
            spoiled = copy.deepcopy(good)
            spoil(spoiled)
            self.assertNotEqual(self.faults(spoiled), [])


if __name__ == "__main__":
    unittest.main()
