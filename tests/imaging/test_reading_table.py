"""docs/reading.md promises nothing that no test proves."""

import ast
import re
from pathlib import Path

_TESTS = Path(__file__).parent
_PAGE = _TESTS.parents[1] / "docs" / "reading.md"


def test_every_line_of_the_table_names_tests_that_exist() -> None:
    rows = [line for line in _PAGE.read_text(encoding="utf-8").splitlines() if line.startswith("| ")]
    promises = [row for row in rows if not row.startswith("| What comes")]
    assert len(promises) > 50
    known = {
        f"{path.relative_to(_TESTS).as_posix()}::{node.name}"
        for path in _TESTS.rglob("test_*.py")
        for node in ast.parse(path.read_text(encoding="utf-8")).body
        if isinstance(node, ast.FunctionDef)
    }
    for promise in promises:
        named = re.findall(r"`((?:\w+/)?test_\w+\.py::test_\w+)`", promise)
        assert named, f"no test is named for: {promise}"
        assert set(named) <= known, f"no such test: {set(named) - known}"
