"""What is said about a rule: its page, and the table of all rules."""

from karmakit_schemas.errors import UsageError
from karmakit_validators.catalogue import did_you_mean, discover


def explain(code: str) -> str:
    """Return the page of a rule by code or name, with its facts under the title."""
    word = code.strip()
    entry = next((e for e in discover() if word.upper() == e.code or word.lower() == e.name), None)
    if entry is None:
        raise UsageError(f"no rule is called '{code}'{did_you_mean(word)}")
    title, _, text = entry.page().partition("\n")
    return f"{title}\n\n*{entry.facts}*\n{text}"


def catalogue() -> str:
    """Return all rules as a Markdown table."""
    lines = ["| code | name | severity | gate | layer |", "|---|---|---|---|---|"]
    for e in discover():
        gate = "yes" if e.rule.gate else ""
        lines.append(f"| {e.code} | {e.name} | {e.rule.severity.name} | {gate} | {e.rule.layer} |")
    return "\n".join(lines) + "\n"
