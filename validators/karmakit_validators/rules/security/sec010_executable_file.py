"""A course carries no programs."""

from karmakit_schemas.findings import Severity
from karmakit_validators.context import Context
from karmakit_validators.programs import is_program, is_web_page
from karmakit_validators.rule import Fault, Faults, Rule


def executable(context: Context) -> Faults:
    """Yield each file in `media/` that is a program, a document with macros or a web page, by its name or its first bytes."""
    for path in context.media:
        data = context.parsed.sources.files[path]
        if is_program(path, data):
            mend = "Take it out; describe what it does, or give a document without macros"
            yield Fault(context.whole(path), f"`{path}` is a program or holds one", mend)
        elif is_web_page(path, data):
            mend = "Write it as a module, or give it as PDF"
            yield Fault(context.whole(path), f"`{path}` is a web page, which can run scripts", mend)


RULE = Rule(Severity.error, gate=True, sources=executable)
