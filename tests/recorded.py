"""What the source tells the audit: the names of fields in `before` and `after`, and in what they hold.

Read from the code, so that no action has to be done for its words to be looked at.
"""

import ast
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

TELLING = ("record", "record_many")
SIDES = ("before", "after", "events")


@dataclass
class Place:
    """A function, and the module that it stands in."""

    module: "Module"
    function: ast.FunctionDef


class Module:
    """A file of the source: its functions, its rows of texts, and where its other names come from."""

    def __init__(self, path: Path) -> None:
        self.path, self.tree = path, ast.parse(path.read_text(encoding="utf-8"))
        self.functions = {one.name: Place(self, one) for one in self.nodes(ast.FunctionDef)}
        self.imported = {
            one.asname or one.name: (node.module, one.name) for node in self.nodes(ast.ImportFrom) for one in node.names
        }
        self.rows: dict[str, ast.expr] = {}
        for node in self.tree.body:
            if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
                self.rows[node.targets[0].id] = node.value

    def nodes(self, kind: type) -> Iterator:
        return (node for node in ast.walk(self.tree) if isinstance(node, kind))


class Source:
    """All files by the names of their modules; `fields`: by the name of a field, the files that tell of it."""

    def __init__(self, base: Path, apps: tuple[str, ...]) -> None:
        paths = [path for app in apps for path in sorted((base / app).rglob("*.py")) if "migrations" not in path.parts]
        self.modules = {".".join(path.relative_to(base).with_suffix("").parts): Module(path) for path in paths}
        self.fields: dict[str, set[str]] = defaultdict(set)
        for module in self.modules.values():
            for place in module.functions.values():
                for side in sides_told_by(place.function):
                    for name in self.names_in(side, place, set()):
                        self.fields[name].add(module.path.name)

    def names_in(self, told: ast.AST, place: Place, seen: set[int]) -> Iterator[str]:
        """The names that an expression of a function gives to what it tells."""
        worded = {id(part) for node in ast.walk(told) if is_worded(node) for part in ast.walk(node)}
        for node in ast.walk(told):
            if id(node) in worded:
                continue
            if isinstance(node, ast.Dict):
                yield from (key.value for key in node.keys if key is not None and is_text(key))
            elif isinstance(node, ast.DictComp) and isinstance(node.key, ast.Name):
                yield from (text for one in node.generators for text in self.texts_in(one.iter, place.module))
            elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
                yield from self.names_of(node.id, place, seen)
            elif isinstance(node, ast.Call):
                yield from self.names_from(node, place.module, seen)

    def texts_in(self, iterated: ast.AST, module: Module) -> Iterator[str]:
        """The texts of a row that is gone through, be it written there or named."""
        for node in ast.walk(iterated):
            if is_text(node):
                yield node.value
            elif isinstance(node, ast.Name):
                home, name = self.found(module, node.id, "rows")
                if home is not None:
                    yield from self.texts_in(home.rows[name], home)

    def names_of(self, variable: str, place: Place, seen: set[int]) -> Iterator[str]:
        """Those of all that a variable of a function is set to."""
        for node in ast.walk(place.function):
            if not isinstance(node, ast.Assign | ast.AugAssign | ast.AnnAssign) or id(node) in seen:
                continue
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            parts = [part for one in targets for part in ast.walk(one)]
            if node.value is not None and any(isinstance(one, ast.Name) and one.id == variable for one in parts):
                seen.add(id(node))
                yield from (one.slice.value for one in parts if isinstance(one, ast.Subscript) and is_text(one.slice))
                yield from self.names_in(node.value, place, seen)

    def names_from(self, call: ast.Call, module: Module, seen: set[int]) -> Iterator[str]:
        """Those of what a function of ours gives back."""
        called = call.func.id if isinstance(call.func, ast.Name) else ""
        if called == "dict":
            yield from (one.arg for one in call.keywords if one.arg)
        home, name = self.found(module, called, "functions")
        if home is None or id(home.functions[name].function) in seen:
            return
        place = home.functions[name]
        seen.add(id(place.function))
        for node in ast.walk(place.function):
            if isinstance(node, ast.Return | ast.Yield) and node.value is not None:
                yield from self.names_in(node.value, place, seen)

    def found(self, module: Module, name: str, among: str) -> tuple[Module | None, str]:
        """The module where a name that is used in one stands, and what it is called there."""
        if name in getattr(module, among):
            return module, name
        origin, own = module.imported.get(name, ("", ""))
        home = self.modules.get(origin or "")
        return (home, own) if home is not None and own in getattr(home, among) else (None, "")


def sides_told_by(function: ast.FunctionDef) -> Iterator[ast.expr]:
    for node in ast.walk(function):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in TELLING:
            yield from (one.value for one in node.keywords if one.arg in SIDES)


def is_worded(node: ast.AST) -> bool:
    """Whether it fills a sentence in: that is told to people, and names no field."""
    return isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mod)


def is_text(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)
