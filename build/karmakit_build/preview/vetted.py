"""How the vetting of a module, or of the course as a whole, stands."""

from karmakit_build.compiler.markup import escape, tag
from karmakit_build.reviewing.pack.asking import Subject
from karmakit_build.reviewing.pack.words import role, words
from karmakit_validators.report.page.inline import sentence


def state(subject: Subject) -> str:
    """Return how a subject stands, in words."""
    say = words("en")
    if subject.holds:
        return "vetted"
    waits = ", ".join(role(name, say) for name in subject.waits_for)
    if subject.remarks:
        return f"{len(subject.remarks)} blocking {'remark' if len(subject.remarks) == 1 else 'remarks'} open"
    return f"waits for: {waits}" if waits else "not vetted"


def vetting(subject: Subject) -> str:
    """Return how a subject stands as HTML: who passed it, and what stands in its way."""
    say = words("en")
    passed = "".join(f"<li>{escape(one.person)}, {escape(role(one.role, say))}</li>" for one in subject.passed)
    remarks = "".join(f"<li>{escape(one.person)}: {escape(one.comment.text)}</li>" for one in subject.remarks)
    parts = [tag("p", escape(state(subject).capitalize()), class_=f"standing {'holds' if subject.holds else 'open'}")]
    parts += [f"<p>Passed by</p><ul>{passed}</ul>"] if passed else []
    if not subject.holds and not subject.waits_for:
        parts.append(
            f"<p>What stands in its way</p><ul>{''.join(f'<li>{sentence(reason)}</li>' for reason in subject.reasons)}</ul>"
        )
    parts += [f"<p>Remarks that block</p><ul>{remarks}</ul>"] if remarks else []
    return "".join(parts)
