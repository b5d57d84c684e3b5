"""What is shown of a tensor: its number, or what its numbers are like."""

from __future__ import annotations

from typing import Any, Optional

from ..graphs import Node, Summary


def described(op: str, value: Any, shape: Optional[tuple[int, ...]], gradient: Any) -> Node:
    """A node of what is known of a tensor, and of its gradient the number or the norm."""
    if value is not None and value.numel() == 1:
        return Node(op, None, number(value), None if gradient is None else number(gradient))
    size = tuple(value.shape) if value is not None else shape or ()
    slope = None if gradient is None else number(gradient) if gradient.numel() == 1 else norm(gradient)
    return Node(op, None, None, slope, shape=size, summary=None if value is None else summary(value))


def number(tensor: Any) -> float:
    value = tensor.detach().item()
    return abs(value) if isinstance(value, complex) else float(value)


def norm(tensor: Any) -> float:
    return float(plain(tensor).norm())


def summary(tensor: Any) -> Optional[Summary]:
    """What the numbers of a tensor are like; None for a tensor of none."""
    if tensor.numel() == 0 or tensor.device.type == "meta":
        return None
    numbers = plain(tensor)
    return Summary(float(numbers.mean()), float(numbers.norm()), float(numbers.min()), float(numbers.max()))


def plain(tensor: Any) -> Any:
    """A tensor as real numbers, in a precision in which sums of many stay what they are."""
    import torch

    numbers = tensor.detach()
    numbers = numbers if numbers.layout == torch.strided else numbers.to_dense()
    return (numbers.abs() if numbers.is_complex() else numbers).double()


def tolerance(tensor: Any) -> float:
    """How far apart two numbers of a precision may be that were computed in another order."""
    import torch

    return max(1e-12, 16 * torch.finfo(tensor.dtype).eps) if tensor.is_floating_point() else 0
