"""The views of a pack, in their order: the start, each subject, the quality form, and the end."""

from dataclasses import dataclass

from karmakit_build.compiler.markup import escape, tag
from karmakit_build.reviewing.pack.beginning import beginning
from karmakit_build.reviewing.pack.ending import ending
from karmakit_build.reviewing.pack.form import form
from karmakit_build.reviewing.pack.subject import subject_view
from karmakit_build.reviewing.pack.telling import Telling, view_name
from karmakit_schemas.vetting import COURSE

START, FORM, FINISH = "start", "form", "finish"


@dataclass(frozen=True, slots=True)
class View:
    """One view: its name, its title, its HTML, and the subject that it shows, if it shows one."""

    name: str
    title: str
    html: str
    subject: str = ""


def views(telling: Telling) -> tuple[View, ...]:
    """Return the views; where nobody can decide, those that are read."""
    say, packed = telling.say, telling.packed
    found = [View(START, say("start"), beginning(telling))]
    found += [
        View(view_name(subject), telling.title(subject), subject_view(telling, subject), subject.name)
        for subject in packed.asking.subjects
    ]
    if telling.can_decide:
        if packed.form:
            lead = tag("p", escape(say("form.lead")), class_="lead") + tag("p", escape(say("form.counts")))
            found.append(View(FORM, say("form"), lead + form(packed.form, say)))
        found.append(View(FINISH, say("finish"), ending(say)))
    return tuple(found)


def way(shown: tuple[View, ...], telling: Telling) -> str:
    """Return the list of ways to the views; modules stand below their units."""
    units = telling.packed.course.meta.units
    modules = {view.subject: view for view in shown if view.subject not in {"", COURSE}}
    before = [view for view in shown if view.name == START or view.subject == COURSE]
    after = [view for view in shown if view.name in {FORM, FINISH}]
    middle = ""
    for unit in units:
        links = "".join(_link(modules[name]) for name in unit.modules if name in modules)
        middle += f"<li><p>{escape(unit.title)}</p><ul>{links}</ul></li>"
    return f"<ul>{''.join(map(_link, before))}{middle}{''.join(map(_link, after))}</ul>"


def sections(shown: tuple[View, ...], telling: Telling) -> str:
    """Return the views one after the other, each with the way to the next."""
    following = (*shown[1:], None)
    return "".join(_section(view, after, telling) for view, after in zip(shown, following, strict=True))


def _link(view: View) -> str:
    mark = f' <span class="mark" data-mark="{escape(view.subject)}"></span>' if view.subject else ""
    return f'<li><a href="#{escape(view.name)}">{escape(view.title)}</a>{mark}</li>'


def _section(view: View, following: View | None, telling: Telling) -> str:
    is_module = view.subject not in {"", COURSE}
    language = telling.packed.course.meta.language if is_module else None
    head = tag("h2", escape(view.title), tabindex="-1", id=f"h-{view.name}", lang=language, dir="auto" if language else None)
    on = ""
    if following:
        on = f'<p class="on"><a href="#{escape(following.name)}">{escape(telling.say("next", title=following.title))}</a></p>'
    return tag("section", f"{head}{view.html}{on}", class_="view", id=view.name, aria_labelledby=f"h-{view.name}") + "\n"
