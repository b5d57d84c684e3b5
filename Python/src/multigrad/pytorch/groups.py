"""Groups of what torch computes."""

from __future__ import annotations

from collections import defaultdict
from itertools import takewhile
from typing import Any, Mapping, Optional, Sequence

from ..adapters import is_tensor
from ..graphs import Node
from .values import RESHAPING

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


def grouped(nodes: Sequence[Node], groups: Mapping[int, str]) -> list[Node]:
    """The nodes with their groups, of which those of parameters and of some functions are known.

    A function belongs to the module of a parameter that it is of, and what leads from one module to another to the
    one that holds both.
    """
    paths: dict[int, list[str]] = {place: path.split("/") for place, path in groups.items()}
    users: dict[int, list[int]] = defaultdict(list)
    for place, made in enumerate(nodes):
        for input in made.inputs:
            users[input].append(place)

    def leaf(place: int) -> int:
        """The leaf that a node is in another shape, or the node itself."""
        start = place
        while nodes[place].inputs and nodes[place].op in ("t", "transpose", *RESHAPING):
            place = nodes[place].inputs[0]
        return start if nodes[place].inputs else place

    for place, made in enumerate(nodes):
        if made.inputs and place not in paths:
            owned = [paths[leaf(input)] for input in made.inputs if nodes[leaf(input)].role and leaf(input) in paths]
            inside = [paths[user] for user in users[place] if user in paths]
            if owned:
                paths[place] = owned[0]
            elif leaf(place) != place and len(inside) == len(users[place]) == 1:
                # The transpose of a weight, which the function that uses it made.
                paths[place] = inside[0]
    # The groups of the nearest functions before and behind each.
    before: dict[int, list[str]] = {}
    behind: dict[int, list[str]] = {}
    for place, made in enumerate(nodes):
        nearest = max((one for one in made.inputs if one in before), default=None)
        known = paths.get(place) or (None if nearest is None else before[nearest])
        if made.inputs and known is not None:
            before[place] = known
    for place in reversed(range(len(nodes))):
        known = paths.get(place) or next((behind[one] for one in users[place] if one in behind), None)
        if nodes[place].inputs and known is not None:
            behind[place] = known
    for place, made in enumerate(nodes):
        if made.inputs and place not in paths:
            both = [
                common(before[input], behind[user])
                for input in made.inputs
                if input in before
                for user in users[place]
                if user in behind
            ]
            paths[place] = max(both, key=len, default=[])
    return [made._replace(group="/".join(paths.get(place, ())) or None) for place, made in enumerate(nodes)]


def common(a: Sequence[str], b: Sequence[str]) -> list[str]:
    """What two paths begin with."""
    return [one for one, _ in takewhile(lambda pair: pair[0] == pair[1], zip(a, b))]
