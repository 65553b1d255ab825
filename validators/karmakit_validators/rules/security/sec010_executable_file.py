"""A course carries no programs."""

from karmakit_schemas.findings import Severity
from karmakit_validators.context import Context
from karmakit_validators.pictures import format_of
from karmakit_validators.rule import Fault, Faults, Rule

PROGRAMS = frozenset(
    [
        "exe",
        "bat",
        "cmd",
        "com",
        "msi",
        "ps1",
        "psm1",
        "sh",
        "bash",
        "apk",
        "ipa",
        "jar",
        "class",
        "vbs",
        "vbe",
        "js",
        "mjs",
        "wsf",
        "scr",
        "dll",
        "so",
        "pif",
        "hta",
        "lnk",
        "reg",
        "docm",
        "xlsm",
        "pptm",
        "dotm",
        "swf",
        "py",
        "php",
    ]
)
PAGES = frozenset({"html", "htm", "xhtml", "xht"})


def executable(context: Context) -> Faults:
    """Yield each file in `media/` that is a program, a document with macros or a web page, by its name or its first bytes."""
    for path in context.media:
        suffix = path.rpartition("/")[2].rpartition(".")[2].lower()
        inside = format_of(context.parsed.sources.files[path])
        if suffix in PROGRAMS or inside in {"exe", "elf"}:
            yield Fault(
                context.whole(path),
                f"`{path}` is a program or holds one",
                "Take it out; describe what it does, or give a document without macros",
            )
        elif suffix in PAGES or inside == "html":
            yield Fault(
                context.whole(path), f"`{path}` is a web page, which can run scripts", "Write it as a module, or give it as PDF"
            )


RULE = Rule(Severity.error, gate=True, sources=executable)
