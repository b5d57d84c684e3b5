"""What the command writes for other programs is read by them."""

from __future__ import annotations

import math
import tempfile
import unittest
from pathlib import Path

import multigrad

from .optional import optional_packages
from .test_command import neuron
from .values import SetValue

with optional_packages():
    import networkx


class GraphML(unittest.TestCase):
    def read(self, root):
        """A root's graph as networkx reads it."""
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "graph.graphml"
            multigrad.draw(root).save(path, stage="after")
            return networkx.read_graphml(path)

    def test_every_number_is_there(self):
        root = neuron()
        graph = self.read(root)
        nodes = multigrad.graph(root).nodes
        self.assertEqual(graph.number_of_nodes(), len(nodes))
        self.assertEqual(graph.number_of_edges(), sum(len(node.inputs) for node in nodes))
        for place, node in enumerate(nodes):
            read = graph.nodes[f"n{place}"]
            self.assertEqual(read["op"], node.op)
            self.assertEqual(read["data"], node.data)
            self.assertEqual(read.get("grad"), node.grad)

    def test_x_plus_x_has_two_edges(self):
        x = SetValue(2.0)
        y = x + x
        y.backward()
        edges = self.read(y).edges(data=True)
        self.assertEqual([(tail, head) for tail, head, _ in edges], [("n0", "n1")] * 2)
        self.assertEqual(sorted(data["operand"] for _, _, data in edges), [0, 1])
        self.assertEqual([data["local"] for _, _, data in edges], [1.0, 1.0])

    def test_what_is_not_finite_comes_back(self):
        x = SetValue(math.inf)
        y = x - x
        y.backward()
        graph = self.read(y)
        self.assertEqual(graph.nodes["n0"]["data"], math.inf)
        self.assertTrue(math.isnan(graph.nodes["n1"]["data"]))


if __name__ == "__main__":
    unittest.main()
