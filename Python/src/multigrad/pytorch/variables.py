"""What the caller calls tensors, and modules their parameters."""

from __future__ import annotations

from types import FrameType
from typing import Any, Optional

from .. import names
from ..adapters import is_tensor


class Variables:
    """The tensors and the parameters that the caller has."""

    def __init__(self, frame: FrameType) -> None:
        import torch

        #: Tensors by what they are called: by `multigrad.label`, or else by a variable.
        self.tensors = [(label, thing) for thing, label in names.labels.items() if is_tensor(thing)]
        #: Of each parameter, by its id, the name, and the module that it belongs to, as `encoder/0 Linear`.
        self.parameters: dict[int, tuple[str, Optional[str]]] = {}
        modules: list[tuple[str, Any]] = []
        for name, thing in names.caller(frame):
            if isinstance(thing, torch.nn.Module):
                modules.append((name, thing))
            elif is_tensor(thing):
                self.tensors.append((name, thing))
            elif isinstance(thing, (list, tuple)) and 0 < len(thing) <= names.LONGEST_LIST and is_tensor(thing[0]):
                self.tensors += [(f"{name}[{place}]", one) for place, one in enumerate(thing) if is_tensor(one)]
        inner = {id(part) for _, module in modules for part in module.modules() if part is not module}
        outer = {id(module): (name, module) for name, module in modules if id(module) not in inner}
        for name, module in outer.values():
            prefix = [name] if len(outer) > 1 else []
            for path, part in module.named_modules():
                parts = [*prefix, *filter(None, path.split("."))]
                # A number says less than what it is the number of: "encoder/0 Linear".
                owner = f"{'/'.join(parts)} {type(part).__name__}" if parts else None
                for own, parameter in part.named_parameters(recurse=False):
                    self.parameters.setdefault(id(parameter), (".".join([*parts, own]), owner))

    def name(self, tensor: Any) -> Optional[str]:
        """What the caller calls a tensor without a gradient, which may be another object for the same numbers."""
        return next((name for name, one in self.tensors if one is tensor or is_same(one, tensor)), None)


def is_same(a: Any, b: Any) -> bool:
    import torch

    return (
        not a.requires_grad
        and a.layout == b.layout == torch.strided
        and a.data_ptr() == b.data_ptr() != 0
        and a.shape == b.shape
        and a.stride() == b.stride()
    )

