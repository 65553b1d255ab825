"""Make a question of its form on a page of ours and of its key in the page's data."""

from lxml.html import HtmlElement as Element

from karmakit_build.importing.draft import DraftOption, DraftPair, DraftQuestion, QuestionKind
from karmakit_build.importing.packages.html import every, words_of
from karmakit_build.importing.quizzes import gap
from karmakit_build.importing.readers.karmakit.data import Data, part, parts, text, texts
from karmakit_build.importing.readers.karmakit.writing import Text, word
from karmakit_build.importing.wording import plain

_KINDS: dict[str, QuestionKind] = {"single": "choice", "multiple": "choice"}
_PINNED = frozenset({"single", "multiple", "scale"})
_BLANK = ("\ue004", "\ue005")


def asked_of(form: Element, key: Data, data: Data, writer: Text) -> DraftQuestion:
    """Return the question of a form; `key` is what the page's data say of its answer, `data` what the course's data say of it."""
    kind = form.get("data-type") or "single"
    blanks = list(every(form, ".//span[@class='blank']"))
    for number, blank in enumerate(blanks):
        tail = blank.tail
        blank.clear()
        blank.text, blank.tail = f"{_BLANK[0]}{number}{_BLANK[1]}", tail
    stem = next(iter(every(form, ".//div[@class='stem']")), None)
    written = writer.block(stem) if stem is not None else ""
    for number, answer in enumerate(_gaps(kind, key)):
        written = written.replace(f"{_BLANK[0]}{number}{_BLANK[1]}", answer)
    if attempts := data.get("attempts"):
        writer.lose(f"that the question `{text(data, 'id')}` may be tried {attempts} times", "Say `attempts` in its first line")
    points = data.get("points")
    return DraftQuestion(
        kind=_KINDS.get(kind, kind),  # type: ignore[arg-type] # the types of our own pages
        stem=written,
        options=_options(form, kind, key, writer),
        pairs=_pairs(form, key, writer) if kind == "matching" else (),
        hints=tuple(writer.block(hint) for hint in texts(key, "hints")),
        right=writer.block(text(key, "right")),
        wrong=writer.block(text(key, "wrong")),
        feedback=writer.block(text(key, "always")),
        points=points if isinstance(points, int) and points else 1,
        case=key.get("case") is True,
    )


def _gaps(kind: str, key: Data) -> list[str]:
    if kind == "numeric":
        return [_number(each) for each in parts(key, "numbers")]
    spellings = key.get("texts")
    accepted = [each for each in spellings if isinstance(each, list)] if isinstance(spellings, list) else []
    return [gap(*(one for one in each if isinstance(one, str))) for each in accepted]


def _number(answer: Data) -> str:
    tolerance = text(answer, "tolerance")
    told = f" ± {tolerance}" if tolerance.strip("0.") else ""
    first, *others = texts(answer, "units") or [""]
    return gap(f"= {text(answer, 'value')}{told} {first}", *others)


def _options(form: Element, kind: str, key: Data, writer: Text) -> tuple[DraftOption, ...]:
    right, feedback = texts(key, "key"), part(key, "feedback")
    if kind == "ordering":
        items = {each.get("data-code"): each for each in every(form, ".//li[@class='item']")}
        return tuple(_option(items[code], "item-text", code, writer, feedback) for code in right if code in items)
    options = []
    for number, each in enumerate(every(form, ".//div[@class='option']")):
        code = each.get("data-code") or ""
        made = _option(each, "option-text", code, writer, feedback)
        # a letter out of its turn was pinned by the author, and records hang on it
        pin = f" {{#{word(code)}}}" if kind in _PINNED and code != chr(ord("a") + number) else ""
        options.append(DraftOption(f"{made.text}{pin}", code in right, made.feedback))
    return tuple(options)


def _option(element: Element, name: str, code: str, writer: Text, feedback: Data) -> DraftOption:
    span = next(iter(every(element, f".//span[@class='{name}']")), None)
    return DraftOption(writer.line(span) if span is not None else "", feedback=writer.block(text(feedback, code)))


def _pairs(form: Element, key: Data, writer: Text) -> tuple[DraftPair, ...]:
    """Return the pairs, and the right sides that belong to none."""
    rights = {each.get("value"): plain(words_of(each)) for each in every(form, "(.//select)[1]/option") if each.get("value")}
    pairs = []
    for each, code in zip(every(form, ".//div[@class='pair']"), texts(key, "key"), strict=False):
        left = next(iter(every(each, "./span[@class='pair-left']")), None)
        told = writer.line(text(part(key, "feedback"), each.get("data-left") or ""))
        pairs.append(DraftPair(writer.line(left) if left is not None else "", rights.get(code, ""), told))
    taken = set(texts(key, "key"))
    return (*pairs, *(DraftPair("", right) for code, right in rights.items() if code not in taken))
