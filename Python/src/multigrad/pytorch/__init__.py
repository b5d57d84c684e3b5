"""Graphs of PyTorch: from a tensor along `grad_fn` to its leaves.

PyTorch keeps no values but those that its derivatives need, and frees these in the backward pass. Values come from
what was saved, from the tensors that the caller still holds, and from computing again what a function of torch
computes.
"""
