"""Graphs of PyTorch, where it is installed: its own numbers are the judge."""

from __future__ import annotations

import json
import math
import os
import tempfile
import unittest

import multigrad

try:
    import torch
    from torch import nn
except ImportError:
    torch = None


def parsed(graph: multigrad.Graph) -> list[dict]:
    return json.loads(str(graph))["nodes"]


def by_label(graph: multigrad.Graph) -> dict[str, multigrad.Node]:
    return {node.label: node for node in graph.nodes if node.label}


def own(name, value, slope):
    """A function of one's own, by its value and its derivative."""

    def forward(ctx, x):
        ctx.save_for_backward(x)
        return value(x)

    def backward(ctx, gradient):
        (x,) = ctx.saved_tensors
        return slope(x) * gradient

    return type(
        name, (torch.autograd.Function,), {"forward": staticmethod(forward), "backward": staticmethod(backward)}
    )


@unittest.skipIf(torch is None, "PyTorch is not installed: pip install torch")
class NumberTests(unittest.TestCase):
    """Numbers become what the command computes with."""

    def test_the_lecture(self):
        a, b, c, f = (torch.tensor(x, dtype=torch.float64, requires_grad=True) for x in (2.0, -3.0, 10.0, -2.0))
        e = a * b
        d = e + c
        L = d * f
        graph = multigrad.graph(L)
        self.assertEqual(graph.stage, "before")
        self.assertEqual([node.op for node in graph.nodes if node.inputs], ["*", "+", "*"])
        self.assertEqual({name: node.data for name, node in by_label(graph).items()},
                         {"a": 2, "b": -3, "c": 10, "f": -2, "e": -6, "d": 4, "L": -8})  # fmt: skip
        self.assertTrue(multigrad.check(L))
        L.backward()
        after = by_label(multigrad.graph(L))
        self.assertEqual([after[name].grad for name in "abcfedL"], [6, -4, -2, 4, -2, -2, 1])
        self.assertEqual(multigrad.check(L).verdict, "good")

    def test_every_function_of_a_number_is_checked(self):
        functions = {
            "tanh": torch.tanh, "sigmoid": torch.sigmoid, "relu": torch.relu, "exp": torch.exp, "log": torch.log,
            "sqrt": torch.sqrt, "sin": torch.sin, "cos": torch.cos, "tan": torch.tan, "asin": torch.asin,
            "acos": torch.acos, "atan": torch.atan, "sinh": torch.sinh, "cosh": torch.cosh, "erf": torch.erf,
            "abs": torch.abs, "neg": torch.neg, "expm1": torch.expm1, "log1p": torch.log1p, "log2": torch.log2,
            "log10": torch.log10, "gelu": nn.functional.gelu, "silu": nn.functional.silu,
            "softplus": nn.functional.softplus, "**": lambda x: x**3, "elu": nn.functional.elu,
            "leaky_relu": lambda x: nn.functional.leaky_relu(x, 0.2),
        }  # fmt: skip
        for name, function in functions.items():
            for number in (0.25, 0.75, -0.5):
                x = torch.tensor(number, dtype=torch.float64, requires_grad=True)
                y = function(x) * 2
                if not math.isfinite(y.item()):
                    continue
                with self.subTest(name, x=number):
                    self.assertIn(name, [node.op for node in multigrad.graph(y).nodes])
                    report = multigrad.check(y)
                    self.assertTrue(report, str(report))
                    self.assertIn(report.verdict, ("good", "fine", "loose"))

    def test_numbers_that_pytorch_does_not_keep(self):
        x = torch.tensor(0.3, requires_grad=True)
        for y, constant in ((x + 1.5, 1.5), (x - 0.1, 0.1), (7 - x, 7), (x * 3, 3), (2 / x, 2), (x / 4, 4)):
            with self.subTest(constant):
                graph = multigrad.graph(y)
                self.assertIn(constant, [node.data for node in graph.nodes if node.op == "constant"])
                self.assertTrue(multigrad.check(y))

    def test_a_factor_of_an_operand_is_its_derivative(self):
        x = torch.tensor(0.5, requires_grad=True)
        y = torch.add(torch.tensor(2.0), x, alpha=3)
        y.backward()
        self.assertNotEqual(multigrad.check(y).verdict, "wrong")

    def test_the_order_of_a_difference(self):
        x = torch.tensor(0.25, dtype=torch.float64, requires_grad=True)
        graph = multigrad.graph(7 - x)
        self.assertEqual([graph.nodes[place].data for place in graph.nodes[-1].inputs], [7, 0.25])

    def test_what_is_not_ours_keeps_its_derivative(self):
        x = torch.tensor(2.0, requires_grad=True)
        y = own("Bent", lambda x: x * x + 1, lambda x: 2 * x).apply(x)
        node = multigrad.graph(y * 3).nodes[1]
        self.assertEqual((node.op, node.data, list(node.local)), ("bent", 5, [4.0]))

    def test_a_wrong_rule_of_ones_own_is_found(self):
        x = torch.tensor(2.0, requires_grad=True)
        y = own("Square", lambda x: x * x, lambda x: 3 * x).apply(x)
        report = multigrad.check(y.tanh())
        self.assertEqual(report.verdict, "wrong")
        self.assertIn("has the derivative 6", str(next(iter(report))))

    def test_a_wrong_gradient_is_found(self):
        w = torch.tensor(2.0, requires_grad=True)
        loss = (w.tanh() * 3)
        loss.backward()
        loss = (w.tanh() * 3)
        loss.backward()
        # The second pass adds to the first: the usual fault of a loop without zero_grad.
        self.assertFalse(multigrad.check(loss))
        w.grad = None
        self.assertTrue(multigrad.check(loss))

    def test_gradients_after_the_graph_was_freed(self):
        w, b = (torch.tensor(x, dtype=torch.float64, requires_grad=True) for x in (0.5, -0.25))
        h = w * b
        loss = (h + w).tanh() * w
        loss.backward()
        graph = multigrad.graph(loss)
        inner = by_label(graph)["h"]
        alone = (w * b).detach().requires_grad_()
        expected = torch.autograd.grad((alone + w).tanh() * w, alone)[0]
        self.assertAlmostEqual(inner.grad, expected.item(), places=14)
        self.assertEqual(graph.notes, ())
        self.assertTrue(multigrad.check(loss))

    def test_what_was_freed_is_said(self):
        w = torch.tensor([0.5, 0.25], requires_grad=True)
        loss = ((w * 3 + 1).tanh() + 1).sum()
        loss.backward()
        graph = multigrad.graph(loss)
        self.assertIn("retain_graph=True", str(graph.notes[0]))
        self.assertEqual(graph.nodes[0].shape, (2,))

    def test_a_long_chain(self):
        x = torch.tensor(1.0, requires_grad=True)
        y = x
        for _ in range(15_000):
            y = y + x
        self.assertEqual(len(multigrad.graph(y)), 15_001)
        for _ in range(100_000):
            y = y + x
        with self.assertRaisesRegex(multigrad.MultiGradError, "detach"):
            multigrad.graph(y)

    def test_many_numbers_side_by_side(self):
        numbers = [torch.tensor(1.0, requires_grad=True) * 2 for _ in range(30_000)]
        self.assertEqual(len(multigrad.graph(torch.stack(numbers).sum())), 90_002)

    def test_without_a_graph(self):
        with self.assertRaisesRegex(multigrad.MultiGradError, "requires_grad"):
            multigrad.draw(torch.tensor(2.0))
        leaf = torch.tensor(2.0, requires_grad=True)
        self.assertEqual(len(multigrad.graph(leaf)), 1)


@unittest.skipIf(torch is None, "PyTorch is not installed: pip install torch")
class TensorTests(unittest.TestCase):
    """Tensors are shown by shape, mean and norm."""

    def setUp(self):
        torch.manual_seed(0)

    def test_a_network(self):
        model = nn.Sequential(nn.Linear(3, 4), nn.Tanh(), nn.Linear(4, 2))
        x, target = torch.randn(5, 3), torch.tensor([0, 1, 1, 0, 1])
        loss = nn.functional.cross_entropy(model(x), target)
        graph = multigrad.graph(loss)
        nodes = by_label(graph)
        self.assertLessEqual({"0.weight", "0.bias", "2.weight", "2.bias", "x", "target", "loss"}, set(nodes))
        weight = nodes["0.weight"]
        self.assertEqual((weight.shape, weight.role, weight.group), ((4, 3), "parameter", "0 Linear"))
        numbers = model[0].weight.detach().double()
        self.assertAlmostEqual(weight.summary.mean, numbers.mean().item(), places=12)
        self.assertAlmostEqual(weight.summary.norm, numbers.norm().item(), places=12)
        self.assertEqual((weight.summary.min, weight.summary.max), (numbers.min().item(), numbers.max().item()))
        self.assertEqual(graph.nodes[graph.root].data, loss.item())
        self.assertTrue(all(node.data is not None or node.summary for node in graph.nodes))
        report = multigrad.check(loss)
        # That nothing could be checked is no success.
        self.assertEqual((report.passed, report.verdict, list(report)), (False, "unchecked", []))
        self.assertTrue(multigrad.diagnose(loss))

    def test_gradients_leave_no_trace(self):
        model = nn.Linear(3, 2)
        x = torch.randn(4, 3)
        h = model(x)
        loss = (h**2).mean()
        picture = multigrad.draw(loss, stage="pair")
        self.assertIsNone(model.weight.grad)
        nodes = by_label(picture.graph)
        self.assertEqual(picture.graph.stage, "after")
        loss.backward()
        self.assertAlmostEqual(nodes["weight"].grad, model.weight.grad.norm().item(), places=6)
        self.assertAlmostEqual(nodes["h"].grad, (2 * h / h.numel()).norm().item(), places=6)
        self.assertIn("‖grad‖", picture.svg)
        self.assertIn("4×2", picture.svg)

    def test_files_come_back(self):
        h = torch.tanh(torch.randn(3, 2, requires_grad=True))
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "h.json")
            multigrad.dump(h.sum(), path)
            with open(path, encoding="utf-8") as file:
                text = file.read()
            self.assertEqual(multigrad.draw(h.sum(), format="json").data.decode(), text)

    def test_the_birth_of_nan(self):
        x = torch.tensor([1.0, -2.0, 3.0], requires_grad=True)
        loss = x.log().mean()
        (finding,) = multigrad.diagnose(loss)
        self.assertEqual((finding.name, finding.label), ("not-finite-forward", "log"))
        self.assertIn("logarithm of a negative number", finding.message)

    def test_the_birth_of_an_infinite_gradient(self):
        x = torch.tensor([1.0, 0.0], requires_grad=True)
        loss = x.sqrt().sum()
        loss.backward()
        (finding,) = multigrad.diagnose(loss)
        self.assertEqual(finding.name, "not-finite-backward")

    def test_groups(self):
        x = torch.randn(4, 3)
        w = torch.randn(3, 2, requires_grad=True)
        with multigrad.group("layer 1"):
            h = x @ w
            with multigrad.group("activation"):
                y = h.tanh()
        loss = y.sum()
        groups = {node.op: node.group for node in multigrad.graph(loss).nodes}
        self.assertEqual((groups["mm"], groups["tanh"], groups["sum"]), ("layer 1", "layer 1/activation", None))

    def test_what_lies_between_modules(self):
        class Block(nn.Module):
            def __init__(self):
                super().__init__()
                self.fc1, self.fc2, self.norm = nn.Linear(4, 4), nn.Linear(4, 4), nn.LayerNorm(4)

            def forward(self, x):
                return self.norm(x + self.fc2(self.fc1(x).relu().sigmoid()))

        net = nn.Sequential(Block(), nn.Tanh(), Block())
        loss = net(torch.randn(2, 4)).exp().sum()
        others = ("leaf", "constant", "t")
        groups = [(node.op, node.group) for node in multigrad.graph(loss).nodes if node.op not in others]
        self.assertEqual(groups, [
            ("addmm", "0/fc1 Linear"), ("relu", "0"), ("sigmoid", "0"), ("addmm", "0/fc2 Linear"), ("+", "0"),
            ("native_layer_norm", "0/norm LayerNorm"), ("tanh", None),
            ("addmm", "2/fc1 Linear"), ("relu", "2"), ("sigmoid", "2"), ("addmm", "2/fc2 Linear"), ("+", "2"),
            ("native_layer_norm", "2/norm LayerNorm"), ("exp", None), ("sum", None),
        ])  # fmt: skip
        weights = [node.group for node in multigrad.graph(loss).nodes if node.op == "t"]
        self.assertEqual(weights, ["0/fc1 Linear", "0/fc2 Linear", "2/fc1 Linear", "2/fc2 Linear"])

    def test_a_part_of_a_module_is_none_of_its_own(self):
        model = nn.Sequential(nn.Linear(3, 2), nn.Tanh())
        first = model[0]
        loss = model(torch.randn(4, 3)).sum() + first.bias.sum()
        self.assertIn("0.weight", by_label(multigrad.graph(loss)))

    def test_data_that_is_used_twice_is_one_node(self):
        x = torch.randn(3)
        w = torch.randn(3, requires_grad=True)
        loss = (w * x).sum() + (w / x).sum()
        self.assertEqual([node.op for node in multigrad.graph(loss).nodes if node.label == "x"], ["constant"])

    def test_labels(self):
        x = torch.randn(3, requires_grad=True)
        y = x.exp()
        multigrad.label(input=x, result=y)
        self.assertLessEqual({"input", "result"}, set(by_label(multigrad.graph(y.sum()))))

    def test_two_modules_have_two_names(self):
        encoder, decoder = nn.Linear(3, 2), nn.Linear(2, 3)
        loss = decoder(encoder(torch.randn(4, 3))).sum()
        self.assertLessEqual({"encoder.weight", "decoder.weight"}, set(by_label(multigrad.graph(loss))))

    def test_outputs_of_one_function(self):
        pair = torch.tensor([2.0, 3.0], requires_grad=True)
        a, b = pair.unbind()
        graph = multigrad.graph(a * b)
        self.assertEqual([node.op for node in graph.nodes], ["leaf", "unbind", "unbind", "*"])
        self.assertEqual([node.data for node in graph.nodes[1:]], [2, 3, 6])

    def test_many_kinds_of_layers(self):
        class Net(nn.Module):
            def __init__(self):
                super().__init__()
                self.convolution = nn.Conv2d(1, 2, 3)
                self.norm = nn.BatchNorm2d(2)
                self.attention = nn.MultiheadAttention(8, 2, batch_first=True)
                self.embedding = nn.Embedding(10, 8)
                self.rnn = nn.LSTM(8, 4, batch_first=True)

            def forward(self, image, words):
                h = nn.functional.max_pool2d(self.norm(self.convolution(image)).relu(), 2)
                e = self.embedding(words)
                a, _ = self.attention(e, e, e)
                r, _ = self.rnn(a)
                return h.flatten().sum() + nn.functional.dropout(r, 0.1).mean()

        net = Net()
        loss = net(torch.randn(2, 1, 8, 8), torch.randint(0, 10, (2, 5)))
        nodes = by_label(multigrad.graph(loss))
        self.assertLessEqual({name for name, _ in net.named_parameters()}, set(nodes))
        self.assertGreater(len(multigrad.draw(loss, stage="pair").svg), 1000)

    def test_kinds_of_numbers(self):
        for dtype in (torch.float16, torch.bfloat16, torch.float32, torch.float64, torch.complex64):
            x = torch.ones(3, dtype=dtype, requires_grad=True)
            with self.subTest(dtype):
                node = multigrad.graph((x * x).abs().sum()).nodes[0]
                self.assertEqual((node.summary.mean, node.summary.max), (1, 1))
        x = torch.full((3,), 3 + 4j, requires_grad=True)
        self.assertEqual(multigrad.graph(x.abs().sum()).nodes[0].summary.mean, 5)
        empty = torch.zeros(0, requires_grad=True)
        self.assertEqual(multigrad.graph(empty.sum()).nodes[0].shape, (0,))
