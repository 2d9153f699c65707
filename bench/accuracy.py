"""Measure how exact the aligners are on pairs of known truth, and write the tables of docs/accuracy.md.

    python bench/accuracy.py [--external FOLDER] [--only TOOL]

FOLDER holds a black-box bench of its own (cases.py, cases.json, run.py, hopeless.py): that is run too, as it is.
"""

from __future__ import annotations

import argparse
import json
import shlex
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import rivals
import scenes
import scoring

PAGE = Path("docs/accuracy.md")


def measure(tool: rivals.Tool) -> dict[str, str]:
    """Case -> what a table says of the tool's result on it."""
    cells = {}
    for case in scenes.accuracy_cases():
        folder = rivals.CACHE / "accuracy" / case.name.replace(" ", "-").replace("%", "percent")
        fixed, moving = scenes.write(case, folder)
        output = folder / "output.tif"
        output.unlink(missing_ok=True)
        extra = case.extra if tool.takes_extra else ()
        run = rivals.run([*tool.command(str(moving), str(fixed), str(output)), *extra], timeout=900)
        cells[case.name] = describe(scoring.score(case, output) if output.exists() else None, run)
        print(f"{tool.name}: {case.name}: {cells[case.name]} {'' if output.exists() else run}", flush=True)
    return cells


def describe(score: scoring.Score | None, run: rivals.Run) -> str:
    """One cell of the table: error, time, and what is wrong with the pixels."""
    if score is None:
        return "refused"
    remarks = [f"{run.seconds:.1f} s"]
    if score.hit < 0.99:
        remarks.append(f"{100 * (1 - score.hit):.1f} % of pixels lost")
    if score.contaminated > 1e-4:
        remarks.append(f"{100 * score.contaminated:.1f} % contaminated")
    return f"{score.rmse:.3f} px ({', '.join(remarks)})"


def run_external(folder: Path, tool: rivals.Tool) -> tuple[list[dict[str, object]], list[str]]:
    """Rows of the external bench for one tool, and the names of the hopeless pairs that it did not refuse."""
    built, hopeless = rivals.CACHE / "external", rivals.CACHE / "hopeless"
    if not built.exists():
        subprocess.run([sys.executable, folder / "cases.py", folder / "cases.json", built], check=True)
        subprocess.run([sys.executable, folder / "hopeless.py", hopeless], check=True)
    name = tool.name.replace(" ", "-")
    command = shlex.join(tool.command("{moving}", "{fixed}", "{output}"))
    flags = ["--with-extra"] if tool.takes_extra else []
    subprocess.run([sys.executable, folder / "run.py", built, "--name", name, "--command", command, *flags], check=True)
    rows = json.loads((built / f"{name}.json").read_text(encoding="utf-8"))
    return rows, [pair.name for pair in sorted(hopeless.iterdir()) if not refuses(tool, pair)]


def refuses(tool: rivals.Tool, pair: Path) -> bool:
    """Whether a tool ends with an error and without a file on a pair that has nothing in common."""
    output = pair / "output.tif"
    output.unlink(missing_ok=True)
    run = rivals.run(tool.command(str(pair / "moving.tif"), str(pair / "fixed.tif"), str(output)), timeout=600)
    return run.exit_code not in (0, "timeout") and not output.exists()


def external_cell(row: dict[str, object]) -> str:
    """One cell of the external bench's table."""
    if "rmse" not in row:
        return "refused"
    remarks = [f"{row['seconds']:.1f} s"]
    if row["hit"] < 0.99:
        remarks.append(f"hit {row['hit']:.3f}")
    if row["contaminated"]:
        remarks.append(f"{100 * row['contaminated']:.2f} % contaminated")
    return f"{row['rmse']:.3f} px ({', '.join(remarks)})"


def real_table(folder: Path, tools: Sequence[rivals.Tool]) -> list[str]:
    """The table of the cases of a bench that is kept elsewhere."""
    found = [run_external(folder, tool) for tool in tools]
    rows = [["case", *(tool.name for tool in tools)]]
    rows += [[str(of_case[0]["case"]), *map(external_cell, of_case)]
             for of_case in zip(*(of_tool for of_tool, _ in found), strict=True)]
    rows.append(["unrelated pairs not refused", *(str(len(wrong)) for _, wrong in found)])
    return rivals.table(rows)


def main() -> None:
    """Run all, print all, write the page."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--external", type=Path)
    parser.add_argument("--only", default="", help="part of a tool's name; the page is left as it is")
    args = parser.parse_args()
    chosen = [tool for tool in rivals.ALIGNERS if args.only.lower() in tool.name.lower() and tool.prepare()]

    columns = [measure(tool) for tool in chosen]
    rows = [["case", *(tool.name for tool in chosen)]]
    rows += [[case.name, *(column[case.name] for column in columns)] for case in scenes.accuracy_cases()]
    blocks = {"synthetic": rivals.table(rows)}
    if args.external:
        blocks["real"] = real_table(args.external, chosen)
    for name, lines in blocks.items():
        print("\n".join(lines))
        if not args.only:
            rivals.replace_between_markers(PAGE, name, lines)


if __name__ == "__main__":
    main()
