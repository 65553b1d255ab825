"""The commands, found by their place and imported only when they are called."""

import pkgutil
from importlib import import_module
from keyword import iskeyword

import click

from karmakit_schemas.version import VERSION

PACKAGE = __name__.rpartition(".")[0]


class Commands(click.Group):
    """The commands that lie in a package, by default beside this file; each has a function `command`."""

    package = PACKAGE

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Show the help as it is laid out, and fail, where no command is named."""
        if not args and not ctx.resilient_parsing:
            click.echo(ctx.get_help(), err=True)
            ctx.exit(2)
        return super().parse_args(ctx, args)

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Return the names of all commands."""
        places = import_module(self.package).__path__
        names = (found.name for found in pkgutil.iter_modules(places) if not found.name.startswith("_"))
        return sorted(name.removesuffix("_") for name in names)  # a word of Python's own has one at its end: `import_`

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command, or None if there is none of that name."""
        if cmd_name not in self.list_commands(ctx):
            return None
        name = f"{cmd_name}_" if iskeyword(cmd_name) else cmd_name
        command: click.Command = import_module(f"{self.package}.{name}").command
        return command


def _show_version(ctx: click.Context, _: click.Parameter, value: bool) -> None:  # noqa: FBT001 - click's signature
    if value and not ctx.resilient_parsing:
        click.echo(f"karmakit {VERSION}")
        ctx.exit()


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--version", is_flag=True, expose_value=False, is_eager=True, callback=_show_version, help="Show the version.")
def cli() -> None:
    """Turn courses in Markdown into checked, reproducible bundles for learning platforms."""
