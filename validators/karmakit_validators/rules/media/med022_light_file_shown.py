"""What is for the low-bandwidth edition alone is shown in no other."""

from karmakit_schemas.findings import Severity
from karmakit_schemas.stand_ins import LITE
from karmakit_validators.assets import everywhere
from karmakit_validators.context import Context
from karmakit_validators.rule import Fault, Faults, Rule


def shown(context: Context) -> Faults:
    """Yield each mention of a file in `media/lite/`: the low-bandwidth edition takes it by itself."""
    for reference in everywhere(context):
        if reference.path.startswith(LITE):
            message = f"`{reference.path}` is for the low-bandwidth edition alone"
            yield Fault(reference.span, message, "Refer to the file that it stands for, or put it into `media/` under another name")


RULE = Rule(Severity.error, gate=True, sources=shown)
