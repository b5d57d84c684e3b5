"""Objects of many classes become the same graph."""

from __future__ import annotations

import math
import unittest

import multigrad
from multigrad.graphs import Kind

from .optional import optional_packages
from .values import MethodValue, NumberValue, PairValue, SetValue, SlotValue

with optional_packages():
    from micrograd.engine import Value

CLASSES = (SetValue, SlotValue, MethodValue, NumberValue, PairValue)
multigrad.adapt(PairValue, data="number", grad="bar", inputs="sources", op="kind")


def expression(cls):
    """L = tanh(a·a + b·a + 2) of a class."""
    a, b = cls(0.5), cls(-3.0)
    return a, b, (a * a + b * a + 2).tanh()


def shape(graph):
    """Operations with their operands, as text."""
    texts = []
    for node in graph.nodes:
        inside = ", ".join(texts[place] for place in node.inputs)
        texts.append(f"{node.op}({inside})" if inside else f"{node.data:g}")
    return texts[graph.root]


class Classes(unittest.TestCase):
    def test_every_class_gives_the_same_graph(self):
        for cls in CLASSES:
            with self.subTest(cls.__name__):
                a, b, L = expression(cls)
                graph = multigrad.graph(L)
                self.assertEqual(shape(graph), "tanh(+(+(*(0.5, 0.5), *(-3, 0.5)), 2))")
                self.assertEqual(graph.stage, "before")
                self.assertEqual({node.grad for node in graph.nodes}, {None})
                self.assertEqual(graph.notes, ())

    def test_gradients_and_local_derivatives_are_those_of_the_class(self):
        for cls in CLASSES:
            with self.subTest(cls.__name__):
                a, b, L = expression(cls)
                L.backward()
                graph = multigrad.graph(L)
                slope = 1 - math.tanh(0.75) ** 2
                found = {node.label: node for node in graph.nodes if node.label}
                self.assertEqual(graph.stage, "after")
                self.assertAlmostEqual(found["a"].grad, -2 * slope)
                self.assertAlmostEqual(found["b"].grad, 0.5 * slope)
                self.assertEqual(found["L"].grad, 1.0)
                self.assertEqual([node.local for node in graph.nodes if node.op == "*"], [[0.5, 0.5], [0.5, -3.0]])
                self.assertAlmostEqual(found["L"].local[0], slope)

    def test_nothing_of_the_objects_changes(self):
        for cls in (SetValue, MethodValue, NumberValue):
            with self.subTest(cls.__name__):
                a, b, L = expression(cls)
                L.backward()
                before = [dict(one.__dict__) for one in (a, b, L)]
                multigrad.graph(L)
                self.assertEqual([one.__dict__ for one in (a, b, L)], before)

    def test_a_rule_that_reaches_the_objects_themselves_leaves_no_trace(self):
        x = SetValue(0.5)
        y = x.tanh()
        y.first = x

        def _backward(y=y):
            y.first.grad += 3.0 * y.grad

        y._backward = _backward
        self.assertIsNone(multigrad.graph(y).nodes[-1].local)
        self.assertEqual(x.grad, 0.0)

    def test_chains_are_walked_at_any_depth(self):
        for cls in (Value, *CLASSES):
            with self.subTest(cls.__name__):
                x = y = cls(1.0)
                for _ in range(50_000):
                    y = y * x + x
                graph = multigrad.graph(y)
                self.assertEqual(len(graph), 100_001)
                self.assertTrue(all(place < at for at, node in enumerate(graph.nodes) for place in node.inputs))
                # Python's own way to free a chain is recursive.
                del y


class Operands(unittest.TestCase):
    def test_a_value_twice_is_two_edges(self):
        x = Value(3.0)
        self.assertEqual(shape(multigrad.graph(x + x)), "+(3, 3)")
        self.assertEqual(shape(multigrad.graph(x * x)), "*(3, 3)")

    def test_a_set_has_no_order_but_a_difference_has(self):
        for first, second in ((5.0, 2.0), (2.0, 5.0), (2.0, 2.0)):
            a, b = SetValue(first), SetValue(second)
            graph = multigrad.graph(a - b)
            self.assertEqual([graph.nodes[place].label for place in graph.nodes[-1].inputs], ["a", "b"])
            self.assertEqual(graph.nodes[-1].local, [1.0, -1.0])

    def test_where_a_class_has_no_rule_the_numbers_decide(self):
        class Bare:
            def __init__(self, data, prev=(), op=""):
                self.data, self.grad, self.prev, self.op = data, 0.0, set(prev), op

        a, b = Bare(2.0), Bare(8.0)
        for op, data, order in (("/", 4.0, "ba"), ("/", 0.25, "ab"), ("-", -6.0, "ab"), ("**", 64.0, "ba")):
            graph = multigrad.graph(Bare(data, (a, b), op))
            self.assertEqual("".join(graph.nodes[place].label for place in graph.nodes[-1].inputs), order)
        self.assertEqual(multigrad.graph(Bare(4.0, (a,), "+")).nodes[-1].inputs, [0, 0])
        self.assertEqual(multigrad.graph(Bare(-2.0, (a,), "-")).nodes[-1].op, "neg")
        self.assertEqual(multigrad.graph(Bare(16.0, (a, b))).nodes[-1].op, "*")

    def test_a_number_that_nothing_tells_of(self):
        class Bare:
            def __init__(self, data, prev=(), op=""):
                self.data, self.grad, self.prev, self.op = data, 0.0, list(prev), op

        x = Bare(2.0)
        self.assertEqual(shape(multigrad.graph(Bare(5.0, [x], "+"))), "+(2, 3)")
        self.assertEqual(shape(multigrad.graph(Bare(5.0, [x], "*"))), "*(2, 2.5)")
        # 7 - x or x + 3: no one can know.
        graph = multigrad.graph(Bare(5.0, [x], "-"))
        self.assertEqual(graph.nodes[-1].op, "- of 1")
        self.assertIn("its derivative is unknown", str(graph.notes[0]))
        self.assertIn("- of 1", multigrad.draw(graph).svg)

    def test_numbers_that_are_no_nodes_are_constants(self):
        x = NumberValue(2.0)
        graph = multigrad.graph(x + 5)
        self.assertEqual([node.op for node in graph.nodes], ["leaf", "constant", "+"])
        self.assertEqual(graph.nodes[1].data, 5.0)
        # Here x + 2 is also x + x to its data, but not to its slope.
        self.assertEqual(shape(multigrad.graph(x + 2)), "+(2, 2)")
        self.assertEqual(len(multigrad.graph(x + 2)), 3)
        self.assertEqual(len(multigrad.graph(x + x)), 2)


class Names(unittest.TestCase):
    def test_operations_have_many_names(self):
        x = SetValue(2.0)
        for name, data, op, parameter in (
            ("**2", 4.0, "**", 2.0),
            ("**-1", 0.5, "**", -1.0),
            ("**0.5", math.sqrt(2), "**", 0.5),
            ("^3", 8.0, "**", 3.0),
            ("pow(2)", 4.0, "**", 2.0),
            ("square", 4.0, "**", 2.0),
            ("ReLU", 2.0, "relu", None),
            ("Sigmoid", 1 / (1 + math.exp(-2)), "sigmoid", None),
            ("ln", math.log(2), "log", None),
            ("neg", -2.0, "neg", None),
            ("LeakyReLU", 2.0, "leaky_relu", 0.01),
            ("", math.exp(2), "exp", None),
        ):
            with self.subTest(name):
                out = SetValue(data, (x,), name)
                del out._backward
                node = multigrad.graph(out).nodes[-1]
                self.assertEqual((node.op, node.parameter), (op, parameter))

    def test_a_power_without_a_name_is_found_by_its_slope(self):
        for base, exponent in ((3.0, 2), (3.0, -1), (-3.0, 3), (2.0, 0.5)):
            node = multigrad.graph(SlotValue(base) ** exponent).nodes[-1]
            self.assertEqual((node.op, node.parameter), ("**", float(exponent)))

    def test_a_saturated_tanh_without_a_name_is_no_power(self):
        for x in (0.5, 8.0, 12.0, -12.0):
            self.assertEqual(multigrad.graph(SlotValue(x).tanh()).nodes[-1].op, "tanh")

    def test_the_exponent_of_pow_is_found_in_its_rule(self):
        x, exponent = SetValue(3.0), 4
        out = SetValue(81.0, (x,), "pow")

        def _backward():
            x.grad += exponent * x.data ** (exponent - 1) * out.grad

        out._backward = _backward
        node = multigrad.graph(out).nodes[-1]
        self.assertEqual((node.op, node.parameter, node.local), ("**", 4.0, [108.0]))

    def test_an_operation_of_the_users_stays_theirs(self):
        x = SetValue(3.0)
        out = SetValue(9.5, (x,), "wiggle")

        def _backward():
            x.grad += 7.0 * out.grad

        out._backward = _backward
        node = multigrad.graph(out).nodes[-1]
        self.assertEqual((node.op, node.local), ("wiggle", [7.0]))

    def test_a_rule_that_cannot_be_run_is_told(self):
        out = SetValue(9.5, (SetValue(3.0),), "wiggle")
        graph = multigrad.graph(out)
        self.assertTrue(math.isnan(graph.nodes[-1].local[0]))
        self.assertIn("its derivative is unknown", str(graph.notes[0]))
        self.assertIs(graph.notes[0].kind, Kind.REMARK)


class Stages(unittest.TestCase):
    def test_zero_is_a_gradient_only_after_backward(self):
        x = Value(-2.0)
        y = x.relu()
        self.assertEqual([node.grad for node in multigrad.graph(y).nodes], [None, None])
        y.backward()
        self.assertEqual([node.grad for node in multigrad.graph(y).nodes], [0.0, 1.0])

    def test_gradients_of_an_earlier_pass_are_told(self):
        x = Value(2.0)
        (x * x).backward()
        graph = multigrad.graph(x * 3)
        self.assertEqual((graph.stage, graph.nodes[0].grad), ("before", None))
        self.assertIn("1 node has a gradient of an earlier pass", str(graph.notes[0]))

    def test_data_that_was_written_later_is_told(self):
        x, w = Value(2.0), Value(3.0)
        y = (x * w).relu()
        y.backward()
        self.assertEqual(multigrad.graph(y).notes, ())
        w.data -= 0.1 * w.grad
        graph = multigrad.graph(y)
        self.assertIn("1 node holds not what the inputs give, the first is `*` at node 2", str(graph.notes[0]))

    def test_a_power_of_data_that_was_written_later_stays_a_power(self):
        x = Value(2.0)
        y = x**2
        x.data = 3.0
        graph = multigrad.graph(y)
        self.assertEqual((graph.nodes[-1].op, graph.nodes[-1].parameter), ("**", 2.0))
        self.assertEqual(len(graph.notes), 1)

    def test_a_graph_stays_as_it_was(self):
        x = Value(2.0)
        y = x * x
        old = multigrad.graph(y)
        y.backward()
        self.assertEqual(old.stage, "before")


class Errors(unittest.TestCase):
    def test_a_root_that_is_no_node(self):
        for root in (3.0, "L", None, Value, [Value(1.0)]):
            with self.assertRaisesRegex(multigrad.MultiGradError, "is no node of a graph.*multigrad.adapt"):
                multigrad.graph(root)

    def test_a_node_that_depends_on_itself(self):
        x = SetValue(1.0)
        y = x + x
        x._prev = {y}
        x._op = "+"
        with self.assertRaisesRegex(multigrad.MultiGradError, "depends on itself"):
            multigrad.graph(y)

    def test_more_than_one_number(self):
        x = SetValue(1.0)
        x.data = [1.0, 2.0]
        with self.assertRaisesRegex(multigrad.MultiGradError, r"\[1.0, 2.0\], which is not one number"):
            multigrad.graph(SetValue(1.0, (x,), "+"))

    def test_a_part_that_does_not_exist(self):
        with self.assertRaisesRegex(multigrad.MultiGradError, "no part 'dat'"):
            multigrad.adapt(SetValue, dat="data")


if __name__ == "__main__":
    unittest.main()
