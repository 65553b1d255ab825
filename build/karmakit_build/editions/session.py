"""Write what only a facilitator needs: how a session is run, the modules at a glance, and a sheet for the marks."""

from karmakit_build.compiler.markup import escape, tag
from karmakit_build.compiler.module_page import minutes
from karmakit_build.compiler.sheet import Sheet
from karmakit_build.editions.edition import Edition
from karmakit_build.editions.module import pass_line, test_of
from karmakit_schemas.course import Module

ADVICE = ("before", "open", "exercise", "talk", "reflect", "test", "record", "keep")
LEARNERS = 24


def session(edition: Edition, sheet: Sheet) -> str:
    """Return the guide to a session."""
    meta = edition.course.meta
    keys = (f"print.session-{meta.mode}", *(f"print.session-{name}" for name in ADVICE))
    title = tag("h2", escape(edition.say("print.session")))
    advice = tag("ol", "".join(tag("li", escape(edition.say(key))) for key in keys))
    return tag("section", title + advice + _overview(edition, sheet), class_="session", id="session") + "\n"


def _overview(edition: Edition, sheet: Sheet) -> str:
    title = tag("h3", escape(edition.say("print.overview")))
    heads = "".join(
        tag("th", escape(edition.say(f"print.column-{name}")), scope="col") for name in ("module", "kind", "time", "asked")
    )
    bodies = "".join(
        f"<tbody><tr>{tag('th', escape(unit.title), scope='rowgroup', colspan=4)}</tr>"
        f"{''.join(_row(edition, module, sheet) for module in modules)}</tbody>"
        for unit, modules in edition.units
        if modules
    )
    return f'{title}<table class="overview"><thead><tr>{heads}</tr></thead>{bodies}</table>'


def _row(edition: Edition, module: Module, sheet: Sheet) -> str:
    number = edition.numbers[module.id]
    name = f'{edition.figures(str(number))} <a href="#m{number}">{escape(module.meta.title)}</a>'
    aims = "".join(tag("li", escape(objective.text)) for objective in module.meta.objectives)
    cells = (
        f"{name}<ul>{aims}</ul>" if aims else name,
        escape(edition.say(f"kind.{module.meta.kind}")),
        escape(minutes(module.meta.duration, sheet)),
        edition.figures(str(len(module.questions))),
    )
    return f"<tr>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>"


def marks(edition: Edition) -> str:
    """Return a sheet with a line a learner and a column a test."""
    tests = [module for _, modules in edition.units for module in modules if module.meta.kind == "test"]
    heads = "".join(
        tag(
            "th",
            f"{escape(edition.say('print.module', n=edition.numbers[test.id]))}: {escape(test.meta.title)}"
            f" <small>{escape(pass_line(edition, test_of(test)))}</small>",
            scope="col",
        )
        for test in tests
    )
    name = tag("th", escape(edition.say("print.name")), scope="col", class_="name")
    note = tag("th", escape(edition.say("print.remarks")), scope="col")
    line = f"<tr>{'<td></td>' * (len(tests) + 2)}</tr>"
    table = f'<table class="marks"><thead><tr>{name}{heads}{note}</tr></thead><tbody>{line * LEARNERS}</tbody></table>'
    return tag("section", tag("h2", escape(edition.say("print.marks"))) + table, id="marks") + "\n"
