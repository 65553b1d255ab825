"""SCORM 2004, 4th edition, or 3rd where `targets: {scorm2004: {edition: 3rd}}` says so; one SCO for the course, or one a module."""

from karmakit_build.bundle import Bundle
from karmakit_build.compiler.pages import Pages
from karmakit_build.scorm.lom_ieee import lom
from karmakit_build.scorm.manifest2004 import manifest
from karmakit_build.scorm.outline import one_sco, sco_a_module
from karmakit_build.scorm.packing import Edition, packed
from karmakit_build.site import policy, site

NAME = "scorm2004"
CSP = policy()


def package(pages: Pages) -> tuple[Bundle]:
    """Return the SCORM 2004 package of a course."""
    meta = pages.course.meta
    options = meta.targets.scorm2004
    per_module = options.sco == "module"
    files = site(pages, NAME, CSP, options={"perModule": True} if per_module else {})
    edition = Edition(NAME, f"{NAME}-{options.edition}", lom, lambda contents, _: manifest(contents, options.edition))
    return (Bundle(pages.named(NAME), packed(pages, files, edition, sco_a_module if per_module else one_sco)),)
