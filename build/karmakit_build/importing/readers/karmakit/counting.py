"""Count what a page of ours holds by the signs of its source alone: its text, its practice questions and their keys."""

import re
from collections.abc import Iterable

from karmakit_build.importing.draft import Counts
from karmakit_build.importing.readers.karmakit.data import Data, part, parts, read_json, text

_CONTENT = '<div class="content">'
_ENDS = ('<footer class="closing">', "</main>")
_STORED = '<script type="application/json" id="karmakit-page">'
_OF_DIRECTIVES = re.compile(r'<h3 class="tab-title">|<section class="(?:further-reading|footnotes|test-intro)"[^<>]*><h2>')
_HEADING = re.compile(r"<h[1-6]\b")


def counts_of_page(source: str, asked: Iterable[Data]) -> Counts:
    """Return the counts of a module's page; the questions of a test are counted apart, since they are sealed."""
    shown = source.partition(_CONTENT)[2]
    for end in _ENDS:
        shown = shown.partition(end)[0]
    first, *rest = shown.split("<template ")
    shown = first + "".join(each.partition("</template>")[2] for each in rest)
    keys = part(read_json(source.partition(_STORED)[2].partition("</script>")[0]), "keys")
    kinds = {text(each, "id"): text(each, "type") for each in asked}
    return Counts(
        headings=len(_HEADING.findall(shown)) - len(_OF_DIRECTIVES.findall(shown)),
        pictures=shown.count("<img"),
        tables=shown.count("<table"),
        questions=shown.count('<form class="question"') + shown.count('<section class="reflection"'),
        right_answers=sum(_right(part(keys, name), kinds.get(name, "")) for name in keys),
    )


def _right(key: Data, kind: str) -> int:
    if kind in {"fill-in", "numeric"}:
        spellings = key.get("texts")
        return sum(map(len, spellings)) if isinstance(spellings, list) else len(parts(key, "numbers"))
    right = key.get("key")
    return len(right) if isinstance(right, list) and kind not in {"ordering", "scale"} else 0
