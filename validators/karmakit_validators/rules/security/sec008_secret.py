"""No key or password in the files."""

import re

from karmakit_schemas.findings import Severity
from karmakit_schemas.spans import Span
from karmakit_validators.context import Context
from karmakit_validators.rule import Fault, Faults, Rule

# compiled by `re` when first used, which is seldom
SECRETS = (
    ("a private key", r"-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----"),
    ("an AWS key", r"(?<![A-Za-z0-9_])(?:AKIA|ASIA)[0-9A-Z]{16}(?![A-Za-z0-9_])"),
    ("a GitHub token", r"(?<![A-Za-z0-9_])(?:gh[pousr]_[A-Za-z0-9]{36,}|github_pat_[A-Za-z0-9_]{50,})(?![A-Za-z0-9_])"),
    ("a Google API key", r"(?<![A-Za-z0-9_])AIza[0-9A-Za-z_-]{35}(?![A-Za-z0-9_])"),
    ("a Slack token", r"(?<![A-Za-z0-9_])xox[abprs]-[0-9A-Za-z-]{20,}(?![A-Za-z0-9_])"),
    ("a signed web token", r"(?<![A-Za-z0-9_])eyJ[A-Za-z0-9_-]{10,}\.eyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{10,}(?![A-Za-z0-9_])"),
    ("an address with a password", r"(?<![A-Za-z0-9_])[a-z][a-z0-9+.-]*://[^\s/:@]+:[^\s/:@]{3,}@[A-Za-z0-9_.-]+"),
)
SIGNS = ("PRIVATE KEY", "AKIA", "ASIA", "ghp_", "gho_", "ghu_", "ghs_", "ghr_", "github_pat_", "AIza", "xox", "eyJ", "@")
HINT = re.compile(r"PRIVATE KEY|AKIA|ASIA|gh[pousr]_|github_pat_|AIza|xox|eyJ|://[^\s/]*@")


def secret(context: Context) -> Faults:
    """Yield each key, token or password that its form gives away."""
    for path in context.text_files:
        text = context.text(path)
        if not any(sign in text for sign in SIGNS):
            continue
        for number, line in enumerate(context.lines(path), 1):
            if not HINT.search(line):
                continue
            for what, pattern in SECRETS:
                for match in re.finditer(pattern, line):
                    span = Span(path, number, match.start() + 1, number, match.end() + 1)
                    yield Fault(
                        span, f"{what} stands in the file", "Delete it here and withdraw it where it is valid: it is known now"
                    )


RULE = Rule(Severity.fatal, gate=True, sources=secret)
