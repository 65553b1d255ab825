"""Fill the quality form of a course: with what the rules find, and with the answers of the decisions that count."""

from datetime import date
from pathlib import Path

from karmakit_authoring.config import Project, project_of
from karmakit_authoring.load import load
from karmakit_authoring.parse import parse
from karmakit_build.vetting.reading import vetting_in
from karmakit_schemas.parsed import Parsed
from karmakit_schemas.quality import quality_framework
from karmakit_schemas.unread import UnreadError
from karmakit_schemas.vetting import Policy
from karmakit_validators.check import check
from karmakit_validators.configured import Given, settings_of
from karmakit_validators.vetting.form import Form, settled
from karmakit_validators.vetting.form_report import Shown
from karmakit_validators.vetting.prefilling import prefilled, seen
from karmakit_validators.vetting.publishing import answers, waived

FRAMEWORK = "igot-cfqa"
"""The form where no policy names one."""


def form_of(course: Path, today: date, lang: str | None = None) -> Shown:
    """Return the form of a course as the policy asks for it; `lang` is the reader's language, else that of `karmakit.toml`.

    The rules are asked as `karmakit check` asks them; a baseline hides nothing here. A course that cannot be read whole has a form
    too, in which what could not be told is open.
    """
    project = project_of(course)
    settings = settings_of(project, Given(today=today), project.way_to(course))
    parsed = parse(load(course))
    vetting = vetting_in(course, parsed) if parsed.course is not None and parsed.complete else None
    policy = vetting.chain.policy if vetting else None
    framework = quality_framework((policy.framework if policy else None) or FRAMEWORK)
    findings = check(parsed, settings)
    standings = vetting.judged(today) if vetting else ()
    form = settled(
        framework, prefilled(framework, seen(parsed, findings, settings)), answers(standings), waived(findings, standings)
    )
    return Shown(course.as_posix(), _title(parsed, course), form, _threshold(policy, form), _language(project, lang))


def _title(parsed: Parsed, course: Path) -> str:
    try:
        return parsed.part.meta.title
    except UnreadError:
        return course.name


def _threshold(policy: Policy | None, form: Form) -> int:
    return policy.threshold if policy else form.framework.threshold


def _language(project: Project, lang: str | None) -> str:
    return lang or project.check.lang or "en"
