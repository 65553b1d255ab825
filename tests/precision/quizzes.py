"""Questions of LiaScript and GIFT, written as ours so that the rules for items have something to look at."""

import re

SINGLE = re.compile(r"^[ \t]*(?:- )?\[\(([ xX])\)\] ?")
MULTIPLE = re.compile(r"^[ \t]*(?:- )?\[\[([ xX])\]\] ?")
ASIDE = re.compile(r"^\s*(?:<!--.*-->)?\s*$")
TAG = re.compile(r"^\s*</?(?:section|div)\b.*>\s*$")

HINT = re.compile(r"(?:Antworten|Aussagen) (?:sind )?richtig|(?:eine|mehrere) Antwort", re.IGNORECASE)
TRUTHS = ({"wahr", "falsch"}, {"richtig", "falsch"}, {"ja", "nein"}, {"true", "false"})

GIFT_ITEM = re.compile(r"^(?P<title>::.*?::)?(?P<stem>[^{}]*[^{}\\])\{(?P<answers>.*?)(?<!\\)\}(?P<after>[^{}]*)$", re.DOTALL)
GIFT_ANSWER = re.compile(r"(?<!\\)([=~])(.*?)(?=(?<!\\)[=~]|\Z)", re.DOTALL)
GIFT_REASON = re.compile(r"(?<!\\)#")
GIFT_WEIGHT = re.compile(r"%(-?\d+(?:\.\d+)?)%")
TRUTH = re.compile(r"^(TRUE|T|FALSE|F)\s*(#.*)?$", re.DOTALL)


def from_liascript(text: str) -> str:
    """Return a LiaScript text with its choice questions in our form, where blank lines leave room for the fences."""
    lines = text.split("\n")
    number = 0
    at = 0
    while at < len(lines):
        pattern = next((p for p in (SINGLE, MULTIPLE) if p.match(lines[at])), None)
        if pattern is None:
            at += 1
            continue
        end = at
        while end < len(lines) and pattern.match(lines[end]):
            end += 1
        start = _stem(lines, at)
        if start is not None and end < len(lines) and ASIDE.match(lines[end]) and end - at > 1:
            number += 1
            said = {pattern.sub("", lines[index]).strip().lower() for index in range(at, end)}
            kind = " type=true-false" if said in TRUTHS else ""
            first = _first_tag(lines, start)
            lines[first : start + 1] = [f"::: question {{#q{number}{kind}}}", *[""] * (start - first)]
            lines[end] = ":::"
            for index in range(at, end):
                lines[index] = pattern.sub(_option, lines[index])
        at = end
    return "\n".join(lines)


def _option(match: re.Match[str]) -> str:
    """Return our box, as wide as theirs: after the mark of the list there may be up to four spaces."""
    return "-" + " " * min(max(len(match[0]) - 5, 1), 4) + f"[{match[1].lower()}] "


def _stem(lines: list[str], at: int) -> int | None:
    """Return the blank line before the paragraph that asks; a hint how many answers are right may stand between it and them."""
    line = _before_paragraph(lines, at)
    if line is not None and any(HINT.search(text) for text in lines[line:at]):
        return _before_paragraph(lines, line) or line
    return line


def _first_tag(lines: list[str], blank: int) -> int:
    """Return the first of the lines of tags that end with a blank line; the blank line itself if there are none.

    A fence in its place would belong to the tags.
    """
    first = blank
    while first > 0 and TAG.match(lines[first - 1]):
        first -= 1
    return first


def _before_paragraph(lines: list[str], at: int) -> int | None:
    """Return the blank line before the paragraph that ends above line `at`; None where a heading or nothing stands there."""
    line = at - 1
    while line >= 0 and (ASIDE.match(lines[line]) or TAG.match(lines[line])):
        line -= 1
    if line < 0 or lines[line].lstrip().startswith(("#", ":::")):
        return None
    while line >= 0 and lines[line].strip() and not TAG.match(lines[line]):
        if lines[line].startswith("#"):
            return None
        line -= 1
    return line if line >= 0 and not lines[line].strip() else None


def from_gift(text: str) -> str:
    """Return a file of GIFT questions as a page of ours; those of other kinds than choice and true/false are left out."""
    plain = "\n".join("" if line.lstrip().startswith(("//", "$CATEGORY")) else line for line in text.split("\n"))
    found = (_gift(number, item) for number, item in enumerate(re.split(r"\n\s*\n(?![^{}]*\})", plain), 1))
    return "\n".join(written for written in found if written)


def _gift(number: int, item: str) -> str:
    match = GIFT_ITEM.match(item.strip())
    if match is None:
        return ""
    answers, _, overall = match["answers"].strip().partition("####")
    gap = " …… " if match["after"].strip() else ""
    stem = _said(match["stem"] + gap + match["after"])
    if truth := TRUTH.match(answers):
        return _ours(number, stem, " type=true-false", _truth(truth), overall)
    choices = [(mark, *GIFT_REASON.split(text, 1)) for mark, text in GIFT_ANSWER.findall(answers)]
    if "->" in answers or answers.startswith("#") or not any(mark == "~" for mark, *_ in choices):
        return ""
    options = [(_is_right(mark, text), _said(text), _said(" ".join(why))) for mark, text, *why in choices]
    return _ours(number, stem, "", options, overall)


def _is_right(mark: str, text: str) -> bool:
    weight = GIFT_WEIGHT.search(text)
    return mark == "=" or bool(weight and float(weight[1]) > 0)


def _truth(truth: re.Match[str]) -> list[tuple[bool, str, str]]:
    """Return both answers; the first reason is for the wrong one, the second for the right one."""
    reasons = [_said(why) for why in GIFT_REASON.split(truth[2] or "")[1:]]
    wrong, right = [*reasons, "", ""][:2]
    is_true = truth[1][0] == "T"
    return [(is_true, "True", right if is_true else wrong), (not is_true, "False", wrong if is_true else right)]


def _ours(number: int, stem: str, kind: str, options: list[tuple[bool, str, str]], overall: str) -> str:
    lines = [f"::: question {{#g{number}{kind}}}", stem, ""]
    for is_right, said, why in options:
        lines.append(f"- [{'x' if is_right else ' '}] {said}")
        lines += [f"  > {why}"] if why else []
    lines += ["", "> [!FEEDBACK]", f"> {_said(overall)}"] if overall.strip() else []
    return "\n".join([*lines, "", ":::", ""])


def _said(text: str) -> str:
    """Return a text of GIFT in one line, without weights, formats and HTML; its backslashes are Markdown's too."""
    without = re.sub(r"%-?\d+(?:\.\d+)?%|\[(?:html|moodle|plain|markdown)\]|<[^>]*>", "", text)
    return " ".join(without.split())
