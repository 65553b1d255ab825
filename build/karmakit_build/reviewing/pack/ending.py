"""The last view: what was decided, the declaration, the file to save, and one that was saved before."""

from karmakit_build.compiler.markup import escape, tag
from karmakit_build.reviewing.pack.controls import check, part, radios
from karmakit_validators.report.words import Words


def ending(say: Words) -> str:
    """Return the view as HTML."""
    return "".join(
        (
            tag("p", escape(say("finish.lead")), class_="lead"),
            part(say("finish.decided"), '<div id="summary"></div>'),
            part(say("finish.declare"), _declaration(say)),
            part(say("finish.load"), _loading(say)),
        )
    )


def _declaration(say: Words) -> str:
    how = radios("thoroughness", [(name, say(f"finish.{name}")) for name in ("full", "sample")], "full")
    legend = tag("legend", escape(say("finish.how")))
    return (
        f'<fieldset>{legend}<div class="choices">{how}</div></fieldset>'
        f"{check(say('finish.conflict'), {'id': 'no-conflict'}, say('finish.conflict-hint'))}"
        f'<div id="faults" role="alert" tabindex="-1"></div>'
        f'<button type="button" id="save" class="primary">{escape(say("finish.save"))}</button>'
        f'<p class="said" role="status" id="saved"></p>'
    )


def _loading(say: Words) -> str:
    return (
        f'<label for="load">{escape(say("finish.file"))}</label>'
        f'<input type="file" id="load" accept=".json,application/json" aria-describedby="load-hint">'
        f'<p class="hint" id="load-hint">{escape(say("finish.load-hint"))}</p><p class="said" role="status" id="loaded"></p>'
    )
