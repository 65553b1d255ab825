"""Write the metadata of a course as IEEE 1484.12.3 learning object metadata, the LOM of SCORM 2004."""

from karmakit_build.compiler.pages import Pages
from karmakit_build.scorm.about import about
from karmakit_build.xml import Element, Maker

NAMESPACE = "http://ltsc.ieee.org/xsd/LOM"
_lom = Maker(NAMESPACE)


def lom(pages: Pages) -> Element:
    """Return the whole metadata of a course; every word of a vocabulary is one of LOMv1.0 (IEEE 1484.12.1)."""
    course = about(pages)
    language = course.language
    paths = [_lom("taxonPath", _lom("source", _words(course.framework, "en")), *map(_taxon, path)) for path in course.taxa]
    return _lom(
        "lom",
        _lom(
            "general",
            _identifier(course.iri),
            _lom("title", _words(course.title, language)),
            _lom("language", language),
            _lom("description", _words(course.description, language)),
            *(_lom("keyword", _words(word, language)) for word in course.keywords),
            _lom("structure", *_vocabulary("hierarchical")),
            _lom("aggregationLevel", *_vocabulary("3")),
        ),
        _lom(
            "lifeCycle",
            _lom("version", _words(course.version)),
            _lom("status", *_vocabulary("final")),
            _lom("contribute", _lom("role", *_vocabulary("publisher")), _lom("entity", course.publisher)),
        ),
        _lom(
            "metaMetadata",
            _identifier(f"{course.iri}/metadata"),
            _lom("metadataSchema", "LOMv1.0"),
            _lom("metadataSchema", "ADLv1.0"),
            _lom("language", language),
        ),
        _lom(
            "technical",
            _lom("format", "text/html"),
            _lom("requirement", _lom("orComposite", _lom("type", *_vocabulary("browser")), _lom("name", *_vocabulary("any")))),
        ),
        _lom(
            "educational",
            _lom("learningResourceType", *_vocabulary("narrative text")),
            _lom("intendedEndUserRole", *_vocabulary("learner")),
            _lom("context", *_vocabulary("training")),
            _lom("typicalLearningTime", _lom("duration", f"PT{course.minutes}M")),
            _lom("language", language),
        ),
        _lom(
            "rights",
            _lom("cost", *_vocabulary("no")),
            _lom("copyrightAndOtherRestrictions", *_vocabulary("yes")),
            _lom("description", _words(course.licence)),
        ),
        *([_lom("classification", _lom("purpose", *_vocabulary("competency")), *paths)] if paths else ()),
    )


def _identifier(iri: str) -> Element:
    return _lom("identifier", _lom("catalog", "URI"), _lom("entry", iri))


def _words(text: str, language: str | None = None) -> Element:
    return _lom("string", text, language=language) if language else _lom("string", text)


def _vocabulary(value: str) -> tuple[Element, Element]:
    return _lom("source", "LOMv1.0"), _lom("value", value)


def _taxon(name: str) -> Element:
    return _lom("taxon", _lom("entry", _words(name, "en")))
