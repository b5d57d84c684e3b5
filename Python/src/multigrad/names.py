"""Names that objects are given from outside: labels, groups, and the variables that hold them."""

from __future__ import annotations

import contextlib
import functools
import inspect
import sys
import weakref
from types import FrameType
from typing import Any, Generic, Iterator, NamedTuple, Optional, TypeVar

from .adapters import NAMES, is_node, is_tensor, told
from .errors import MultiGradError
from .pytorch.groups import noting as noting_torch

T = TypeVar("T")


class Attached(Generic[T]):
    """Something known about objects of classes that are not ours, for as long as they live.

    They need not be hashable, and nothing is written into them. An object that allows no weak reference
    (`__slots__` without `__weakref__`) is kept alive instead, since its id would be given to another.
    """

    def __init__(self) -> None:
        self.entries: dict[int, tuple[Any, T]] = {}

    def put(self, thing: Any, what: T) -> None:
        key = id(thing)
        try:
            holder: Any = weakref.ref(thing, functools.partial(self.forget, key))
        except TypeError:
            holder = thing
        self.entries[key] = (holder, what)

    def forget(self, key: int, _: Any) -> None:
        self.entries.pop(key, None)

    def items(self) -> list[tuple[Any, T]]:
        """All that live, with what is known of them."""
        held = [(holder() if isinstance(holder, weakref.ref) else holder, what) for holder, what in self.entries.values()]
        return [(thing, what) for thing, what in held if thing is not None]

    def get(self, thing: Any) -> Optional[T]:
        entry = self.entries.get(id(thing))
        return None if entry is None else entry[1]


labels: Attached[str] = Attached()
groups: Attached[str] = Attached()
#: The names of the groups that are open.
opened: list[str] = []


def label(**names: Any) -> None:
    """Names nodes: `multigrad.label(w1=net.w[0], loss=total)`. This wins over a label of their own."""
    for name, thing in names.items():
        if not is_node(thing) and not is_tensor(thing):
            raise MultiGradError(f"{name} is a {type(thing).__name__}, which is no node of a graph.")
        labels.put(thing, name)


@contextlib.contextmanager
def group(name: str, *classes: type) -> Iterator[None]:
    """Nodes that are made in this block are drawn in one frame. Blocks nest, as 'layer 1/neuron 2'.

        with multigrad.group('layer 1'):
            h = (w1 * x1 + w2 * x2 + b).tanh()

    While the block is open, `__init__` of the node classes notes what it makes. Those are the classes given, or
    else all with nodes that the caller's names lead to: as a variable, as the class of a variable, or as a name in
    the module of either. Raises `MultiGradError` where there is none.
    """
    frame = sys._getframe(2)
    makers = classes or tuple(visible_classes(frame))
    is_torch = "torch" in sys.modules
    if not makers and not is_torch:
        raise MultiGradError(
            f"No class of nodes can be seen from where the group '{name}' is opened. Name it: "
            f"multigrad.group('{name}', Value)."
        )
    with contextlib.ExitStack() as stack:
        opened.append(name)
        stack.callback(opened.pop)
        for cls in makers:
            stack.enter_context(noting(cls, "/".join(opened)))
        if is_torch:
            stack.enter_context(noting_torch("/".join(opened)))
        yield


@contextlib.contextmanager
def noting(cls: type, path: str) -> Iterator[None]:
    """While this is open, objects of a class are noted as members of a group when they are made."""
    own = cls.__dict__.get("__init__")
    original = cls.__init__  # type: ignore[misc]

    @functools.wraps(original)
    def noted(self: Any, *arguments: Any, **keywords: Any) -> None:
        original(self, *arguments, **keywords)
        # After the original: within another block that is what the other put here, with a shorter path.
        groups.put(self, path)

    cls.__init__ = noted  # type: ignore[misc]
    try:
        yield
    finally:
        if own is None:
            del cls.__init__  # type: ignore[misc]
        else:
            cls.__init__ = own  # type: ignore[misc]


def visible_classes(frame: FrameType) -> list[type]:
    """The classes that make nodes, among those that the names of a frame lead to."""
    variables = [*frame.f_locals.values(), *frame.f_globals.values()]
    classes = {thing if isinstance(thing, type) else type(thing): None for thing in variables}
    for cls in list(classes):
        module = sys.modules.get(cls.__module__)
        if module is not None and cls.__module__ != "builtins":
            classes.update((one, None) for one in list(vars(module).values()) if isinstance(one, type))
    return [cls for cls in classes if makes_nodes(cls)]


def makes_nodes(cls: type) -> bool:
    """Whether the constructor of a class sets what nodes have: data, a gradient and inputs."""
    if cls in told:
        return True
    code = getattr(inspect.unwrap(getattr(cls, "__init__")), "__code__", None)
    if code is None or cls.__module__.startswith("multigrad"):
        return False
    written = set(code.co_names) | set(getattr(cls, "__slots__", ()))
    return all(written & set(NAMES[part]) for part in ("data", "grad", "inputs"))


def caller(frame: FrameType) -> list[tuple[str, Any]]:
    """The caller's variables. A notebook has its history there: _, __, _12, In, Out."""
    return [
        (name, thing)
        for scope in (frame.f_locals, frame.f_globals)
        for name, thing in list(scope.items())
        if not name.startswith("_") and name not in ("In", "Out")
    ]


#: A list of more nodes than this gets no labels from its name.
LONGEST_LIST = 1000


class Variables(NamedTuple):
    """What the caller has of nodes, by their ids."""

    #: What they are called: `x`, `w[2]`, and `n.b`, `n.w[0]` of an object with parameters.
    names: dict[int, str]
    #: Those that `parameters()` of an object gives.
    parameters: set[int]


def variables(frame: FrameType) -> Variables:
    """What the caller calls nodes, and which are parameters.

    A parameter of a network is not called by a variable: `p` is what a loop over all of them has left.
    """
    names: dict[int, str] = {}
    things = caller(frame)
    parameters: set[int] = set()
    for name, thing in things:
        if hasattr(thing, "parameters") and not isinstance(thing, type):
            for part, inner in list(getattr(thing, "__dict__", {}).items()):
                name_nodes(f"{name}.{part}", inner, names)
            with contextlib.suppress(Exception):  # Whatever `parameters` is there, labels are a help only.
                parameters.update(map(id, thing.parameters()))
    nameless = parameters - set(names)
    for name, thing in things:
        name_nodes(name, thing, names)
    return Variables({key: name for key, name in names.items() if key not in nameless}, parameters)


def name_nodes(name: str, thing: Any, names: dict[int, str]) -> None:
    """Names a node, or the nodes of a list, unless they have a name."""
    if isinstance(thing, (list, tuple)):
        if len(thing) <= LONGEST_LIST and thing and is_node(thing[0]):
            for place, one in enumerate(thing):
                names.setdefault(id(one), f"{name}[{place}]")
    elif is_node(thing):
        names.setdefault(id(thing), name)
