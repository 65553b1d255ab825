"""The command line: one file a command; here is how it starts, and how it ends, whatever happens."""

import atexit
import gc
import os
import signal
import sys
from collections.abc import Sequence

from karmakit_schemas.errors import KarmakitError

BROKEN_PIPE = 141
INTERRUPTED = 130
USAGE = 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; return the exit status and never show a traceback, whatever the input."""
    try:
        _open_streams()
        sys.unraisablehook = _interrupt_again
        status = _run(arguments)
        if not sys.stdout.closed:  # the language server closes it when its editor takes leave
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


def _run(arguments: Sequence[str] | None) -> object:
    # a course is built of many small objects that all live to the end: looking for garbage among them is a tenth of the work
    gc.set_threshold(200_000, 50, 50)
    # and the same once more when the interpreter closes, unless it is told that nothing there is to be collected
    atexit.register(gc.freeze)
    from karmakit_build.cli._commands import cli  # noqa: PLC0415 - an interrupt while this loads must find us ready
    from karmakit_build.cli._plugins import leave_out_plugins  # noqa: PLC0415 - the same

    leave_out_plugins()

    return cli.main(arguments, prog_name="karmakit", standalone_mode=False)


def _complain(error: BaseException) -> int:
    """Say in one line what is wrong; return the exit status that belongs to it."""
    import click  # noqa: PLC0415 - loaded already, but where an interrupt came before it was

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
