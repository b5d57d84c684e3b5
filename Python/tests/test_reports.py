"""Reports print as the command does, and can be asked."""

from __future__ import annotations

import subprocess
import tempfile
import unittest

import multigrad
from multigrad import command

from . import course
from .optional import optional_packages
from .test_walk import CLASSES, expression
from .values import NumberValue, SetValue, topological

with optional_packages():
    from micrograd import nn
    from micrograd.engine import Value


class Overwriting(SetValue):
    """Its rule of `double` sets the gradient."""

    def double(self):
        out = Overwriting(self.data * 2, (self,), "double")

        def _backward():
            self.grad = 2 * out.grad

        out._backward = _backward
        return out


class Forgetful(SetValue):
    """Operations without a rule: of one that the command knows, and of their own."""

    def relu(self):
        return type(self)(max(self.data, 0.0), (self,), "ReLU")

    def double(self):
        return type(self)(self.data * 2, (self,), "double")


class Central(Forgetful):
    """A class that has the lecture's attribute, but one method for the rules of all."""

    def backward(self):
        self.grad = 1.0
        for one in reversed(topological(self, lambda v: v._prev)):
            for child in one._prev:
                child.grad += {"double": 2.0, "ReLU": float(one.data > 0)}[one._op] * one.grad


def reaching(out):
    """A rule that reaches the objects themselves, and can therefore not be run on copies."""
    holder = [[out]]

    def _backward():
        for one in holder[0][0]._prev:
            one.grad = one.grad + 1.0

    return _backward


def without_names(root):
    """The same graph of operations that do not say what they are."""
    for one in topological(root, lambda v: v._prev):
        one._op = ""
    return root


class Check(unittest.TestCase):
    def test_it_prints_as_the_command_does(self):
        x = Value(2.0)
        y = x * x + 3
        y.backward()
        report = multigrad.check(y)
        with tempfile.NamedTemporaryFile(suffix=".json") as file:
            multigrad.dump(y, file.name)
            printed = subprocess.run([command.find(), "check", file.name], capture_output=True, text=True)
        self.assertEqual(str(report) + "\n", printed.stdout)
        self.assertEqual(report.verdict, "good")
        self.assertEqual(list(report), [])
        self.assertTrue(report.passed and report)

    def test_no_false_alarm(self):
        for cls in CLASSES:
            with self.subTest(cls.__name__):
                *_, L = expression(cls)
                self.assertTrue(multigrad.check(L).passed)
                L.backward()
                self.assertTrue(multigrad.check(L).passed)

    def test_a_network_of_micrograd(self):
        model = nn.MLP(3, [4, 4, 1])
        loss = sum((model([x, 1.0, -x]) - x) ** 2 for x in (1.0, -2.0))
        loss.backward()
        report = multigrad.check(loss)
        self.assertTrue(report.passed, report)
        self.assertGreater(len(report.data["nodes"]), 100)

    def test_a_wrong_rule_is_named(self):
        x = SetValue(0.5)
        y = x.tanh()

        def _backward():
            x.grad += (1 - y.data) * y.grad

        y._backward = _backward
        y.backward()
        report = multigrad.check(y)
        self.assertFalse(report.passed or report)
        self.assertEqual(report.verdict, "wrong")
        first = next(iter(report))
        self.assertEqual((first.name, first.node, first.label), ("wrong", 1, "y"))
        self.assertIn("wrong: `tanh` at node 1 (y)", str(first))

    def test_log_of_the_notes_overwrites_its_gradient(self):
        x = course.Value(2.0)
        y = x * 3 + x.log()
        y.backward()
        report = multigrad.check(y)
        self.assertFalse(report.passed)
        fault = [finding for finding in report if finding.name == "fault"]
        self.assertEqual([finding.label for finding in fault], ["log"])
        self.assertIn("`log` sets the gradient of its input", str(report))

    def test_it_is_named_where_it_does_no_harm_yet(self):
        y = course.Value(2.0).log()
        y.backward()
        self.assertEqual(multigrad.check(y).verdict, "good")
        self.assertFalse(multigrad.check(y).passed)

    def test_an_operation_of_the_users(self):
        x = Overwriting(2.0)
        y = x.double()
        self.assertIn("`double` sets the gradient", str(multigrad.check(y)))
        self.assertEqual(y.grad, 0.0)

    def test_an_operation_without_a_rule_is_named(self):
        for op, operate in (("relu", Forgetful.relu), ("double", Forgetful.double)):
            for runs in (False, True):
                with self.subTest(op, runs=runs):
                    x = Forgetful(0.5)
                    L = operate(x * 3.0).tanh()
                    if runs:
                        L.backward()
                    report = multigrad.check(L)
                    self.assertFalse(report.passed)
                    self.assertEqual([one.label for one in report if one.name == "fault"], [op])
                    self.assertIn(f"`{op}` has no rule: its `_backward` is missing or does nothing", str(report))

    def test_a_rule_that_is_none(self):
        x = NumberValue(2.0)
        y = NumberValue(4.0, (x + 1.0,), "double")
        self.assertIn("`double` has no rule: its `backward_fn` is missing", str(multigrad.check(y)))

    def test_the_only_operation_without_a_rule_is_named_after_the_pass(self):
        y = Forgetful(0.5).relu()
        self.assertTrue(multigrad.check(y).passed)
        y.backward()
        self.assertIn("fault: `relu` has no rule", str(multigrad.check(y)))

    def test_a_class_that_needs_no_rules_lacks_none(self):
        y = Central(0.5).double().relu()
        for _ in range(2):
            self.assertNotIn("has no rule", str(multigrad.check(y)))
            y.backward()

    def test_rules_that_do_nothing_here_are_rules(self):
        for dead in (Value(-1.0).relu() * 2, SetValue(-1.0) * SetValue(0.0)):
            dead.backward()
            self.assertTrue(multigrad.check(dead).passed)
        # A rule in a cell of a notebook knows its variables as globals.
        x = SetValue(0.5)
        y = x.tanh()
        y._backward = eval("lambda: x.__setattr__('grad', 1.0)", {"x": x})
        self.assertNotIn("has no rule", str(multigrad.check(y * 2.0)))

    def test_a_step_of_training_makes_a_graph_stale(self):
        model = nn.MLP(2, [2, 1])
        x = [Value(1.0), Value(-2.0)]
        loss = (model(x) - 1.0) ** 2
        loss.backward()
        for p in model.parameters():
            p.data += -0.1 * p.grad - 0.01
        report = multigrad.check(loss)
        self.assertEqual((report.verdict, report.passed), ("stale", False))
        self.assertEqual([finding.name for finding in report], ["stale"])
        self.assertTrue(str(report).startswith("verdict: stale\nstale: "))
        self.assertIn("data was written after the forward pass", str(report))
        self.assertIn("Run the forward pass again", str(report))
        # Neither a diagnosis nor the next forward pass minds.
        self.assertIn("stale: ", str(multigrad.diagnose(loss)))
        self.assertTrue(multigrad.diagnose(multigrad.graph(SetValue(2.0) * 1.0)).passed)
        self.assertTrue(multigrad.check((model(x) - 1.0) ** 2).passed)
        with self.assertRaises(multigrad.CommandFailed):
            multigrad.check(loss, tolerence=1)

    def test_operations_without_names_are_stale_too(self):
        x, w = SetValue(2.0), SetValue(0.3)
        L = without_names((x * w + x * 5.0).tanh())
        L.backward()
        self.assertTrue(multigrad.check(L).passed)
        w.data -= 0.1 * w.grad + 0.01
        self.assertEqual(multigrad.check(L).verdict, "stale")

    def test_what_has_no_name_and_may_be_one_or_the_other_is_not_stale(self):
        a, b = SetValue(2.0), SetValue(3.0)
        # Rules that cannot be run on copies: 2 + 2 may be 2 · 2, and 2 + 3 may not.
        L = without_names((a + b) * (a + SetValue(2.0)))
        for one in topological(L, lambda v: v._prev):
            if one._prev:
                one._backward = reaching(one)
        self.assertIn("op", {node.op for node in multigrad.graph(L).nodes})
        self.assertNotEqual(multigrad.check(L).verdict, "stale")

    def test_an_operation_of_the_users_without_a_name_is_not_stale(self):
        x = SetValue(2.0)
        y = SetValue(7.3, (x,))

        def _backward():
            x.grad += 3.0 * y.grad

        y._backward = _backward
        L = without_names(y * x)
        L.backward()
        self.assertEqual(multigrad.graph(L).nodes[1].op, "op")
        self.assertTrue(multigrad.check(L).passed)

    def test_an_overwriting_rule_is_named_in_a_stale_graph(self):
        x = course.Value(2.0)
        y = (x * 3).log()
        x.data = 2.5
        self.assertEqual({finding.name for finding in multigrad.check(y)}, {"stale", "fault"})

    def test_an_operation_that_gives_something_else_is_not_stale(self):
        x = SetValue(0.5)
        h = x + 1.0
        y = h * h
        y.data = 3.0
        report = multigrad.check(y)
        self.assertEqual((report.verdict, report.passed, report.notes), ("wrong", False, ()))
        # Both: a training step explains the sum alone.
        x.data = 0.6
        report = multigrad.check(y)
        self.assertEqual(report.verdict, "wrong")
        self.assertIn("note: 1 node holds not what the inputs give, the first is `+`", str(report))

    def test_gradients_of_a_pass_that_began_elsewhere_are_not_compared(self):
        x, w = Value(0.5), Value(3.0)
        h = x * w
        L = h * h + x
        L.backward()
        report = multigrad.check(h)
        self.assertTrue(report.passed, report)
        self.assertIn("note: The gradient of the root is 3, not 1: the pass began at another node", str(report))
        self.assertEqual(multigrad.check(L).notes, ())
        # What of the pass itself is wrong, is so at its own root.
        h.grad = 7.0
        self.assertFalse(multigrad.check(L).passed)

    def test_rules_that_are_right_are_told_from_passes_that_are_not(self):
        def told(change):
            x, w = SetValue(0.5), SetValue(3.0)
            L = (x * w).tanh()
            L.backward()
            change(x, L)
            report = multigrad.check(L)
            self.assertFalse(report.passed)
            return "note: No local derivative is wrong, but the gradients are not those of one pass" in str(report)

        def wrong_rule(x, L):
            L._backward = lambda: setattr(next(iter(L._prev)), "grad", next(iter(L._prev)).grad + 0.5 * L.grad)

        self.assertTrue(told(lambda x, L: L.backward()))
        self.assertTrue(told(lambda x, L: setattr(x, "grad", 0.0)))
        self.assertFalse(told(wrong_rule))
        # Of rules that cannot be asked nothing is said.
        y = Central(0.5).relu()
        y.backward()
        y.backward()
        self.assertEqual([finding.name for finding in multigrad.check(y)], ["wrong"])
        self.assertEqual(multigrad.check(y).notes, ())

    def test_rules_that_add_are_no_fault(self):
        x = course.Value(2.0)
        y = ((x * 3 + 1).exp() / 7).sigmoid() ** 2 - x.tanh()
        y.backward()
        self.assertTrue(multigrad.check(y).passed)


class Diagnose(unittest.TestCase):
    def test_a_dead_unit_is_found_and_told(self):
        x, w = Value(1.0), Value(-2.0)
        y = (x * w).relu() + 1
        y.backward()
        report = multigrad.diagnose(y)
        self.assertFalse(report.passed)
        self.assertIn("dead-relu", [finding.name for finding in report])
        self.assertIn("dead-relu", str(report))

    def test_nothing_is_found(self):
        *_, L = expression(SetValue)
        L.backward()
        report = multigrad.diagnose(L)
        self.assertEqual((report.passed, list(report), str(report)), (True, [], "no findings"))


class Diff(unittest.TestCase):
    def test_a_step_of_training(self):
        w = Value(1.0)
        old = multigrad.graph(w * 3)
        w.data = 1.5
        difference = multigrad.diff(old, w * 3)
        self.assertFalse(difference.equal or difference.passed)
        changed = {(finding.label, finding.name): finding.details for finding in difference}
        self.assertEqual((changed["w", "data"]["from"], changed["w", "data"]["to"]), (1.0, 1.5))
        self.assertTrue(str(difference).startswith("a  a.json: 3 nodes"))

    def test_what_the_walk_saw_of_both_is_told(self):
        x = Value(1.0)
        y = x * 3
        old = multigrad.graph(y)
        x.data = 2.0
        notes = [str(note) for note in multigrad.diff(old, y).notes]
        self.assertEqual(len(notes), 1)
        self.assertIn("data was written after the forward pass", notes[0])

    def test_equal_graphs(self):
        x = Value(1.0)
        y = x * 3
        self.assertTrue(multigrad.diff(y, y).equal)

    def test_number_minus_and_number_by_value_of_the_notes(self):
        def of(cls, calculate):
            x = cls(4.0)
            return multigrad.graph(calculate(x))

        for calculate, theirs, right in ((lambda x: 2 - x, 2.0, -2.0), (lambda x: 2 / x, 2.0, 0.5)):
            notes, package = of(course.Value, calculate), of(Value, calculate)
            self.assertAlmostEqual(notes.nodes[notes.root].data, theirs, places=6)
            self.assertEqual(package.nodes[package.root].data, right)
            difference = multigrad.diff(notes, package)
            self.assertFalse(difference.equal)
            self.assertTrue(difference.data["removed"] or difference.data["added"])
        for calculate in (lambda x: x * 2, lambda x: x + 2, lambda x: x**2):
            self.assertTrue(multigrad.diff(of(course.Value, calculate), of(Value, calculate)).equal)


if __name__ == "__main__":
    unittest.main()
