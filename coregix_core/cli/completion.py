"""Scripts that complete commands, options, choices and file names in a shell, made from the parameters."""

from __future__ import annotations

from ..options import ALIGN, COMMANDS, SHELL, SWITCH, Command, Parameter

HEAD = "# Completion of coregix for {0}. Load it with: {1}\n"
ALIAS = "vhr-align-image-pair"


def completion_script(shell: str) -> str:
    """The script for bash, zsh or fish; it is static and calls nothing."""
    return {"bash": _bash, "zsh": _zsh, "fish": _fish}[shell]().rstrip("\n")


def options(command: Command) -> list[str]:
    """All options of a command as they are typed."""
    flags = ["--help"]
    for parameter in command.parameters:
        if not parameter.positional:
            flags.append(parameter.flag)
            flags += [parameter.negative_flag] if parameter.kind == SWITCH else []
    return flags


def _choices(command: Command) -> list[Parameter]:
    return [p for p in command.parameters if p.choices]


def _bash() -> str:
    per_command = "\n".join(f"    {c.name}) options='{' '.join(options(c))}' ;;" for c in COMMANDS.values())
    # Commands share options: each is completed once.
    flags = {(p.flag, p.choices) for c in COMMANDS.values() for p in _choices(c) if not p.positional}
    choices = "\n".join(f"    {flag}) COMPREPLY=($(compgen -W '{' '.join(values)}' -- \"$word\")); return ;;"
                        for flag, values in sorted(flags))
    return HEAD.format("bash", "source <(coregix completion bash)") + f"""\
_coregix() {{
  local word="${{COMP_WORDS[COMP_CWORD]}}" previous="${{COMP_WORDS[COMP_CWORD-1]}}" command="${{COMP_WORDS[1]}}" options
  if [[ "${{COMP_WORDS[0]}}" == *{ALIAS} ]]; then
    command={ALIGN.name}
  elif ((COMP_CWORD == 1)); then
    COMPREPLY=($(compgen -W '{' '.join(COMMANDS)} --help --version' -- "$word"))
    return
  fi
  case "$previous" in
{choices}
    {SHELL.name}|completion) COMPREPLY=($(compgen -W '{' '.join(SHELL.choices)}' -- "$word")); return ;;
  esac
  case "$command" in
{per_command}
  esac
  if [[ "$word" == -* ]]; then
    COMPREPLY=($(compgen -W "$options" -- "$word"))
  fi
}}
complete -o default -F _coregix coregix {ALIAS}
"""


def _zsh_argument(parameter: Parameter) -> list[str]:
    """What zsh's _arguments takes for one parameter."""
    # These have a meaning to _arguments and would end the text.
    help_text = "".join(c for c in parameter.label if c not in "[]:'")
    values = f":value:({' '.join(parameter.choices)})" if parameter.choices else ":value:_files"
    if parameter.positional:
        return [f"'1:{help_text}:{values.removeprefix(':value:')}'"]
    if parameter.kind == SWITCH:
        return [f"'{parameter.flag}[{help_text}]'", f"'{parameter.negative_flag}[Not\\: {help_text}]'"]
    return [f"'{parameter.flag}[{help_text}]{values}'"]


def _zsh() -> str:
    cases = []
    for command in COMMANDS.values():
        lines = ["'--help[Show help]'", *(line for p in command.parameters for line in _zsh_argument(p))]
        arguments = " \\\n        ".join(lines)
        cases.append(f"    {command.name})\n      _arguments {arguments} ;;")
    # A colon ends the name for _describe, and a quote the word for zsh.
    about = {c.name: c.summary.replace(":", "").replace("'", "'\\''") for c in COMMANDS.values()}
    names = " ".join(f"'{name}:{summary}'" for name, summary in about.items())
    body = "\n".join(cases)
    return f"#compdef coregix {ALIAS}\n" + HEAD.format("zsh", "source <(coregix completion zsh)") + f"""\
_coregix() {{
  local -a commands=({names})
  local command=$words[2]
  if [[ $service == {ALIAS} ]]; then
    command={ALIGN.name}
  elif ((CURRENT == 2)); then
    _describe command commands
    return
  else
    shift words
    ((CURRENT--))
  fi
  case $command in
{body}
  esac
}}
compdef _coregix coregix {ALIAS}
"""


def _fish() -> str:
    lines = ["complete -c coregix -f -n __fish_use_subcommand -l help -d 'Show help'",
             "complete -c coregix -f -n __fish_use_subcommand -l version -d 'Show the version'"]
    for command in COMMANDS.values():
        summary = _in_fish(command.summary)
        lines.append(f"complete -c coregix -f -n __fish_use_subcommand -a {command.name} -d {summary}")
        # Without -f, for file names complete where an option takes one.
        when = f"complete -c coregix -n '__fish_seen_subcommand_from {command.name}'"
        lines += [f"{when} {line}" for p in command.parameters for line in _fish_options(p)]
    lines += [f"complete -c {ALIAS} {line}" for p in ALIGN.parameters for line in _fish_options(p)]
    return HEAD.format("fish", "coregix completion fish | source") + "\n".join(lines)


def _in_fish(text: str) -> str:
    """A text as one word; fish, unlike other shells, knows an escape within single quotes."""
    return "'" + text.replace("'", "\\'") + "'"


def _fish_options(parameter: Parameter) -> list[str]:
    about = f"-d {_in_fish(parameter.label)}"
    if parameter.positional:
        return [f"-f -a '{' '.join(parameter.choices)}' {about}"] if parameter.choices else []
    name = parameter.flag.removeprefix("--")
    if parameter.kind == SWITCH:
        return [f"-f -l {name} {about}", f"-f -l no-{name} {about}"]
    # -x: one of these and no file; -r: any value, which may be a file.
    takes = f"-x -a '{' '.join(parameter.choices)}'" if parameter.choices else "-r"
    return [f"-l {name} {takes} {about}"]
