"""The shape of the code: which way imports go, and how long a module or a function may grow."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
STAGES = frozenset({"fetch", "extract", "classify", "trim", "record", "memory", "store"})
ADAPTERS = frozenset(
    {"api", "pipeline", "recleaning", "cli", "crawl", "corpus", "evaluate", "sources", "spiders"}
    | {"runs", "schedule", "__main__"}
)
"""What puts the stages together, and so must not be imported by one."""

HOMES = {
    "trafilatura": ("newsclean/extract/",),
    "scrapy": ("newsclean/crawl/", "spiders/"),
    "twisted": ("newsclean/crawl/", "spiders/"),
    "pebble": ("newsclean/crawl/", "newsclean/evaluate/", "newsclean/corpus/"),
    "filelock": ("newsclean/crawl/",),
    "apscheduler": ("newsclean/schedule/",),
    "datatrove": ("newsclean/corpus/",),
    "ray": ("newsclean/corpus/",),
    "fastwarc": ("newsclean/corpus/",),
    "pyarrow": ("newsclean/store/", "newsclean/corpus/"),
    "sqlalchemy": ("newsclean/store/", "newsclean/runs/", "newsclean/crawl/seen/"),
    "scrapy_redis": ("newsclean/crawl/shared/",),
    "redis": ("newsclean/crawl/shared/",),
    "prometheus_client": ("newsclean/runs/",),
    "typer": ("newsclean/cli/",),
    "rich": ("newsclean/cli/",),
}
"""The one place where each of these libraries may be imported."""

HEAVY = ("scrapy", "twisted", "sqlalchemy", "typer", "rich", "datatrove", "ray", "pyarrow")
"""What a program that only cleans a text does not wait for."""

MAX_MODULE_LINES = 300
MAX_FUNCTION_LINES = 60
"""Of its body, docstring included: the arguments of a command are the list of its options."""
VAGUE_NAMES = frozenset({"util", "utils", "helper", "helpers", "misc", "common", "manager", "tools"})

MODULES = sorted(path.relative_to(ROOT) for top in ("newsclean", "spiders") for path in (ROOT / top).rglob("*.py"))


def module_name(path: Path) -> str:
    """Dotted name; the spiders stand at the top of the repository and are installed as `newsclean.spiders`."""
    parts = path.with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imports(path: Path) -> Iterator[str]:
    """Full names of what a module imports anywhere in it, relative imports resolved."""
    package = module_name(path) if path.name == "__init__.py" else module_name(path).rpartition(".")[0]
    for node in ast.walk(ast.parse((ROOT / path).read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = package.split(".")[: len(package.split(".")) - node.level + 1] if node.level else []
            base = ".".join([*above, *([node.module] if node.module else [])])
            yield from (f"{base}.{alias.name}" for alias in node.names)


def part(name: str) -> str | None:
    """The part of newsclean that a dotted name belongs to: `newsclean.extract.page.X` -> `extract`."""
    top, _, rest = name.partition(".")
    if top == "spiders":
        return top
    return rest.split(".")[0] if top == "newsclean" and rest else None


@pytest.mark.parametrize("path", [path for path in MODULES if part(module_name(path)) in STAGES], ids=str)
def test_a_stage_knows_no_other_stage(path: Path) -> None:
    stage = part(module_name(path))
    foreign = {name for name in imports(path) if part(name) in (STAGES | ADAPTERS) - {stage}}
    assert not foreign


@pytest.mark.parametrize("path", [path for path in MODULES if path.parent == Path("newsclean")], ids=str)
def test_what_all_share_knows_no_stage(path: Path) -> None:
    if part(module_name(path)) not in STAGES | ADAPTERS | {None}:
        assert not {name for name in imports(path) if part(name) in STAGES | ADAPTERS}


@pytest.mark.parametrize("path", MODULES, ids=str)
def test_a_library_stays_where_it_belongs(path: Path) -> None:
    strays = {
        name
        for name in imports(path)
        for library, homes in HOMES.items()
        if name.split(".")[0] == library and not path.as_posix().startswith(homes)
    }
    assert not strays


def test_importing_newsclean_loads_no_heavy_library() -> None:
    code = f"import sys, newsclean; print(sorted(set({HEAVY!r}) & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize("path", MODULES, ids=str)
def test_a_module_stays_readable(path: Path) -> None:
    source = (ROOT / path).read_text(encoding="utf-8")
    assert source.count("\n") <= MAX_MODULE_LINES
    functions = [
        node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]
    lengths = {node.name: (node.end_lineno or 0) - node.body[0].lineno + 1 for node in functions}
    assert not {name: length for name, length in lengths.items() if length > MAX_FUNCTION_LINES}


@pytest.mark.parametrize("path", MODULES, ids=str)
def test_a_module_says_what_it_is_for(path: Path) -> None:
    assert not VAGUE_NAMES & set(path.with_suffix("").parts)
    tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
    assert not tree.body or ast.get_docstring(tree)
