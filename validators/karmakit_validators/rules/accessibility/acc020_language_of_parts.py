"""Words of another language are marked, so that they are read aloud rightly."""

import re

from karmakit_schemas import languages
from karmakit_schemas.findings import Edit, Fix, Severity
from karmakit_schemas.spans import Span
from karmakit_validators.page import Page
from karmakit_validators.prose import Prose
from karmakit_validators.rule import Fault, Faults, Rule
from karmakit_validators.scripts import APART, INDIC, JOINERS, RANGES

# compiled by `re` when first used: classes so large take long, and most courses need none
WORDS = rf"[{INDIC}{JOINERS}]{{2,}}(?:[\s,;:()\-]+[{INDIC}{JOINERS}]+)*"
# scripts in which one language of India is written; Devanagari, Bengali and Arabic write several
ONLY = {"Tamil": "ta", "Telugu": "te", "Kannada": "kn", "Malayalam": "ml", "Gujarati": "gu", "Oriya": "or", "Gurmukhi": "pa"}
# the languages of the Eighth Schedule of the Constitution, as they are mostly written
NOT_LATIN = frozenset(
    [
        "as",
        "bn",
        "brx",
        "doi",
        "gu",
        "hi",
        "kn",
        "kok",
        "ks",
        "mai",
        "ml",
        "mni",
        "mr",
        "ne",
        "or",
        "pa",
        "sa",
        "sat",
        "sd",
        "ta",
        "te",
        "ur",
    ]
)
RUN = rf"[{RANGES['Latin']}]{{2,}}(?:[\s,'\u2019()/&-]+[{RANGES['Latin']}]{{2,}}){{4,}}"


def of_parts(page: Page) -> Faults:
    """Yield each word in an Indian script on a Latin page, and each run of five or more Latin words on an Indian one."""
    pack = languages.find(page.context.language)
    script = pack.script if pack else _script(page.context.language)
    if script == "Latn" and page.is_latin:
        return
    pattern = WORDS if script == "Latn" else RUN
    for prose in page.blocks:
        if not (script == "Latn" and prose.is_latin):
            yield from _unmarked(prose, pattern, page)


def _script(tag: str) -> str:
    """Return the script of a language without a pack: Latin or not is all that is asked."""
    primary, *others = tag.lower().split("-")
    return "Latn" if primary not in NOT_LATIN or "latn" in others else "Zyyy"


def _unmarked(prose: Prose, pattern: str, page: Page) -> Faults:
    for match in re.finditer(pattern, prose.text):
        if prose.lang_at(match.start()) is None and not _is_name(match[0]):
            span = prose.place(match.start(), match.end())
            mend = 'Write <span lang="hi">…</span> round it, with the tag of its language'
            message = f"`{match[0][:60]}` is not marked as another language"
            yield Fault(span, message, mend, fix=None if _is_asked(prose, page) else _marked(match[0], span, page))


def _is_asked(prose: Prose, page: Page) -> bool:
    """Say whether a text belongs to a question: answers are compared as they are written."""
    return any(node.span == prose.span and id(node) in page.inside_questions for node in page.nodes)


def _is_name(words: str) -> bool:
    """Say whether words are names, which need no mark: each of them has a capital."""
    return all(word[0].isupper() for word in re.findall(APART, words) if word[0].isalpha())


def _marked(words: str, span: Span, page: Page) -> Fix | None:
    """Return the words with the tag of their language, where their script leaves no doubt and they stand there as they are."""
    if span.line != span.end_line or page.lines[span.line - 1][span.column - 1 : span.end_column - 1] != words:
        return None
    tags = (tag for script, tag in ONLY.items() if re.fullmatch(rf"[{RANGES[script]}{JOINERS}\s,;:()-]+", words))
    if (tag := next(tags, None)) is None:
        return None
    return Fix(f'Write <span lang="{tag}">…</span> round it', (Edit(span, f'<span lang="{tag}">{words}</span>'),), safe=True)


RULE = Rule(Severity.warning, page=of_parts, mends="safe")
