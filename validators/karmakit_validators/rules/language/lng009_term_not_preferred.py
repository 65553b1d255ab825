"""One thing has one name: the one that the project prefers."""

from karmakit_schemas.findings import Severity
from karmakit_validators import languages
from karmakit_validators.lexicon import replacing
from karmakit_validators.mention import is_mentioned
from karmakit_validators.page import Page
from karmakit_validators.rule import Fault, Faults, Rule


def not_preferred(page: Page) -> Faults:
    """Yield each variant for which the project's settings have a preferred term."""
    terms = {" ".join(variant.casefold().split()): term for variant, term in page.context.settings.terms.items()}
    said = tuple(variant for variant in terms if variant in page.lowered)
    if not said:
        return
    pattern = languages.pattern(said)
    for prose in page.texts:
        for match in pattern.finditer(prose.text):
            preferred = terms[" ".join(match[0].casefold().split())]
            if _is_part(prose.text, match.start(), match.end(), preferred):
                continue
            if is_mentioned(page, prose, match.start(), match.end()):
                continue
            span = prose.place(match.start(), match.end())
            fix = replacing(span, match[0], preferred, safe=True)
            yield Fault(span, f"`{match[0]}` is not this project's term", f"Write `{preferred}`", fix=fix)


def _is_part(text: str, start: int, end: int, preferred: str) -> bool:
    """Say whether the preferred term stands there already and the variant is only a part of it."""
    around = text[max(0, start - len(preferred)) : end + len(preferred)].casefold()
    at = around.find(preferred.casefold())
    offset = start - max(0, start - len(preferred))
    return at >= 0 and at <= offset and offset + (end - start) <= at + len(preferred)


RULE = Rule(Severity.warning, page=not_preferred, mends="safe")
