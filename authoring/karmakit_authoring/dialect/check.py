"""What a directive or a picture may say, and where a directive may stand."""

from collections.abc import Collection, Sequence

from karmakit_authoring.dialect.attributes import Attribute
from karmakit_authoring.dialect.content_map import ContentMap
from karmakit_authoring.dialect.context import Context
from karmakit_authoring.faults import UNBALANCED_DIRECTIVE, UNKNOWN_DIRECTIVE, meant
from karmakit_schemas.directives import DIRECTIVES, Directive
from karmakit_schemas.findings import Fix
from karmakit_schemas.spans import Span
from karmakit_schemas.suggest import closest, did_you_mean

CALLOUTS = frozenset({"note", "tip", "important", "warning", "caution"})
HINTS = {"description": "a `figure` or a `video`", "tab": "`tabs`"}


def check_directive(context: Context, name: str, items: Sequence[Attribute], fence: Span, around: str) -> bool:
    """Find fault with a directive: its name, its attributes, its place; return whether it is known."""
    known = DIRECTIVES.get(name)
    if known is None:
        message = f"`{name}` is no directive" if name else "a directive without a name"
        context.findings.append(
            UNKNOWN_DIRECTIVE.at(fence, message, _which(name, around), fix=_named(context, name, around, fence))
        )
        context.lossy = True
        return False
    if known.inside and around not in known.inside and (not around or around in DIRECTIVES):
        where = HINTS.get(name) or " or ".join(f"`{outer}`" for outer in sorted(known.inside))
        message = f"`{name}` stands {f'in `{around}`' if around else 'on its own'}"
        context.findings.append(UNBALANCED_DIRECTIVE.at(fence, message, f"Put it into {where}, whose fence is longer"))
    if name == "question" and around == "question":
        context.findings.append(UNBALANCED_DIRECTIVE.at(fence, "a question stands in a question", "Close the first one before it"))
    _check_attributes(context, known, items)
    for key in sorted(known.needs - {item.key for item in items}):
        written = "#id" if key == "id" else key
        example = "{#an-id}" if key == "id" else f'{{{key}="..."}}'
        context.findings.append(
            UNKNOWN_DIRECTIVE.at(fence, f"`{name}` needs `{written}`", f"Write it in braces after the name: {example}")
        )
    return True


def _which(name: str, around: str) -> str:
    """Return the mend for the name of a directive that nobody knows: rather one that may stand here."""
    if name in CALLOUTS:
        return f"Write `callout {{kind={name}}}`"
    return did_you_mean(name, _here(around)) or did_you_mean(name, DIRECTIVES) or "Use one of " + ", ".join(DIRECTIVES)


def _here(around: str) -> list[str]:
    """Return the names of the directives that may stand in another one, or on their own."""
    return [known.name for known in DIRECTIVES.values() if not known.inside or around in known.inside]


def _named(context: Context, name: str, around: str, fence: Span) -> Fix | None:
    """Return the fix that writes the name which was probably meant."""
    span = Span(fence.path, fence.end_line, fence.end_column - len(name), fence.end_line, fence.end_column)
    if name in CALLOUTS:
        bare = not context.source.line(fence.end_line - 1)[fence.end_column - 1 :].strip()
        return meant(span, f"callout {{kind={name}}}") if bare else None
    near = closest(name, _here(around)) or closest(name, DIRECTIVES)
    return meant(span, near[0]) if near else None


def _check_attributes(context: Context, known: Directive, items: Sequence[Attribute]) -> None:
    """Find fault with attributes that are unknown, doubled, or say what they may not."""
    allowed = known.needs | known.may
    choices = dict(known.choices)
    seen: set[str] = set()
    for item in items:
        span = context.source.span(item.start, item.end)
        if not item.key:
            message = f"`{item.value[:40]}` is no attribute"
            context.findings.append(UNKNOWN_DIRECTIVE.at(span, message, 'Write #id, key=word or key="several words"'))
        elif item.key not in allowed:
            written = f".{item.value}" if item.key == "class" else "#id" if item.key == "id" else item.key
            mend = did_you_mean(item.key, allowed) or _may(allowed)
            fix = _spelt(context, item, allowed - seen, value=False)
            context.findings.append(UNKNOWN_DIRECTIVE.at(span, f"`{known.name}` has no attribute `{written}`", mend, fix=fix))
        elif item.key in seen:
            context.findings.append(UNKNOWN_DIRECTIVE.at(span, f"`{item.key}` stands here a second time", "Keep one of the two"))
        elif item.key in choices and item.value not in choices[item.key]:
            options = choices[item.key]
            mend = did_you_mean(item.value, options) or "Use one of " + ", ".join(options)
            fix = _spelt(context, item, options, value=True)
            context.findings.append(UNKNOWN_DIRECTIVE.at(span, f"`{item.value}` is no {item.key} of `{known.name}`", mend, fix=fix))
        seen.add(item.key)


def _spelt(context: Context, item: Attribute, known: Collection[str], *, value: bool) -> Fix | None:
    """Return the fix that writes the key, or the value, which was probably meant; ids and classes stand without a key."""
    near = closest(item.value if value else item.key, known)
    written = context.source.text[item.start : item.end]
    if not near or near[0] == "id" or not written.startswith(f"{item.key}="):
        return None
    start = item.start + (written.rindex(item.value) if value else 0)
    return meant(context.source.span(start, start + len(item.value if value else item.key)), near[0])


def _may(allowed: frozenset[str]) -> str:
    """Return which attributes there are."""
    if not allowed:
        return "Remove it: this directive has none"
    return "It may have " + ", ".join("#id" if key == "id" else key for key in sorted(allowed))


def check_items(context: Context, items: Sequence[Attribute], places: ContentMap, owner: str, allowed: tuple[str, ...]) -> None:
    """Find fault with all of these attributes of a heading, term or picture."""
    for item in items:
        span = places.span(item.start, item.end)
        message = f"{owner} has no attribute `{f'.{item.value}' if item.key == 'class' else item.key or item.value[:40]}`"
        context.findings.append(UNKNOWN_DIRECTIVE.at(span, message, f"It may have {', '.join(allowed)}"))
