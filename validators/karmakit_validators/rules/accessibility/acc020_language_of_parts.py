"""Words of another language are marked, so that they are read aloud rightly."""

import re

from karmakit_schemas import languages
from karmakit_schemas.findings import Severity
from karmakit_validators.page import Page
from karmakit_validators.prose import Prose
from karmakit_validators.rule import Fault, Faults, Rule
from karmakit_validators.scripts import INDIC, JOINERS, RANGES

# compiled by `re` when first used: classes so large take long, and most courses need none
WORDS = rf"[{INDIC}{JOINERS}]{{2,}}(?:[\s,;:()\-]+[{INDIC}{JOINERS}]+)*"
RUN = rf"[{RANGES['Latin']}]{{2,}}(?:[\s,'\u2019()/&-]+[{RANGES['Latin']}]{{2,}}){{4,}}"


def of_parts(page: Page) -> Faults:
    """Yield each word in an Indian script on a Latin page, and each run of five or more Latin words on an Indian one."""
    pack = languages.find(page.context.language)
    script = pack.script if pack else "Latn"
    if script == "Latn" and page.is_latin:
        return
    pattern = WORDS if script == "Latn" else RUN
    for prose in page.blocks:
        if not (script == "Latn" and prose.is_latin):
            yield from _unmarked(prose, pattern)


def _unmarked(prose: Prose, pattern: str) -> Faults:
    for match in re.finditer(pattern, prose.text):
        if prose.lang_at(match.start()) is None:
            mend = 'Write <span lang="hi">…</span> round it, with the tag of its language'
            yield Fault(prose.place(match.start(), match.end()), f"`{match[0][:60]}` is not marked as another language", mend)


RULE = Rule(Severity.warning, page=of_parts)
