"""Labels and groups."""

from __future__ import annotations

import gc
import unittest

import multigrad
from multigrad import names

from .optional import optional_packages
from .values import SetValue, SlotValue

with optional_packages():
    import micrograd.engine
    from micrograd import nn
    from micrograd.engine import Value

top = Value(7.0)


def labels(graph):
    return {node.label for node in graph.nodes if node.label}


class Labels(unittest.TestCase):
    def test_the_callers_variables(self):
        x, ws = Value(1.0), [Value(2.0), Value(3.0)]
        out = x * ws[0] + ws[1] * top
        self.assertEqual(labels(multigrad.graph(out)), {"x", "ws[0]", "ws[1]", "top", "out"})

    def test_the_parameters_of_an_object(self):
        n = nn.Neuron(2)
        out = n([1.0, 2.0])
        graph = multigrad.graph(out)
        self.assertEqual(labels(graph), {"n.w[0]", "n.w[1]", "n.b", "out"})
        roles = {node.label: node.role for node in graph.nodes}
        self.assertEqual([roles[name] for name in ("n.w[0]", "n.b", "out")], ["parameter", "parameter", None])

    def test_what_a_loop_left_is_no_name_of_a_parameter(self):
        model = nn.MLP(2, [2, 1])
        for p in model.parameters():
            p.data -= 0.1
        out = model([1.0, 2.0])
        self.assertEqual(labels(multigrad.graph(out)), {"out"})

    def test_a_label_of_ones_own_wins_over_the_variable_and_a_given_one_over_both(self):
        x, y = SetValue(1.0, label="mine"), SetValue(2.0)
        out = x + y
        multigrad.label(given=y)
        self.assertEqual(labels(multigrad.graph(out)), {"mine", "given", "out"})
        multigrad.label(other=x)
        self.assertEqual(labels(multigrad.graph(out)), {"other", "given", "out"})

    def test_a_label_that_was_put_on_a_few_objects(self):
        a, b = Value(1.0), Value(2.0)
        a.label = "first"
        self.assertEqual(labels(multigrad.graph(a * b)), {"first", "b"})

    def test_only_nodes_have_labels(self):
        with self.assertRaisesRegex(multigrad.MultiGradError, "lr is a float"):
            multigrad.label(lr=0.1)

    def test_nothing_is_kept_of_what_is_gone(self):
        gc.collect()
        before = len(names.labels.entries)
        x = Value(1.0)
        multigrad.label(x=x)
        self.assertEqual(len(names.labels.entries), before + 1)
        del x
        gc.collect()
        self.assertEqual(len(names.labels.entries), before)


class Groups(unittest.TestCase):
    def groups(self, root):
        return {node.op: node.group for node in multigrad.graph(root).nodes}

    def test_what_is_made_in_a_block_and_nothing_else(self):
        x = Value(1.0)
        with multigrad.group("layer 1"):
            h = x * x
            with multigrad.group("neuron 2"):
                n = h + x
            m = n.relu()
        out = m**2
        self.assertEqual(
            self.groups(out),
            {"leaf": None, "*": "layer 1", "+": "layer 1/neuron 2", "relu": "layer 1", "**": None},
        )

    def test_the_class_is_found_where_only_a_network_is_seen(self):
        space = {"nn": nn, "multigrad": multigrad}
        exec("n = nn.Neuron(2)\nwith multigrad.group('neuron'):\n  out = n([1.0, 2.0])", space)
        self.assertEqual(self.groups(space["out"])["relu"], "neuron")

    def test_classes_with_slots_and_classes_that_are_given(self):
        x = SlotValue(1.0)
        with multigrad.group("g", SlotValue):
            y = x + x
        self.assertEqual(self.groups(y), {"leaf": None, "+": "g"})

    def test_the_class_is_left_as_it_was_also_after_an_error(self):
        original = Value.__dict__["__init__"]
        with self.assertRaises(ZeroDivisionError):
            with multigrad.group("g"):
                self.assertIsNot(Value.__dict__["__init__"], original)
                1 / 0
        self.assertIs(Value.__dict__["__init__"], original)
        self.assertEqual(names.opened, [])

    def test_a_class_that_inherits_its_constructor(self):
        class Child(SetValue):
            pass

        with multigrad.group("g", Child):
            x = Child(1.0)
        self.assertNotIn("__init__", Child.__dict__)
        self.assertEqual(names.groups.get(x), "g")

    def test_where_no_class_is_seen(self):
        space = {"multigrad": multigrad, "__builtins__": __builtins__}
        with self.assertRaisesRegex(multigrad.MultiGradError, r"Name it: multigrad.group\('g', Value\)"):
            exec("with multigrad.group('g'):\n  pass", space)

    def test_a_frame_is_drawn(self):
        with multigrad.group("squares"):
            out = top * top
        self.assertIn("squares", multigrad.draw(out).svg)


if __name__ == "__main__":
    unittest.main()
