"""Collects the plugin's texts into qgis_plugin/translations/*.ts and compiles them to .qm, which QGIS loads.

    update_translations.py              keep what is translated, add what is new, drop what is gone; compile
    update_translations.py --missing    print what has no translation yet, as JSON

Texts are what stands in ``tr(...)`` in the plugin's modules, the labels and the help of the core's tables, and the
names of algorithms and outputs. Compiling needs Qt's lrelease (Debian: qttools5-dev-tools).
"""

import ast
import json
import re
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Sequence
from pathlib import Path
from xml.sax.saxutils import escape

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))
from coregix_core import errors  # noqa: E402

FOLDER = ROOT / "qgis_plugin" / "translations"
LANGUAGES = ("de", "es", "fr", "pt")
CONTEXT = "Coregix"
UNHEARD = ("batch", "cli", "geometry/points.py", "geometry/transform.py", "api/array_image.py", "api/arrays.py",
           "api/cluster.py", "api/dataarrays.py", "api/fitted.py", "api/images.py", "api/keywords.py",
           "api/registering.py", "api/transforms.py", "stack/arrays.py", "stack/cube.py", "findings/results.py")
"""Parts of the core whose refusals QGIS never hears."""
ROLES = ("input", "output", "mask", "elevation model")
"""Words for what a raster is, beside source and reference."""


def marked(tree: ast.AST) -> Iterator[str]:
    """Texts in calls of ``tr``, and in class attributes that name things."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            yield from _texts(node.args if _is_said(node.func) else _title(node))
        elif isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            yield from _named(node.targets[0].id, node.value)
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            yield from _named(node.target.id, node.value)


def _texts(nodes: Sequence[ast.expr | None]) -> Iterator[str]:
    """The texts among expressions."""
    yield from (node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str))


def _is_said(function: ast.expr) -> bool:
    return isinstance(function, ast.Name) and (function.id == "tr" or says(function.id))


def _title(call: ast.Call) -> list[ast.expr]:
    """Titles of jobs and of undo steps, which are translated where they are shown."""
    return call.args[:1] if isinstance(call.func, ast.Attribute) and call.func.attr == "work" else []


def _named(name: str, value: ast.expr | None) -> Iterator[str]:
    """The texts in a value that people read, by the name that it is given."""
    if name == "identity" and value is not None:
        yield ast.literal_eval(value)[1]
    elif name in ("summary", "SHARE"):
        yield from _texts([value])
    elif name == "KINDS" and isinstance(value, ast.Dict):
        yield from _texts(value.values)
    elif name == "numbers" and isinstance(value, ast.Dict):
        yield from _texts([held.elts[0] for held in value.values if isinstance(held, ast.Tuple)])


def says(name: str) -> bool:
    """Whether what is called with a text says it to people: the core's sentences and errors."""
    found = getattr(errors, name, None)
    return name == "Sentence" or (isinstance(found, type) and issubclass(found, errors.CoregixError))


def described() -> Iterator[str]:
    """Labels, help and units of the parameters that QGIS shows."""
    from coregix_core.options import ALIGN, APPLY, ASSESS, STACK, TRIM
    from qgis_plugin import fields
    from qgis_plugin.help import MORE

    yield from ROLES

    for command in (ALIGN, STACK, ASSESS, APPLY, TRIM):
        yield command.summary
        yield from (MORE[command.name],) if command.name in MORE else ()
        for parameter in fields.dialog_parameters(command):
            yield parameter.label
            yield fields.help_source(parameter)
            yield from (parameter.unit,) if parameter.unit else ()


def texts() -> list[str]:
    """Every text once, in a lasting order."""
    files = sorted([*(ROOT / "qgis_plugin").glob("*.py"), *(ROOT / "qgis_plugin" / "panel").glob("*.py")])
    # Of the core all that a run of QGIS's can say; arrays are Python's alone, and batches and clusters the terminal's.
    files += sorted(file for file in (ROOT / "coregix_core").rglob("*.py")
                    if file.relative_to(ROOT / "coregix_core").as_posix() not in UNHEARD
                    and file.relative_to(ROOT / "coregix_core").parts[0] not in UNHEARD)
    found = [text for file in files for text in marked(ast.parse(file.read_text(encoding="utf-8")))]
    # What is nothing but gaps and commas is the same in every language.
    every = dict.fromkeys([*found, *described()])
    return [text for text in every if re.search(r"[^\W_]", re.sub(r"{[^}]*}", "", text))]


def translated(language: str) -> dict[str, str]:
    """Source -> translation, as far as there is one."""
    file = FOLDER / f"coregix_{language}.ts"
    if not file.exists():
        return {}
    tree = ET.parse(file)  # noqa: S314 - our own file
    return {m.findtext("source") or "": m.findtext("translation") or "" for m in tree.iter("message")}


def write(language: str, known: dict[str, str]) -> Path:
    """Write a language's file."""
    lines = ['<?xml version="1.0" encoding="utf-8"?>', "<!DOCTYPE TS>", f'<TS version="2.1" language="{language}">',
             "<context>", f"    <name>{CONTEXT}</name>"]
    for text in texts():
        translation = known.get(text, "")
        unfinished = "" if translation else ' type="unfinished"'
        lines += ["    <message>", f"        <source>{escape(text)}</source>",
                  f"        <translation{unfinished}>{escape(translation)}</translation>", "    </message>"]
    file = FOLDER / f"coregix_{language}.ts"
    file.write_text("\n".join([*lines, "</context>", "</TS>", ""]), encoding="utf-8")
    return file


def main(arguments: list[str]) -> int:
    """Update the files, or print what is missing."""
    FOLDER.mkdir(exist_ok=True)
    known = {language: translated(language) for language in LANGUAGES}
    if arguments == ["--missing"]:
        print(json.dumps([t for t in texts() if not all(known[lang].get(t) for lang in LANGUAGES)],
                         ensure_ascii=False, indent=0))
        return 0
    compiler = shutil.which("lrelease")
    for language in LANGUAGES:
        file = write(language, known[language])
        if compiler is not None:
            subprocess.run([compiler, "-silent", str(file), "-qm", str(file.with_suffix(".qm"))], check=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
