"""The picture of the architecture, held against the code."""

from __future__ import annotations

import ast
import tomllib
from collections.abc import Iterator
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
LAYERS = ("base", "aliases", "index", "engine", "commands")
MAY_IMPORT = {
    "base": set(),
    "aliases": {"base"},
    "index": {"base"},
    "engine": {"base", "aliases", "index"},
    "commands": {"base", "aliases", "index", "engine"},
    "cli": {"base", "commands"},
    "__main__": {"cli"},
    "__init__": {"base", "aliases", "engine"},
}
LONGEST = 300


def files() -> list[Path]:
    """Every file of the package."""
    inside = [file for layer in LAYERS for file in (ROOT / layer).rglob("*.py")]
    return sorted([*ROOT.glob("*.py"), *inside])


def module_of(path: Path) -> str:
    """The dotted name of a file's module."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(("polyonym", *(parts[:-1] if parts[-1] == "__init__" else parts)))


@cache
def tree_of(path: Path) -> ast.Module:
    """A file as a syntax tree."""
    return ast.parse(path.read_text("utf-8"))


MODULES = {module_of(path): path for path in files()}


def imports(nodes: Iterator[ast.AST]) -> Iterator[str]:
    """The modules of ours that import statements among the nodes name."""
    for node in nodes:
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name.split(".")[0] == "polyonym")
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            base = node.module or ""
            if base.split(".")[0] == "polyonym":
                inner = [f"{base}.{alias.name}" for alias in node.names]
                yield from (each if each in MODULES else base for each in inner)


def at_import(body: list[ast.stmt]) -> Iterator[ast.AST]:
    """The statements that run at import; what is for type checkers only doesn't."""
    for node in body:
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.dump(node.test):
            continue
        yield node
        for part in ("body", "orelse", "handlers", "finalbody"):
            inner = getattr(node, part, [])
            if isinstance(inner, list) and not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield from at_import(inner)


@pytest.mark.parametrize("path", files(), ids=module_of)
def test_imports_only_what_its_layer_may(path: Path) -> None:
    own = path.relative_to(ROOT).parts[0].removesuffix(".py")
    for name in imports(ast.walk(tree_of(path))):
        other = [*name.split("."), "__init__"][1]
        assert other == own or other in MAY_IMPORT[own], f"{path.name} imports {name}"


def test_no_import_cycles() -> None:
    graph = {name: set(imports(at_import(tree_of(path).body))) - {name} for name, path in MODULES.items()}
    TopologicalSorter(graph).prepare()  # raises CycleError, which names them


def test_packages_are_the_folders_that_there_are() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["setuptools"]
    folders = {module_of(path) for path in files() if path.name == "__init__.py"}
    assert set(settings["packages"]) == folders
    assert {module_of(path / "__init__.py") for path in {file.parent for file in files()}} == folders


def test_package_data_is_listed() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["setuptools"]
    listed = {
        path
        for package, patterns in settings["package-data"].items()
        for pattern in patterns
        for path in ROOT.joinpath(*package.split(".")[1:]).glob(pattern)
    }
    there = {path for layer in LAYERS for path in (ROOT / layer).rglob("*") if path.is_file()}
    data = {path for path in there if path.suffix not in (".py", ".pyc") and not path.name.startswith(".")}
    assert data <= listed, sorted(str(path.relative_to(ROOT)) for path in data - listed)


@pytest.mark.parametrize("path", [*files(), *sorted((ROOT / "tests").glob("*.py"))], ids=lambda path: path.name)
def test_no_long_files(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) <= LONGEST


@pytest.mark.parametrize("path", files(), ids=module_of)
def test_exports_are_sorted(path: Path) -> None:
    for node in tree_of(path).body:
        if isinstance(node, ast.Assign) and any(isinstance(t, ast.Name) and t.id == "__all__" for t in node.targets):
            names = ast.literal_eval(node.value)
            assert list(names) == sorted(names, key=_by_sort)


def _by_sort(name: str) -> tuple[bool, bool, str]:
    """Constants, then classes, then functions, each by name."""
    return not name.isupper(), not name[:1].isupper(), name


def public(tree: ast.Module) -> Iterator[ast.FunctionDef | ast.ClassDef | ast.AsyncFunctionDef]:
    """The public functions, classes and methods of a module."""
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef | ast.AsyncFunctionDef) and not node.name.startswith("_"):
            yield node
            if isinstance(node, ast.ClassDef):
                inner = (each for each in node.body if isinstance(each, ast.FunctionDef | ast.AsyncFunctionDef))
                yield from (each for each in inner if not each.name.startswith("_") and not _again(each))


def _again(method: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    """Whether it is another form of something documented elsewhere: an overload, or a port's method."""
    return any("overload" in ast.dump(each) or "override" in ast.dump(each) for each in method.decorator_list)


@pytest.mark.parametrize("path", files(), ids=module_of)
def test_what_is_public_is_documented(path: Path) -> None:
    tree = tree_of(path)
    assert ast.get_docstring(tree) or not tree.body, "the module has no docstring"
    ports = {"adapters"} & set(path.parts)  # an adapter's methods are documented at the port
    bare = [node.name for node in public(tree) if not ast.get_docstring(node)]
    assert not bare or ports, bare
