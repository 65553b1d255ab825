"""One finding as an article: its weight, its place, what is wrong, why, and the mend."""

from html import escape

from karmakit_schemas.findings import Finding
from karmakit_schemas.spans import Span
from karmakit_validators.catalogue import by_code
from karmakit_validators.report.manner import Manner
from karmakit_validators.report.page.excerpt import excerpt, is_whole
from karmakit_validators.report.page.inline import inline, sentence
from karmakit_validators.report.page.rule_text import examples, why
from karmakit_validators.report.page.verdict import is_grave, waits
from karmakit_validators.report.part import Part
from karmakit_validators.report.words import Words


class Articles:
    """Write findings one after the other; the first of a rule tells all about it, and the others lead there."""

    def __init__(self, manner: Manner, say: Words) -> None:
        self.manner = manner
        self.say = say
        self.explained: set[str] = set()
        self.number = 0
        self._lines: tuple[tuple[int, str], tuple[str, ...]] = ((0, ""), ())

    def write(self, part: Part, finding: Finding) -> str:
        """Return the next finding as HTML."""
        self.number += 1
        say, number = self.say, self.number
        return "".join(
            (
                f'<article class="{classes(finding, self.manner)}" aria-labelledby="f{number}">',
                f'<p class="head">{_badges(finding, say)} <span class="place">{escape(place(finding.span, say))}</span></p>',
                f'<h4 id="f{number}">{sentence(finding.message)}</h4>',
                excerpt(finding.span, self._lines_of(part, finding.span.path), part.language),
                _mend(finding, say),
                _related(part, finding, say),
                self._rule(finding),
                "</article>\n",
            )
        )

    def _lines_of(self, part: Part, path: str) -> tuple[str, ...]:
        """Return the lines of a file; findings of one file follow each other, so the last file's are kept."""
        if self._lines[0] != (id(part), path):
            self._lines = (id(part), path), part.lines(path)
        return self._lines[1]

    def _rule(self, finding: Finding) -> str:
        """Return what the rule's page says, the first time that the rule speaks; then the way there."""
        rule = f"{finding.code} {finding.name}"
        entry = by_code().get(finding.code)
        if entry is None:
            return f'<p class="rule"><code>{escape(rule)}</code></p>'
        if finding.code in self.explained:
            told = escape(self.say("page.again", rule=finding.code))
            return f'<p class="rule"><a href="#{finding.code}">{told}</a></p>'
        self.explained.add(finding.code)
        summary = inline(self.say("page.more", rule=f"`{rule}`"))
        return (
            f'<div class="rule" id="{finding.code}">{why(entry, self.say)}'
            f"<details><summary>{summary}</summary>{examples(entry, self.say)}</details></div>"
        )


def classes(finding: Finding, manner: Manner) -> str:
    """Return the classes that filters choose by."""
    marks = {
        finding.severity.name: True,
        "grave": is_grave(finding, manner),
        "gate": finding.gate,
        "human": waits(finding),
        "mendable": bool(finding.fix and finding.fix.safe),
    }
    return " ".join(["finding", *(name for name, there in marks.items() if there)])


def place(span: Span, say: Words) -> str:
    """Return the place of a finding in words."""
    if is_whole(span):
        return say("page.whole")
    if span.end_line > span.line:
        return say("page.lines", line=span.line, end=span.end_line)
    return say("page.line", line=span.line)


def _badges(finding: Finding, say: Words) -> str:
    told = [f'<span class="badge {finding.severity.name}">{escape(say(f"{finding.severity.name}.heading"))}</span>']
    told += ['<span class="badge gate">' + escape(say("gate")) + "</span>"] if finding.gate else []
    told += ['<span class="badge human">' + escape(say("needs-human")) + "</span>"] if waits(finding) else []
    return " ".join(told)


def _mend(finding: Finding, say: Words) -> str:
    lines = []
    if finding.help:
        lines.append(f"<p><strong>{escape(say('page.how'))}:</strong> {sentence(finding.help)}</p>")
    if finding.fix:
        lines.append(f"<p>{inline(say('page.fix.safe' if finding.fix.safe else 'page.fix.unsafe'))}</p>")
    return f'<div class="mend">{"".join(lines)}</div>' if lines else ""


def _related(part: Part, finding: Finding, say: Words) -> str:
    if not finding.related:
        return ""
    places = (f"<li>{inline(f'`{part.named(span.path)}`')}, {escape(place(span, say))}</li>" for span in finding.related)
    return f'<div class="related"><p>{escape(say("page.related"))}</p><ul>{"".join(places)}</ul></div>'
