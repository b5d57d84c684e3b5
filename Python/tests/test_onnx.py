"""What the command writes as ONNX is a model, and onnxruntime computes our numbers by it."""

from __future__ import annotations

import json
import math
import unittest

try:
    import numpy
    import onnx
    import onnxruntime
except ImportError:
    onnx = None

import multigrad
from multigrad import command

from .values import SetValue

inf, nan = math.inf, math.nan
judged = unittest.skipUnless(onnx, "Install './Python[onnx]', and onnx and onnxruntime judge what is written.")
if onnx:
    # That leaves may be fed is on purpose.
    onnxruntime.set_default_logger_severity(3)

UNARY = (
    "tanh sigmoid relu leaky_relu elu gelu silu softplus exp expm1 log log1p log2 log10 sqrt sin cos tan asin acos "
    "atan sinh cosh erf abs"
).split()
BINARY = {"add": "x + y", "sub": "x - y", "mul": "x * y", "div": "x / y", "power": "x ** y"}
BINARY.update(most="max(x, y)", least="min(x, y)", neg="-x", square="x ** 2", root="x ** -0.5", total="sum([x, y, x])")

SIZES = [1e-320, 1e-300, 1e-20, 1e-8, 0.1, 0.5, 0.69, 0.71, 1 - 1e-9, 1.0, 1.5707963267948966, 2.0, 3.3, 5.0, 8.0]
SIZES += [20.0, 26.0, 37.0, 38.0, 50.0, 100.0, 700.0, 709.7, 710.0, 740.0, 1e5, 1e10, 1e22, 1e300, inf]
EDGES = [0.0, nan] + SIZES + [-size for size in SIZES]
PAIRS = [(x, y) for x in (0.0, 1.0, -1.0, 2.5, -2.5, 1e300, inf, -inf, nan) for y in (0.0, 1.0, 2.0, -3.0, 0.5, inf, nan)]


def written(*arguments, input="", to="onnx"):
    """What the command writes of the graph after backward, and its warnings."""
    answer = command.run([*arguments, "--stage", "after", "-f", to, "-o", "-", "-q"], input)
    return answer.output, answer.warnings


def model(*arguments, input=""):
    """A model that the checker of ONNX has accepted, shapes and types included."""
    found = onnx.load_from_string(written(*arguments, input=input)[0])
    onnx.checker.check_model(found, full_check=True)
    return found


def run(model, names=None, **fed):
    """The outputs of a model at other numbers than its own."""
    session = onnxruntime.InferenceSession(model.SerializeToString())
    return [one.item() for one in session.run(names, {name: numpy.array(value) for name, value in fed.items()})]


def showing(model, names):
    """The model with other values of it as outputs."""
    del model.graph.output[:]
    for name in names:
        model.graph.output.append(onnx.helper.make_tensor_value_info(name, onnx.TensorProto.DOUBLE, []))
    return onnxruntime.InferenceSession(model.SerializeToString())


def computed(formulas, names, points):
    """What our own engine computes."""
    lines = [f"for p in [{', '.join(literal(point) for point in points)}]:"]
    lines += [f"  {name} = Value(p[{place}])" for place, name in enumerate(names)]
    lines += [f"  print({', '.join(f'({formula}).data' for formula in formulas)})"]
    answer = command.run(["render", "-e", "\n".join(lines), "-f", "json", "--stage", "after", "-o", "-"])
    return [[float(word) for word in line.split()] for line in answer.warnings.splitlines()[: len(points)]]


def literal(point):
    return f"[{', '.join(f'float({str(number)!r})' for number in point)}]"


class Numbers:
    def assertClose(self, found, expected, message="", digits=1e-12):
        same = found == expected or (math.isnan(found) and math.isnan(expected))
        if not same and not abs(found - expected) <= digits * abs(expected):
            self.fail(f"{message} {found!r} is not {expected!r}")


@judged
class Operations(Numbers, unittest.TestCase):
    def compare(self, formulas, names, points):
        text = "".join(f"{name} = Value(0.5, label='{name}')\n" for name in names)
        text += "".join(f"f{place} = {formula}\n" for place, formula in enumerate(formulas))
        labels = [f"f{place}" for place in range(len(formulas))]
        session = showing(model("render", "-e", f"{text}all = {' + '.join(labels)}"), labels)
        for point, expected in zip(points, computed(formulas, names, points)):
            fed = {name: numpy.array(number) for name, number in zip(names, point)}
            for formula, found, number in zip(formulas, session.run(None, fed), expected):
                self.assertClose(found.item(), number, f"{formula} at {point}:")

    def test_operations_of_one_input(self):
        self.compare([f"x.{name}()" for name in UNARY] + ["x.leaky_relu(0.3)"], ["x"], [(x,) for x in EDGES])

    def test_operations_of_two_inputs(self):
        self.compare(list(BINARY.values()), ["x", "y"], PAIRS)

    def test_functions_are_those_of_python(self):
        for name in UNARY:
            function = getattr(math, name, None)
            if function is None:
                continue
            session = showing(model("render", "-e", f"x = Value(0.5, label='x')\ny = x.{name}()"), ["y"])
            for x in EDGES:
                try:
                    expected = function(x)
                except (ValueError, OverflowError):
                    continue
                self.assertClose(session.run(None, {"x": numpy.array(x)})[0].item(), expected, f"{name}({x}):")

    def test_an_elu_has_its_parameter(self):
        leaf = {"id": 0, "op": "leaf", "label": "x", "data": -1.0, "grad": None, "inputs": [], "group": None}
        elu = {**leaf, "id": 1, "op": "elu", "label": "y", "inputs": [0], "parameter": 1.5}
        graph = {"format": "multigrad-graph", "version": 1, "stage": "before", "root": 1, "nodes": [leaf, elu]}
        found = model("render", "-", input=json.dumps(graph))
        self.assertClose(run(found)[0], 1.5 * math.expm1(-1.0))
        self.assertClose(run(found, x=-1e-9)[0], 1.5 * math.expm1(-1e-9))
        self.assertClose(run(found, x=2.0)[0], 2.0)


@judged
class Graphs(Numbers, unittest.TestCase):
    def test_what_is_not_fed_has_our_numbers(self):
        found = model("render", "-e", "a = 2.0; b = -3.0; c = 10.0; L = ((a * b + c) / a) ** 2 - c")
        self.assertEqual([one.name for one in found.graph.input], ["a", "b", "c"])
        self.assertEqual([one.name for one in found.graph.output], ["L"])
        self.assertEqual(run(found), [-6.0])
        self.assertEqual(run(found, a=4.0, c=20.0), [-16.0])

    def test_networks_and_losses(self):
        for arguments in (
            ["neuron"],
            ["mlp", "3,4,4,1"],
            ["mlp", "2,4,1", "--data", "moons", "--l2", "0.01", "--rows", "0..2"],
            ["mlp", "2,4,3", "--data", "spirals", "--loss", "squared_svm", "--activation", "leaky_relu"],
            ["mlp", "4,3,3", "--data", "iris", "--activation", "sigmoid", "--l1", "0.1", "--rows", "60..61"],
        ):
            with self.subTest(arguments=arguments):
                nodes = json.loads(written(*arguments, to="json")[0])
                root = next(node for node in nodes["nodes"] if node["id"] == nodes["root"])
                found = model(*arguments)
                self.assertClose(run(found)[0], root["data"])
                fed = [one for one in nodes["nodes"] if one.get("role") in ("input", "target")]
                self.assertTrue(len(found.graph.input) >= len(fed) > 0)

    def test_a_network_is_fed_another_sample(self):
        found = model("mlp", "3,4,1", "--rows", "0..1")
        names = [f"sample 1/x{number}" for number in (1, 2, 3)]
        self.assertTrue(set(names) <= {one.name for one in found.graph.input})
        weights = {one.name: onnx.numpy_helper.to_array(one).item() for one in found.graph.initializer}
        # The prediction of the first sample is the first operand of the first difference.
        output = next(node for node in found.graph.node if node.op_type == "Sub").input[0]
        point = [0.25, -1.5, 4.0]
        layer = point
        for number, width in ((1, 4), (2, 1)):
            layer = [
                math.tanh(
                    weights[f"layer {number}/neuron {unit}/b"]
                    + sum(weights[f"layer {number}/neuron {unit}/w{place + 1}"] * x for place, x in enumerate(layer))
                )
                for unit in range(1, width + 1)
            ]
        session = showing(found, [output])
        fed = {name: numpy.array(x) for name, x in zip(names, point)}
        self.assertClose(session.run(None, fed)[0].item(), layer[0])

    def test_a_large_graph(self):
        lines = ["x = Value(0.3, label='x')", "y = x", "for i in range(5000):", "  y = (y * x + i).tanh() - x"]
        found = model("render", "-e", "\n".join(lines))
        self.assertGreater(len(found.graph.node), 19_000)
        y = x = -0.7
        for number in range(5000):
            y = math.tanh(y * x + number) - x
        self.assertClose(run(found, x=x)[0], y)

    def test_a_leaf_is_its_own_output(self):
        found = model("render", "-e", "x = Value(3.0, label='x')")
        self.assertEqual(run(found), [3.0])
        self.assertEqual(run(found, x=4.0), [4.0])

    def test_names_of_any_kind(self):
        labels = ["a b/c", "\u0000", "x\u202e\n", "é", "", "+", "7.0"]
        x = [SetValue(1.0 + place, label=label) for place, label in enumerate(labels)]
        y = x[0]
        for one in x[1:]:
            y = y + one
        found = model("render", "-", input=str(multigrad.graph(y)))
        self.assertEqual(run(found), [28.0])
        session = onnxruntime.InferenceSession(found.SerializeToString())
        for name in (label for label in labels if label and label != "\u0000"):
            self.assertEqual(session.run(None, {name: numpy.array(0.0)})[0].item(), 27.0 - labels.index(name))

    def test_an_operation_of_ones_own_is_a_model_that_does_not_run(self):
        leaf = {"id": 0, "op": "leaf", "label": "x", "data": 2.0, "grad": None, "inputs": [], "group": None}
        cube = {**leaf, "id": 1, "op": "cube", "label": "y", "data": 8.0, "inputs": [0], "local": [12.0]}
        double = {**leaf, "id": 2, "op": "*", "label": "z", "data": 64.0, "inputs": [1, 1]}
        graph = json.dumps(
            {"format": "multigrad-graph", "version": 1, "stage": "before", "root": 2, "nodes": [leaf, cube, double]}
        )
        self.assertIn("'cube' is an operation of your own", written("render", "-", input=graph)[1])
        found = model("render", "-", input=graph)
        self.assertEqual(found.graph.node[0].domain, "multigrad")
        with self.assertRaises(Exception):
            run(found)


if __name__ == "__main__":
    unittest.main()
