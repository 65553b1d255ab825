"""No option is put together from the others."""

import re
from functools import cache

from karmakit_schemas.findings import Severity
from karmakit_schemas.nodes import Node
from karmakit_schemas.questions import Option
from karmakit_validators import languages
from karmakit_validators.asking import Choice, choices, is_shuffled, normal
from karmakit_validators.page import Page
from karmakit_validators.rule import Fault, Faults, Rule
from karmakit_validators.scripts import LETTERS

LABEL = r"\(?(?:[a-hअबसदकखगघङ]|i{1,3}|iv|vi{0,3}|\d{1,2})\)?\.?"
_TOKEN = rf"[{LETTERS}]+|\d+"  # compiled by `re` when first used: a class so large takes long
SEVERAL = 2
LONGEST = 60  # letters; what is longer is not made of labels alone


def combined(page: Page) -> Faults:
    """Yield the first option of each choice that means two or more of the others: `both A and B`, `1 and 3 only`."""
    words = page.context.words
    whole, positions = words.list("combined_options"), words.pattern("positions")
    joins = {*words.list("combining_words"), *(word for phrase in whole for word in phrase.split())}
    for module, question in choices(page):
        shuffled = is_shuffled(module, question)
        for option in question.options:
            plain = option.content.plain()
            if len(plain) > LONGEST or joins.isdisjoint(plain.lower().split()):
                continue
            text = normal(option.content)
            if text not in whole and not _joins_labels(text, option, question, words.tag):
                continue
            if shuffled and positions and positions.search(plain):
                continue  # ITM024 says so
            message = f"`{plain}` is put together from other answers"
            yield Fault(page.option(option.content), message, "Let a learner mark each right answer: several [x], one a statement")
            break


def _joins_labels(text: str, option: Option, question: Choice, tag: str) -> bool:
    """Say whether a text joins two or more labels that cannot be anything else than options or statements."""
    match = _pattern(tag).fullmatch(text)
    if not match:
        return False
    labels = set(re.findall(_TOKEN, match["labels"])) - set(languages.find(tag).list("combining_words"))
    if len(labels) < SEVERAL:
        return False
    others = {other.code for other in question.options if other is not option}
    roman = any(label.isalpha() and len(label) > 1 for label in labels)
    framed = bool(match["frame"] or match["name"] or match["after"])
    return roman or framed or labels <= others or _is_listed(question.stem, len(labels))


def _is_listed(stem: Node, number: int) -> bool:
    """Say whether the stem numbers its statements."""
    return any(node.kind == "list" and node.attrs.get("ordered") and len(node.children) >= number for node in stem.walk())


@cache
def _pattern(tag: str) -> re.Pattern[str]:
    """Return the pattern of an option that is made of labels, in a language."""
    words = languages.find(tag)
    frames, names, joins = (_any(words.list(name)) for name in ("combining_frames", "option_names", "combining_words"))
    name = rf"(?:(?P<name>{names})\s+)?"
    joined = rf"(?:\s*,\s*|\s*,?\s+(?:{joins})\s+)(?:(?:{names})\s+)?"
    return re.compile(rf"(?:(?P<frame>{frames})\s+)?{name}(?P<labels>{LABEL}(?:{joined}{LABEL})+)(?:\s+(?P<after>{frames}))?")


def _any(words: tuple[str, ...]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)) or "(?!)"


RULE = Rule(Severity.warning, page=combined)
