"""All rules, found by their place: `rules/<family>/<code>_<fault>.py` and its page of the same name."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib import import_module, resources

from karmakit_schemas.errors import UsageError
from karmakit_schemas.suggest import closest
from karmakit_validators.rule import Rule

RULES = "rules"
CODE_LENGTH = 6


@dataclass(frozen=True)
class Entry:
    """One rule with what its place says: `code`, `name`, `family`."""

    code: str
    name: str
    family: str
    rule: Rule

    @property
    def facts(self) -> str:
        """Return severity, gate and layer as one line."""
        gate = ", gate" if self.rule.gate else ""
        return f"{self.rule.severity.name}{gate}; layer: {self.rule.layer}"

    def page(self) -> str:
        """Return the rule's page, as it was written."""
        stem = f"{self.code.lower()}_{self.name.replace('-', '_')}"
        return resources.files(__package__).joinpath(RULES, self.family, f"{stem}.md").read_text(encoding="utf-8")


@cache
def discover() -> tuple[Entry, ...]:
    """Return all rules, sorted by code."""
    root = resources.files(__package__).joinpath(RULES)
    found = []
    for family in root.iterdir():
        if not family.is_dir():
            continue
        for file in family.iterdir():
            stem, _, suffix = file.name.rpartition(".")
            if suffix == "py" and stem[:CODE_LENGTH].isalnum() and stem[CODE_LENGTH : CODE_LENGTH + 1] == "_":
                module = import_module(f"{__package__}.{RULES}.{family.name}.{stem}")
                code, name = stem[:CODE_LENGTH].upper(), stem[CODE_LENGTH + 1 :].replace("_", "-")
                found.append(Entry(code, name, family.name, module.RULE))
    return tuple(sorted(found, key=lambda entry: entry.code))


@cache
def by_code() -> dict[str, Entry]:
    """Return all rules by their code."""
    return {entry.code: entry for entry in discover()}


def matching(selectors: Iterable[str]) -> frozenset[str]:
    """Return the codes that selectors name: a code, a beginning of one (`ACC`, `ITM0`), or a rule's name."""
    codes: set[str] = set()
    for selector in selectors:
        word = selector.strip()
        hits = {e.code for e in discover() if e.code.startswith(word.upper()) or e.name == word.lower()} if word else set()
        if not hits:
            raise UsageError(f"no rule is called '{selector}'{did_you_mean(word)}")
        codes |= hits
    return frozenset(codes)


def did_you_mean(word: str) -> str:
    """Return `; did you mean …?` for a code or name that is close to a known one, else an empty text."""
    close = closest(word, [text for entry in discover() for text in (entry.code, entry.name)])
    return f"; did you mean '{close[0]}'?" if close else ""
