"""Write the page of a module."""

import json
from typing import Any

from karmakit_build.compiler.keys import key_data
from karmakit_build.compiler.markup import escape, script_json, tag
from karmakit_build.compiler.pages import Page
from karmakit_build.compiler.questions import form
from karmakit_build.compiler.seal import seal
from karmakit_build.compiler.sheet import Shared, Sheet
from karmakit_build.compiler.text import footnotes, out, write_all
from karmakit_schemas.course import Module, Source


def module_page(shared: Shared, module: Module, back: str | None = None, forward: str | None = None) -> Page:
    """Return the page of a module between two others, or alone."""
    is_test = module.meta.kind == "test"
    sheet = Sheet(
        shared,
        module.path,
        "." if shared.alone else "..",
        notes={node.attrs.get("label", ""): node for node in module.body.walk() if node.kind == "footnote"},
        questions={} if is_test else {question.id: question for question in module.questions},
    )
    text = write_all(module.body.children, sheet)
    content = _test(module, text, sheet) if is_test else text
    data = _page_data(module, sheet)
    main = f'{_opening(module, sheet)}<div class="content">\n{content}{footnotes(sheet)}</div>\n{_closing(module, sheet)}'
    return Page(
        path="index.html" if shared.alone else f"pages/{module.id}.html",
        title=module.meta.title,
        main=main,
        data=script_json(data),
        module=module,
        back=back,
        forward=forward,
        media=tuple(sorted(sheet.media)),
        terms=tuple(sheet.linked),
    )


def minutes(value: float, sheet: Sheet) -> str:
    """Return a learning time in short."""
    return sheet.say("min", n=max(1, round(value)))


def _opening(module: Module, sheet: Sheet) -> str:
    kind = f"{sheet.say(f'kind.{module.meta.kind}')} · {minutes(module.meta.duration, sheet)}"
    parts = [tag("p", escape(kind), class_="kind"), tag("h1", escape(module.meta.title))]
    if module.meta.objectives:
        items = "".join(tag("li", escape(objective.text)) for objective in module.meta.objectives)
        parts.append(f'<section class="objectives"><h2>{escape(sheet.say("objectives"))}</h2><ul>{items}</ul></section>')
    return f'<header class="opening">{"".join(parts)}</header>\n'


def _test(module: Module, text: str, sheet: Sheet) -> str:
    papers = "".join(tag("template", form(question, sheet), data_question=question.id) for question in module.questions)
    return (
        f'<section class="test-intro"><h2>{escape(sheet.say("test-intro"))}</h2>\n{text}</section>\n'
        f'<div class="test-stage"></div>\n<noscript><p>{escape(sheet.say("test-noscript"))}</p></noscript>\n{papers}'
    )


def _page_data(module: Module, sheet: Sheet) -> dict[str, Any]:
    keys = {question.id: key_data(question, sheet) for question in module.questions}
    if module.meta.kind != "test":
        return {"module": module.id, "keys": keys}
    text = json.dumps(keys, ensure_ascii=False, separators=(",", ":"))
    return {"module": module.id, "sealed": seal(text, f"{sheet.shared.course.meta.id}/{module.id}")}


def _closing(module: Module, sheet: Sheet) -> str:
    if not module.meta.sources:
        return ""
    items = "".join(f"<li>{_source(source, sheet)}</li>" for source in module.meta.sources)
    title = escape(sheet.say("sources"))
    return f'<footer class="closing"><section class="sources"><h2>{title}</h2><ul>{items}</ul></section></footer>\n'


def _source(source: Source, sheet: Sheet) -> str:
    title = escape(source.title)
    if source.url and (found := sheet.target(source.url)).kind == "out":
        title = out(found.path, title)
    return f"{title} ({escape(source.date)})" if source.date else title
