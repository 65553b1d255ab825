"""SCORM 1.2: one SCO for the course, or one a module where `targets: {scorm12: {sco: module}}` says so."""

from karmakit_build.bundle import Bundle
from karmakit_build.compiler.pages import Pages
from karmakit_build.scorm.outline import one_sco, sco_a_module
from karmakit_build.scorm.package12 import NAME, package12
from karmakit_build.site import policy, site

CSP = policy()


def package(pages: Pages) -> tuple[Bundle]:
    """Return the SCORM 1.2 package of a course."""
    meta = pages.course.meta
    per_module = meta.targets.scorm12.sco == "module"
    files = site(pages, NAME, CSP, options={"perModule": True} if per_module else {})
    return (Bundle(pages.named(NAME), package12(pages, files, sco_a_module if per_module else one_sco)),)
