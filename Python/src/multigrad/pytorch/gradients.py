"""The gradients of one backward pass, which leaves no trace in `.grad`."""

from __future__ import annotations

from typing import Any

from .functions import Key
from .values import Values


def gradients(root: Any, values: Values) -> dict[Key, Any]:
    """The gradient of each output, as far as it is known."""
    import torch

    if not values.is_freed:
        return of_functions(root, values)
    start = values.again.get(values.root)
    if start is None:
        return {values.root: torch.ones_like(root)}
    # Of a graph that PyTorch has freed there is another, of what was computed again.
    found = torch.autograd.grad(start, list(values.again.values()), torch.ones_like(start), allow_unused=True)
    return dict(zip(values.again, found))


def of_functions(root: Any, values: Values) -> dict[Key, Any]:
    """What is handed to each function, noted as the pass goes by."""
    import torch

    result: dict[Key, Any] = {}

    def noting(fn: Any) -> Any:
        def note(gradients: tuple[Any, ...]) -> None:
            for output, gradient in enumerate(gradients):
                if gradient is not None:
                    result[id(fn), output] = gradient

        return fn.register_prehook(note)

    leaves = [one for one in values.functions if one.is_leaf]
    handles = [noting(one.fn) for one in values.functions if not one.is_leaf]
    try:
        found = torch.autograd.grad(
            root, [one.fn.variable for one in leaves], torch.ones_like(root), retain_graph=True, allow_unused=True
        )
    finally:
        for handle in handles:
            handle.remove()
    result.update((one.key(), gradient) for one, gradient in zip(leaves, found) if gradient is not None)
    return result
