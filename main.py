"""Galpi: no arguments or a project open the window; a verb is the command line."""

import sys


def main(arguments: list[str]) -> int:
    """Run what the arguments ask for and give the exit code."""
    from ui.cli import VERBS, run_command

    if arguments and (arguments[0] in VERBS or arguments[0].startswith("-")):
        return run_command(arguments)
    if len(arguments) > 1:
        print(f"There is no verb “{arguments[0]}”; 'main.py --help' lists them.", file=sys.stderr)  # noqa: T201
        return 2
    from ui.app import run

    return run(arguments[0] if arguments else None)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
