"""File names work on every system and in every archive."""

import re
from string import ascii_uppercase

from karmakit_schemas.findings import Severity
from karmakit_validators.context import Context
from karmakit_validators.rule import Fault, Faults, Rule

FOLDERS = ("media/", "modules/")
PORTABLE = re.compile(r"[a-z0-9._/-]+")
RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)
LONGEST = 180
MOST_TOLD = 5


def not_portable(context: Context) -> Faults:
    """Yield each file in `media/` and `modules/` whose name some system or archive would refuse or change."""
    seen: dict[str, str] = {}
    for path in sorted(context.parsed.sources.files):
        if not path.startswith(FOLDERS):
            continue
        span = context.whole(path)
        twin = seen.setdefault(path.casefold(), path)
        if twin != path:
            yield Fault(span, f"the name differs from `{twin}` by capitals only", "Rename one of the two")
        elif not PORTABLE.fullmatch(path):
            message = f"the name `{path}` holds {_told(path)}"
            yield Fault(span, message, "Use lower-case letters a to z, digits, hyphen, underscore and full stop")
        elif reserved := next((part for part in path.split("/") if RESERVED.fullmatch(part)), ""):
            yield Fault(span, f"Windows keeps the name `{reserved}` to itself", "Rename it")
        elif any(part.endswith(".") for part in path.split("/")):
            yield Fault(span, f"Windows cuts the full stop off the end of `{path}`", "Rename it")
        elif len(path) > LONGEST:
            yield Fault(span, f"the path is {len(path)} characters long", f"Keep it under {LONGEST}")


def _told(path: str) -> str:
    """Return which kinds of characters in a name are not portable, the telling ones themselves."""
    wrong = dict.fromkeys(PORTABLE.sub("", path))
    kinds = ["capital letters"] if any(c in ascii_uppercase for c in wrong) else []
    kinds += ["spaces"] if any(c.isspace() for c in wrong) else []
    others = [c for c in wrong if c not in ascii_uppercase and not c.isspace()]
    kinds += [f"`{c}`" if c.isprintable() else f"U+{ord(c):04X}" for c in others[:MOST_TOLD]]
    kinds += ["others"] if len(others) > MOST_TOLD else []
    return " and ".join([", ".join(kinds[:-1]), kinds[-1]] if len(kinds) > 1 else kinds)


RULE = Rule(Severity.error, sources=not_portable)
