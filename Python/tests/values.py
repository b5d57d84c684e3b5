"""Value classes as people write them, each of another shape. All do +, * and tanh, and run backward."""

from __future__ import annotations

import functools
import math


def topological(root, inputs):
    """Inputs before users, without recursion."""
    order, seen, stack = [], set(), [(root, False)]
    while stack:
        thing, is_done = stack.pop()
        if is_done:
            order.append(thing)
        elif id(thing) not in seen:
            seen.add(id(thing))
            stack.append((thing, True))
            stack += [(one, False) for one in inputs(thing)]
    return order


class SetValue:
    """The lecture's: a set of inputs, a closure for each operation."""

    def __init__(self, data, _children=(), _op="", label=""):
        self.data = float(data)
        self.grad = 0.0
        self._prev = set(_children)
        self._op = _op
        self._backward = lambda: None
        self.label = label

    def __add__(self, other):
        other = other if isinstance(other, SetValue) else SetValue(other)
        out = SetValue(self.data + other.data, (self, other), "+")

        def _backward():
            self.grad += out.grad
            other.grad += out.grad

        out._backward = _backward
        return out

    def __sub__(self, other):
        out = SetValue(self.data - other.data, (self, other), "-")

        def _backward():
            self.grad += out.grad
            other.grad -= out.grad

        out._backward = _backward
        return out

    def __mul__(self, other):
        other = other if isinstance(other, SetValue) else SetValue(other)
        out = SetValue(self.data * other.data, (self, other), "*")

        def _backward():
            self.grad += other.data * out.grad
            other.grad += self.data * out.grad

        out._backward = _backward
        return out

    def tanh(self):
        t = math.tanh(self.data)
        out = SetValue(t, (self,), "Tanh")

        def _backward():
            self.grad += (1 - t * t) * out.grad

        out._backward = _backward
        return out

    def backward(self):
        self.grad = 1.0
        for one in reversed(topological(self, lambda v: v._prev)):
            one._backward()


class SlotValue:
    """Tuples of inputs and of local derivatives, in slots; operations have no names."""

    __slots__ = ("data", "grad", "_children", "_local_grads")

    def __init__(self, data, children=(), local_grads=()):
        self.data = data
        self.grad = 0
        self._children = children
        self._local_grads = local_grads

    def __add__(self, other):
        other = other if isinstance(other, SlotValue) else SlotValue(other)
        return SlotValue(self.data + other.data, (self, other), (1, 1))

    def __mul__(self, other):
        return SlotValue(self.data * other.data, (self, other), (other.data, self.data))

    def __pow__(self, n):
        return SlotValue(self.data**n, (self,), (n * self.data ** (n - 1),))

    def tanh(self):
        t = math.tanh(self.data)
        return SlotValue(t, (self,), (1 - t * t,))

    def backward(self):
        self.grad = 1
        for one in reversed(topological(self, lambda v: v._children)):
            for child, local in zip(one._children, one._local_grads):
                child.grad += local * one.grad


class MethodValue:
    """Other names, lists, one method for all rules, a gradient that is None at first, and == of its own."""

    def __init__(self, value, operands=None, operation="leaf"):
        self.value = value
        self.gradient = None
        self.operands = operands or []
        self.operation = operation

    def __eq__(self, other):
        return self.value == other.value

    def __add__(self, other):
        other = other if isinstance(other, MethodValue) else MethodValue(other)
        return MethodValue(self.value + other.value, [self, other], "add")

    def __mul__(self, other):
        return MethodValue(self.value * other.value, [self, other], "mul")

    def tanh(self):
        return MethodValue(math.tanh(self.value), [self], "tanh")

    def _backward(self):
        def add(one, local):
            one.gradient = (one.gradient or 0.0) + local * self.gradient

        if self.operation == "add":
            for one in self.operands:
                add(one, 1.0)
        elif self.operation == "mul":
            left, right = self.operands
            add(left, right.value)
            add(right, left.value)
        elif self.operation == "tanh":
            add(self.operands[0], 1 - self.value**2)

    def backward(self):
        self.gradient = 1.0
        for one in reversed(topological(self, lambda v: v.operands)):
            one._backward()


class NumberValue:
    """A number beside a value makes no node, and x * x has one input: a set, and rules that are partials."""

    def __init__(self, data, parents=frozenset(), op=""):
        self.data, self.grad, self.parents, self.op = data, 0.0, frozenset(parents), op
        self.backward_fn = None

    @staticmethod
    def spread(out, inputs, locals):
        for one, local in zip(inputs, locals):
            one.grad += local * out.grad

    def made(self, data, op, inputs, locals):
        out = NumberValue(data, inputs, op)
        out.backward_fn = functools.partial(NumberValue.spread, out, inputs, locals)
        return out

    def __add__(self, other):
        if isinstance(other, (int, float)):
            return self.made(self.data + other, "+", (self,), (1.0,))
        return self.made(self.data + other.data, "+", (self, other), (1.0, 1.0))

    def __mul__(self, other):
        return self.made(self.data * other.data, "*", (self, other), (other.data, self.data))

    def tanh(self):
        t = math.tanh(self.data)
        return self.made(t, "tanh", (self,), (1 - t * t,))

    def backward(self):
        self.grad = 1.0
        for one in reversed(topological(self, lambda v: v.parents)):
            if one.backward_fn:
                one.backward_fn()


class PairValue:
    """Inputs with their local derivatives as pairs, made by a method; names that no one else has."""

    def __init__(self, number, pairs=(), kind=None):
        self.number, self.bar, self.pairs, self.kind = number, 0.0, list(pairs), kind

    def sources(self):
        return self.pairs

    def __add__(self, other):
        other = other if isinstance(other, PairValue) else PairValue(other)
        return PairValue(self.number + other.number, [(self, 1.0), (other, 1.0)], PairValue.__add__)

    def __mul__(self, other):
        return PairValue(self.number * other.number, [(self, other.number), (other, self.number)], PairValue.__mul__)

    def tanh(self):
        t = math.tanh(self.number)
        return PairValue(t, [(self, 1 - t * t)], PairValue.tanh)

    def backward(self):
        self.bar = 1.0
        for one in reversed(topological(self, lambda v: [p for p, _ in v.pairs])):
            for child, local in one.pairs:
                child.bar += local * one.bar
