"""What is said about one rule: its page, with its facts under the title."""

import re

from karmakit_schemas.errors import UsageError
from karmakit_validators import speaking
from karmakit_validators.catalogue import Entry, did_you_mean, discover
from karmakit_validators.report.words import words


def explain(code: str, tag: str = "en") -> str:
    """Return the page of a rule by code or name; in another language its title and messages come first."""
    entry = named(code)
    title, _, text = entry.page().partition("\n")
    if tag not in speaking.HEADINGS:
        return f"{title}\n\n*{entry.facts}*\n{text}"
    theirs = entry.section(speaking.HEADINGS[tag]).strip()
    english = re.sub(rf"\n## {speaking.HEADINGS[tag]}\n.*\Z", "", text, flags=re.DOTALL).strip()
    return f"{title}\n\n*{facts(entry, tag)}*\n\n{theirs}\n\n---\n\n{english}\n"


def named(code: str) -> Entry:
    """Return the rule of a code or a name."""
    word = code.strip()
    entry = next((e for e in discover() if word.upper() == e.code or word.lower() == e.name), None)
    if entry is None:
        raise UsageError(f"no rule is called '{code}'{did_you_mean(word)}")
    return entry


def facts(entry: Entry, tag: str) -> str:
    """Return severity, gate, layer and mend as one line of a language."""
    say, rule = words(tag), entry.rule
    told = [say(rule.severity.name), *([say("gate")] if rule.gate else []), say("layer", layer=say(f"layer.{rule.layer}"))]
    return "; ".join([*told, *([say(f"mended-by.{rule.mends}")] if rule.mends != "no" else [])])
