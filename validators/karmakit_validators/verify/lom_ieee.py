"""Read IEEE learning object metadata (1484.12.3), the form SCORM 2004 wants, without its schema, which is in no registry."""

import re
from collections.abc import Iterator

from karmakit_schemas.findings import Finding
from karmakit_schemas.spans import Span
from karmakit_validators.verify.faults import found
from karmakit_validators.verify.rawxml import Element

NAMESPACE = "http://ltsc.ieee.org/xsd/LOM"
VOCABULARY = "LOMv1.0"

_PARTS = {
    "lom": "general lifeCycle metaMetadata technical educational rights relation annotation classification",
    "general": "identifier title language description keyword coverage structure aggregationLevel",
    "lifeCycle": "version status contribute",
    "metaMetadata": "identifier contribute metadataSchema language",
    "technical": "format size location requirement installationRemarks otherPlatformRequirements duration",
    "educational": "interactivityType learningResourceType interactivityLevel semanticDensity intendedEndUserRole context"
    " typicalAgeRange difficulty typicalLearningTime description language",
    "rights": "cost copyrightAndOtherRestrictions description",
    "relation": "kind resource",
    "annotation": "entity date description",
    "classification": "purpose taxonPath description keyword",
    "identifier": "catalog entry",
    "contribute": "role entity date",
    "requirement": "orComposite",
    "orComposite": "type name minimumVersion maximumVersion",
    "taxonPath": "source taxon",
    "taxon": "id entry",
    **dict.fromkeys(("title", "description", "keyword", "coverage", "version", "typicalAgeRange"), "string"),
    **dict.fromkeys(("typicalLearningTime",), "duration description"),
}
_LEVELS = "very low|low|medium|high|very high"
_WORDS = {
    "structure": "atomic|collection|networked|hierarchical|linear",
    "aggregationLevel": "1|2|3|4",
    "status": "draft|final|revised|unavailable",
    "role": "author|publisher|unknown|initiator|terminator|validator|editor|graphical designer|technical implementer"
    "|content provider|technical validator|educational validator|script writer|instructional designer"
    "|subject matter expert|creator",
    "type": "operating system|browser",
    "name": "pc-dos|ms-windows|macos|unix|multi-os|none|any|netscape communicator|ms-internet explorer|opera|amaya",
    "interactivityType": "active|expositive|mixed",
    "learningResourceType": "exercise|simulation|questionnaire|diagram|figure|graph|index|slide|table|narrative text|exam"
    "|experiment|problem statement|self assessment|lecture",
    "interactivityLevel": _LEVELS,
    "semanticDensity": _LEVELS,
    "intendedEndUserRole": "teacher|author|learner|manager",
    "context": "school|higher education|training|other",
    "difficulty": "very easy|easy|medium|difficult|very difficult",
    "cost": "yes|no",
    "copyrightAndOtherRestrictions": "yes|no",
    "kind": "ispartof|haspart|isversionof|hasversion|isformatof|hasformat|references|isreferencedby|isbasedon|isbasisfor|requires"
    "|isrequiredby",
    "purpose": "discipline|idea|prerequisite|educational objective|accessibility restrictions|educational level|skill level"
    "|security level|competency",
}
_DURATION = re.compile(r"P(?=\w)(\d+Y)?(\d+M)?(\d+D)?(T(?=\d)(\d+H)?(\d+M)?(\d+(\.\d{1,2})?S)?)?")


def check_ieee(path: str, root: Element) -> Iterator[Finding]:
    """Yield what is no metadata of IEEE's form: the root, elements out of place, words outside the vocabularies, durations."""
    prefix = root.tag.rpartition(":")[0]
    space = root.attrs.get(f"xmlns:{prefix}" if prefix else "xmlns")
    if root.local != "lom" or space != NAMESPACE:
        told = f"<{root.tag[:40]}> of {(space or 'no namespace')[:80]}"
        message = f"the metadata of SCORM 2004 are a <lom> of {NAMESPACE}; these are a {told}"
        yield found("PKG024", message, _at(path, root), "Build the bundle again.")
        return
    for element in root.walk():
        if element.tag.rpartition(":")[0] != prefix:
            continue  # an extension
        for child in element.children if element.local in _PARTS else ():
            same = child.tag.rpartition(":")[0] == prefix
            if same and child.local not in _PARTS[element.local].split():
                message = f"<{child.tag[:40]}> does not belong in <{element.tag}>"
                yield found("PKG024", message, _at(path, child), "Build the bundle again.")
        told = element.words("value")
        if element.local in _WORDS and element.words("source") == VOCABULARY and told not in _WORDS[element.local].split("|"):
            message = f"`{told[:40]}` is no word of {VOCABULARY} for <{element.tag}>"
            yield found("PKG024", message, _at(path, element), "Use a word of the vocabulary.")
        if element.local == "duration" and element.text.strip() and not _DURATION.fullmatch(element.text.strip()):
            yield found("PKG024", f"`{element.text.strip()[:40]}` is no duration", _at(path, element), "Write it as `PT90M`.")


def _at(path: str, element: Element) -> Span:
    return Span(path, element.line, element.column, element.line, element.column)
