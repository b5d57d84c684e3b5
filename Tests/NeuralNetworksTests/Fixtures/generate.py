"""Writes gradients.json: losses and gradients of small networks, computed by PyTorch.

    pip install torch
    python generate.py

Every loss × activation × regularizer is one case. All numbers are 64-bit floats, written so that
they read back exactly. The first layer has the activation, and so has the last one for mse and
huber; it is linear for all other losses. Penalties are on weights, not on biases.
"""

import json
import pathlib

import torch
import torch.nn.functional as F

torch.set_default_dtype(torch.float64)
torch.manual_seed(11)

EXAMPLES, INPUTS, HIDDEN = 5, 3, 4
OUTPUTS = {"mse": 2, "huber": 2, "svm": 3, "squared_svm": 3, "softmax": 3, "binary_svm": 1,
           "squared_binary_svm": 1}
L1, L2 = 0.03, 0.07

x = torch.randn(EXAMPLES, INPUTS)
labels = torch.tensor([2, 0, 1, 1, 0])
signs = torch.tensor([1.0, -1.0, -1.0, 1.0, -1.0])
numbers = torch.randn(EXAMPLES, OUTPUTS["mse"])


def layer(inputs, outputs):
    return torch.randn(outputs, inputs) * 0.8, torch.randn(outputs) * 0.3


first = layer(INPUTS, HIDDEN)
last = {outputs: layer(HIDDEN, outputs) for outputs in sorted(set(OUTPUTS.values()))}

ACTIVATIONS = {
    "tanh": torch.tanh,
    "sigmoid": torch.sigmoid,
    "relu": F.relu,
    "leaky_relu": lambda z: F.leaky_relu(z, 0.01),
    "identity": lambda z: z,
}


def squares(weights):
    return sum((w ** 2).sum() for w in weights)


def magnitudes(weights):
    return sum(w.abs().sum() for w in weights)


REGULARIZERS = {
    "none": lambda weights: 0,
    "l2": lambda weights: L2 / 2 * squares(weights),
    "l1": lambda weights: L1 * magnitudes(weights),
    "elastic_net": lambda weights: L2 / 2 * squares(weights) + L1 * magnitudes(weights),
}

# multi_margin_loss divides by the number of classes, which the loss of CS231n does not.
LOSSES = {
    "mse": lambda s: F.mse_loss(s, numbers),
    "huber": lambda s: F.huber_loss(s, numbers, delta=1),
    "svm": lambda s: F.multi_margin_loss(s, labels, p=1) * s.shape[1],
    "squared_svm": lambda s: F.multi_margin_loss(s, labels, p=2) * s.shape[1],
    "softmax": lambda s: F.cross_entropy(s, labels),
    "binary_svm": lambda s: F.relu(1 - signs * s[:, 0]).mean(),
    "squared_binary_svm": lambda s: (F.relu(1 - signs * s[:, 0]) ** 2).mean(),
}


def away_from_kinks(*tensors):
    """Fails where a number is so near to 0 that rounding could choose the side of a kink."""
    for tensor in tensors:
        assert tensor.abs().min() > 1e-3, "change the seed"


def case(loss, activation, regularizer):
    parameters = [p.clone().requires_grad_() for p in (*first, *last[OUTPUTS[loss]])]
    w1, b1, w2, b2 = parameters
    sums = x @ w1.T + b1
    scores = ACTIVATIONS[activation](sums) @ w2.T + b2
    away_from_kinks(sums)
    if loss in ("mse", "huber"):
        away_from_kinks(scores)
        scores = ACTIVATIONS[activation](scores)
    if loss.endswith("binary_svm"):
        away_from_kinks(1 - signs * scores[:, 0])
    elif loss.endswith("svm"):
        right = scores.gather(1, labels[:, None])
        wrong = F.one_hot(labels, scores.shape[1]) == 0
        away_from_kinks((scores - right + 1)[wrong])
    value = LOSSES[loss](scores) + REGULARIZERS[regularizer]([w1, w2])
    value.backward()
    return {
        "loss": loss, "activation": activation, "regularizer": regularizer,
        "value": value.item(),
        # Neuron by neuron: its weights, then its bias.
        "gradients": [
            torch.cat([w.grad, b.grad[:, None]], 1).tolist() for w, b in ((w1, b1), (w2, b2))],
    }


fixture = {
    "torch": torch.__version__.split("+")[0],
    "l1": L1, "l2": L2,
    "inputs": x.tolist(),
    "labels": labels.tolist(), "signs": signs.tolist(), "numbers": numbers.tolist(),
    # Neuron by neuron: its weights, then its bias.
    "first_layer": torch.cat([first[0], first[1][:, None]], 1).tolist(),
    "last_layers": {
        str(outputs): torch.cat([w, b[:, None]], 1).tolist()
        for outputs, (w, b) in last.items()},
    "cases": [
        case(loss, activation, regularizer)
        for loss in LOSSES for activation in ACTIVATIONS for regularizer in REGULARIZERS],
}
lines = ",\n".join(json.dumps(entry) for entry in fixture.pop("cases"))
head = json.dumps(fixture, indent=1)[:-2]
path = pathlib.Path(__file__).with_name("gradients.json")
path.write_text(f'{head},\n "cases": [\n{lines}\n]}}\n')
