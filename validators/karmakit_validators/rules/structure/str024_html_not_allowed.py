"""Raw HTML is held to a short list."""

from karmakit_schemas.findings import Severity
from karmakit_schemas.nodes import Node
from karmakit_validators.markup import place, tags
from karmakit_validators.page import Page
from karmakit_validators.rule import Fault, Faults, Rule

ALLOWED = frozenset(["br", "sub", "sup", "kbd", "abbr", "mark", "small", "bdi", "bdo", "wbr", "span", "ruby", "rt", "rp"])
ATTRIBUTES = {"span": {"lang", "dir"}, "bdo": {"dir", "lang"}, "bdi": {"dir", "lang"}, "abbr": {"title", "lang"}}
# these are the business of SEC001, SEC002 and SEC006
ELSEWHERE = frozenset(["script", "iframe", "object", "embed", "frame", "frameset", "applet", "portal", "form"])


def not_allowed(node: Node, page: Page) -> Faults:
    """Yield each tag or attribute that is not on the list."""
    for tag in tags(node.text):
        if tag.name in ELSEWHERE or tag.closing:
            continue
        span = place(tag, node, page)
        if tag.name not in ALLOWED:
            yield Fault(span, f"raw HTML `<{tag.name}>` is not allowed", "Write it in Markdown or as a directive (guide: The text)")
            continue
        for name, _ in tag.attrs:
            if not name.startswith("on") and name not in ATTRIBUTES.get(tag.name, {"lang"}):
                yield Fault(span, f"the attribute `{name}` of `<{tag.name}>` is not allowed", "Take it away")


RULE = Rule(Severity.error, visits={"html": not_allowed, "html_inline": not_allowed})
