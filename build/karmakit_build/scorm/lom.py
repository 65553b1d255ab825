"""Write the metadata of a course as IMS learning resource metadata 1.2.1, the LOM of SCORM 1.2."""

from karmakit_build.compiler.pages import Pages
from karmakit_build.scorm.about import about
from karmakit_build.xml import Element, Maker

NAMESPACE = "http://www.imsglobal.org/xsd/imsmd_rootv1p2p1"
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_md = Maker(NAMESPACE)


def lom(pages: Pages) -> Element:
    """Return the whole metadata of a course."""
    course = about(pages)
    language = course.language
    paths = [_md("taxonpath", _md("source", _words(course.framework, "en")), _taxon(path)) for path in course.taxa]
    return _md(
        "lom",
        _md(
            "general",
            _md("identifier", course.id),
            _md("title", _words(course.title, language)),
            _md("catalogentry", _md("catalog", "URI"), _md("entry", _words(course.iri, "x-none"))),
            _md("language", language),
            _md("description", _words(course.description, language)),
            *(_md("keyword", _words(word, language)) for word in course.keywords),
            _md("structure", *_vocabulary("Hierarchical")),
            _md("aggregationlevel", *_vocabulary("3")),
        ),
        _md(
            "lifecycle",
            _md("version", _words(course.version, "x-none")),
            _md("status", *_vocabulary("Final")),
            _md("contribute", _md("role", *_vocabulary("Publisher")), _md("centity", _md("vcard", course.publisher))),
        ),
        _md("metametadata", _md("metadatascheme", "ADL SCORM 1.2"), _md("language", language)),
        _md(
            "technical",
            _md("format", "text/html"),
            _md("requirement", _md("type", *_vocabulary("Browser")), _md("name", *_vocabulary("Any"))),
        ),
        _md(
            "educational",
            _md("learningresourcetype", *_vocabulary("Narrative Text")),
            _md("intendedenduserrole", *_vocabulary("Learner")),
            _md("context", *_vocabulary("Professional Formation")),
            _md("typicallearningtime", _md("datetime", f"PT{course.minutes}M")),
        ),
        _md(
            "rights",
            _md("cost", *_vocabulary("no")),
            _md("copyrightandotherrestrictions", *_vocabulary("yes")),
            _md("description", _words(course.licence, "x-none")),
        ),
        *([_md("classification", _md("purpose", *_vocabulary("Competency")), *paths)] if paths else ()),
    )


def titles(pages: Pages) -> Element:
    """Return the metadata that stands in the manifest itself, for readers that do not follow its location: the title."""
    course = about(pages)
    return _md("lom", _md("general", _md("title", _words(course.title, course.language)), _md("language", course.language)))


def _words(text: str, language: str) -> Element:
    word = _md("langstring", text)
    word.set(_LANGUAGE, language)
    return word


def _vocabulary(value: str) -> tuple[Element, Element]:
    return _md("source", _words("LOMv1.0", "x-none")), _md("value", _words(value, "x-none"))


def _taxon(path: tuple[str, ...]) -> Element:
    below = [_taxon(path[1:])] if path[1:] else []
    return _md("taxon", _md("entry", _words(path[0], "en")), *below)
