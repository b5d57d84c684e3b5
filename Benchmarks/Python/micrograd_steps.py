"""Steps of training by micrograd: reads a problem as JSON, and then runs its steps once for every line.

Prints `ready` when it could begin, and for every line the sum of the losses. With `--no-gc` memory is given back
between the lines alone.
"""
import gc
import json
import math
import sys

from micrograd.engine import Value


class Tanh(Value):
    """The lecture's tanh, which the package lacks."""

    def __init__(self, x):
        super().__init__(math.tanh(x.data), (x,), 'tanh')

        def _backward():
            x.grad += (1 - self.data ** 2) * self.grad
        self._backward = _backward


def output(problem, parameters, row, activation):
    sizes = problem['sizes']
    values = [Value(x) for x in row]
    start = 0
    for layer, height in enumerate(sizes[1:], 1):
        width = len(values)
        sums = []
        for _ in range(height):
            total = parameters[start + width]
            for weight, value in zip(parameters[start:start + width], values):
                total = total + weight * value
            sums.append(activation(total, layer == len(sizes) - 1))
            start += width + 1
        values = sums
    return values[0]


def squares(problem, parameters):
    losses = [(output(problem, parameters, row, lambda x, is_last: Tanh(x)) - target) ** 2
              for row, target in zip(problem['rows'], problem['targets'])]
    return sum(losses[1:], losses[0]) * (1 / len(losses))


def hinge(problem, parameters):
    losses = [(output(problem, parameters, row, lambda x, is_last: x if is_last else x.relu()) * -target + 1).relu()
              for row, target in zip(problem['rows'], problem['targets'])]
    penalties = [p * p for p in parameters]
    return (sum(losses[1:], losses[0]) * (1 / len(losses))
            + sum(penalties[1:], penalties[0]) * problem['strength'])


def steps(problem):
    parameters = [Value(x) for x in problem['parameters']]
    total = 0.0
    for _ in range(problem['steps']):
        loss = {'squares': squares, 'hinge': hinge}[problem['loss']](problem, parameters)
        for p in parameters:
            p.grad = 0
        loss.backward()
        for p in parameters:
            p.data -= problem['rate'] * p.grad
        total += loss.data
    return total


def main():
    sys.setrecursionlimit(10_000)
    if '--no-gc' in sys.argv:
        gc.disable()
    problem = json.loads(sys.stdin.readline())
    print('ready', flush=True)
    for _ in sys.stdin:
        print(repr(steps(problem)), flush=True)
        gc.collect()
        print('ready', flush=True)


main()
