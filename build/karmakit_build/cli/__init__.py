"""The command line: one file a command, found by its place and imported only when it is called."""

import atexit
import gc
import os
import pkgutil
import signal
import sys
from collections.abc import Sequence
from importlib import import_module

import click

from karmakit_schemas.errors import KarmakitError

BROKEN_PIPE = 141
INTERRUPTED = 130
USAGE = 2


class Commands(click.Group):
    """The commands that lie beside this file; each has a function `command`."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Return the names of all commands."""
        return sorted(found.name for found in pkgutil.iter_modules(__path__) if not found.name.startswith("_"))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command, or None if there is none of that name."""
        if cmd_name not in self.list_commands(ctx):
            return None
        command: click.Command = import_module(f"{__name__}.{cmd_name}").command
        return command


def _show_version(ctx: click.Context, _: click.Parameter, value: bool) -> None:  # noqa: FBT001 - click's signature
    if value and not ctx.resilient_parsing:
        from importlib.metadata import version  # noqa: PLC0415 - slow, and wanted here alone

        click.echo(f"karmakit {version('karmakit')}")
        ctx.exit()


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--version", is_flag=True, expose_value=False, is_eager=True, callback=_show_version, help="Show the version.")
def cli() -> None:
    """Turn courses in Markdown into checked, reproducible bundles for learning platforms."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; return the exit status and never show a traceback, whatever the input."""
    _open_streams()
    sys.unraisablehook = _interrupt_again
    # a course is built of many small objects that all live to the end: looking for garbage among them is a tenth of the work
    gc.set_threshold(200_000, 50, 50)
    # and the same once more when the interpreter closes, unless it is told that nothing there is to be collected
    atexit.register(gc.freeze)
    # pydantic would read what every installed package says of itself, in search of plugins to watch our models
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    try:
        status = cli.main(arguments, prog_name="karmakit", standalone_mode=False)
        sys.stdout.flush()
    except BrokenPipeError:
        # whoever read us has gone; the interpreter must not complain of it once more when it closes
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return BROKEN_PIPE
    except (Exception, KeyboardInterrupt) as error:
        if os.environ.get("KARMAKIT_DEBUG"):
            raise
        return _complain(error)
    return status if isinstance(status, int) else 0


def _complain(error: BaseException) -> int:
    """Say in one line what is wrong; return the exit status that belongs to it."""
    more = " (KARMAKIT_DEBUG=1 shows where)"
    match error:
        case KarmakitError():
            message, status = str(error), error.exit_code
        case click.ClickException():
            message, status = error.format_message(), USAGE
        case click.Abort() | KeyboardInterrupt():
            message, status = "stopped", INTERRUPTED
        case OSError() if error.filename is None and error.errno is not None:
            # the files of courses and bundles are named; what has no name is our own output
            message, status = f"the output cannot be written: {(error.strerror or str(error)).lower()}", USAGE
        case RecursionError():
            message, status = f"the input is nested too deeply{more}", USAGE
        case MemoryError():
            message, status = f"there is not enough memory for this input{more}", USAGE
        case _:
            message, status = f"this should not have happened: {type(error).__name__}: {error}{more}", USAGE
    click.echo(f"karmakit: {' '.join(message.split())}", err=True)
    return status


def _interrupt_again(lost: "sys.UnraisableHookArgs") -> None:
    """Ask once more for an interrupt that came while a library was in compiled code and could not pass it on."""
    if isinstance(lost.exc_value, KeyboardInterrupt):
        signal.raise_signal(signal.SIGINT)
    else:
        sys.__unraisablehook__(lost)


def _open_streams() -> None:
    """Write UTF-8 into pipes and files; on a terminal, show a sign it does not have as `?`; into a closed stream, nothing."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:  # the caller closed it
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: PTH123, SIM115 - a name of the system, open to the end
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(
                **({"errors": "replace"} if stream.isatty() else {"encoding": "utf-8", "errors": "backslashreplace"})
            )
