"""Writes docs/cli.md from the one description of the parameters; run without arguments."""

from __future__ import annotations

from pathlib import Path

from coregix_core.cli.parsing import help_of, options_of
from coregix_core.cli.program import SECTIONS
from coregix_core.options import COMMANDS, SWITCH, Command, Parameter

TARGET = Path(__file__).parents[1] / "docs" / "cli.md"
RUNS_AS_WRITTEN = ("align", "assess", "apply", "trim-edges", "export", "batch", "doctor")
"""Commands whose example writes nothing but into the current folder."""

HEAD = """\
# Command line

This page is made from the program's own description of its options: `coregix COMMAND --help` says the same.

Bands are counted from 0. *CRS units* are those of the reference's CRS. A switch has two forms, `--name` and
`--no-name`. `vhr-align-image-pair` is `coregix align`.

The paths that a command requires (of `stack`, the images alone) may also be given without their options, in the order
of the tables: `coregix align source.tif reference.tif -o aligned.tif`. A terminal shows a summary of the result; pipes
and files get it as JSON, and so does a terminal with `--json`.
"""


def page() -> str:
    """The whole page."""
    parts = [HEAD]
    for section, names in SECTIONS.items():
        listed = "\n".join(f"- [`{name}`](#{name}): {COMMANDS[name].summary}" for name in names)
        parts.append(f"{section}:\n\n{listed}\n")
    parts += [_command(COMMANDS[name]) for names in SECTIONS.values() for name in names]
    return "\n".join(parts)


def _command(command: Command) -> str:
    lines = [f"## {command.name}", "", command.summary, ""]
    # An example that writes elsewhere is shown as text, which nobody runs by copying the page.
    lines += ["```bash" if command.name in RUNS_AS_WRITTEN else "```text", command.example, "```", ""]
    for group in dict.fromkeys(p.group for p in command.parameters):
        lines += [f"### {command.name}: {group.lower()}", "", "| option | meaning |", "| --- | --- |"]
        lines += [f"| {_option(p)} | {_cell(help_of(p))} |" for p in command.parameters if p.group == group]
        lines.append("")
    return "\n".join(lines)


def _option(parameter: Parameter) -> str:
    if parameter.positional:
        return f"`{parameter.api_name.upper()}`{_choices(parameter)}"
    if parameter.kind == SWITCH:
        return f"`{parameter.flag}`, `{parameter.negative_flag}`"
    return "".join(f"`{word}` " for word in options_of(parameter)).rstrip() + _choices(parameter)


def _choices(parameter: Parameter) -> str:
    return "<br>" + ", ".join(f"`{choice}`" for choice in parameter.choices) if parameter.choices else ""


def _cell(text: str) -> str:
    # In a table a bar ends the cell.
    return text.replace("|", "\\|")


def main() -> None:
    """Write the page."""
    TARGET.write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    main()
