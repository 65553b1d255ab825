"""A course carries each file once."""

from collections import defaultdict
from hashlib import sha256

from karmakit_schemas.findings import Severity
from karmakit_validators.context import Context
from karmakit_validators.rule import Fault, Faults, Rule


def twice(context: Context) -> Faults:
    """Yield each file in `media/` that holds what another one holds."""
    files = context.parsed.sources.files
    by_size: dict[int, list[str]] = defaultdict(list)
    for path in context.media:
        by_size[len(files[path])].append(path)
    for size, paths in by_size.items():
        first: dict[bytes, str] = {}
        for path in paths if size and len(paths) > 1 else ():
            same = first.setdefault(sha256(files[path]).digest(), path)
            if same != path:
                yield Fault(context.whole(path), f"the file is the same as `{same}`", "Refer to that one, and delete this one")


RULE = Rule(Severity.info, sources=twice)
