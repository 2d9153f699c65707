"""What the pages name exists: links, papers, messages, choices, references and tests."""

import ast
import re
from importlib import import_module

import pytest
from test_docs import DOCS, FENCE, PAGES, ROOT, first_column, section, text_of

import coregix
from coregix_core.options import parameter


def anchors(page):
    titles = re.findall(r"^#+ (.*)$", re.sub(FENCE, "", text_of(page)), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", title.lower()).strip().replace(" ", "-") for title in titles}


@pytest.mark.parametrize("page", PAGES)
def test_links_lead_somewhere(page):
    for link in re.findall(r"\]\(([^)\s]+)\)", text_of(page)):
        target, _, anchor = link.partition("#")
        if "://" in target:
            continue
        path = (ROOT / page).parent / target if target else ROOT / page
        assert path.exists(), link
        assert not anchor or anchor in anchors(str(path.resolve().relative_to(ROOT))), link


def test_every_page_is_in_the_navigation():
    listed = re.findall(r": ([\w.-]+\.md)$", (ROOT / "mkdocs.yml").read_text(encoding="utf-8"), re.MULTILINE)
    assert sorted(listed) == sorted(path.name for path in DOCS.glob("*.md"))


def test_the_help_of_the_plugin_links_to_a_page_that_exists():
    address = re.search(r'DOCUMENTATION = "(\S+)"', (ROOT / "qgis_plugin/help.py").read_text(encoding="utf-8"))[1]
    assert address.endswith("/docs/qgis.md")
    assert {"align", "assess", "apply", "trim-edges", "engine"} <= anchors("docs/qgis.md")


def test_the_command_line_reference_is_up_to_date():
    """Made anew by tools/make_cli_reference.py."""
    namespace = {"__name__": "make_cli_reference", "__file__": str(ROOT / "tools/make_cli_reference.py")}
    exec(compile(text_of("tools/make_cli_reference.py"), "make_cli_reference", "exec"), namespace)  # noqa: S102
    assert text_of("docs/cli.md") == namespace["page"]()


def test_the_python_reference_has_every_public_name():
    shown = set(re.findall(r"^::: coregix_core\.[\w.]+\.(\w+)$", text_of("docs/api.md"), re.MULTILINE))
    errors = {node.name for node in ast.parse(text_of("coregix_core/errors.py")).body if isinstance(node, ast.ClassDef)}
    assert set(coregix.__all__) - {"__version__"} <= shown | errors


@pytest.mark.parametrize("name", re.findall(r"^::: ([\w.]+)$", text_of("docs/api.md"), re.MULTILINE))
def test_what_the_python_reference_names_is_where_it_says(name):
    module, _, member = name.rpartition(".")
    assert getattr(import_module(module), member).__doc__


def written_out(node):
    """The beginning of a text, f-string or ``Sentence``, up to what is filled in."""
    if isinstance(node, ast.Call):
        node = node.args[0]
    first = node.values[0] if isinstance(node, ast.JoinedStr) else node
    return first.value.partition("{")[0]


def reasons_of_the_verdict():
    tree = ast.parse(text_of("coregix_core/assessing/assessment.py"))
    (function,) = [n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef) and n.name == "refusal_of"]
    for node in ast.walk(function):
        if isinstance(node, ast.Return) and getattr(node.value, "value", "") is not None:
            yield " ".join(written_out(node.value).split()[:3])


def reasons_of_the_solve():
    for module in ("solving/solver", "solving/coarse_solve", "api/execution", "solving/local"):
        for node in ast.walk(ast.parse(text_of(f"coregix_core/{module}.py"))):
            name = getattr(node.func, "id", "") if isinstance(node, ast.Call) else ""
            if name in ("UnreliableAlignmentError", "nothing_found"):
                yield written_out(node.args[0]).removeprefix("No reliable alignment was found: ").rstrip(".")


def test_every_reason_for_a_refusal_is_explained():
    page = " ".join(text_of("docs/when-it-says-no.md").split())
    # One that begins with what is filled in is another one, passed on.
    found = [reason for reason in (*reasons_of_the_verdict(), *reasons_of_the_solve()) if reason]
    assert len(found) >= 5
    assert [reason for reason in found if reason not in page] == []


def messages_of_the_core():
    """All texts of the core, with … for what is filled in."""
    for path in (ROOT / "coregix_core").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.JoinedStr):
                yield "".join(part.value if isinstance(part, ast.Constant) else "…" for part in node.values)
            elif isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield node.value


@pytest.mark.parametrize("title", ["Input that cannot be used (exit code 2)", "Failures (exit code 1)"])
def test_messages_that_are_explained_exist(title):
    told = "\n".join(messages_of_the_core()).lower()
    rows = re.findall(r"^\| ([^|]*) \|", section("docs/when-it-says-no.md", title), re.MULTILINE)[2:]
    assert len(rows) > 5
    assert [row for row in rows if row.lower() not in told] == []


CITATION = re.compile(r"([A-ZÀ-Ž][\w-]+)((?:, [A-ZÀ-Ž]\w+)* and [A-ZÀ-Ž]\w+| et al\.)? \(?((?:19|20)\d\d)\b")


FOR_READERS_OF_CODE = {"Okabe", "GeoJSON", "JPEG", "JPEG2000"}
"""Colours and formats: not how an alignment works."""


def test_the_papers_that_the_code_stands_on_are_listed():
    papers = section("docs/how-it-works.md", "Papers")
    cited = {(found[1], found[3]) for path in (ROOT / "coregix_core").rglob("*.py")
             for found in CITATION.finditer(" ".join(path.read_text(encoding="utf-8").split()))}
    assert len(cited) > 10
    missing = [f"{name} {year}" for name, year in sorted(cited) if name not in FOR_READERS_OF_CODE
               and not re.search(rf"^- {name},[^*]*\({year}\)", papers, re.MULTILINE)]
    assert missing == []


def test_choices_are_all_explained():
    for page, choices in (("docs/choosing.md", parameter.TRANSFORMS), ("docs/choosing.md", parameter.METRICS),
                          ("docs/saved-transforms.md", parameter.EXPORTS)):
        assert set(choices) <= first_column(text_of(page))


def names_of_tests(path):
    tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
    for node in tree.body:
        if isinstance(node, ast.ClassDef):
            yield from (f"{node.name}::{n.name}" for n in node.body if isinstance(n, ast.FunctionDef))
            yield node.name
        elif isinstance(node, ast.FunctionDef):
            yield node.name


@pytest.mark.parametrize("page", PAGES)
def test_tests_that_a_page_names_exist(page):
    for path, name in re.findall(r"`(tests/[\w/]+\.py)(?:::([\w:]+))?`", text_of(page)):
        assert (ROOT / path).exists(), path
        assert not name or name in set(names_of_tests(path)), f"{path}::{name}"


def test_every_promise_of_reliability_has_its_test():
    rows = [row for row in text_of("docs/reliability.md").splitlines() if row.startswith("| ") and "---" not in row]
    promises = [row for row in rows if not row.startswith("| promise")]
    assert len(promises) >= 20
    assert [row for row in promises if "`tests/" not in row] == []
