"""Groups of what torch computes."""

from __future__ import annotations

from typing import Any, Mapping, Optional

from ..adapters import is_tensor

#: Where a function keeps the group that it was made in: it outlives all that Python has of it.
GROUP = "multigrad group"


def noting(path: str) -> Any:
    """While this is open, what torch computes is noted as a member of a group."""
    from torch.overrides import TorchFunctionMode

    class Noting(TorchFunctionMode):  # type: ignore[misc]
        def __torch_function__(
            self, function: Any, types: Any, args: Any = (), kwargs: Optional[Mapping[str, Any]] = None
        ) -> Any:
            result = function(*args, **(kwargs or {}))
            for one in result if isinstance(result, (tuple, list)) else (result,):
                if is_tensor(one) and one.grad_fn is not None:
                    # After the function: of blocks in each other, the outer one has written already.
                    one.grad_fn.metadata[GROUP] = path
            return result

    return Noting()
