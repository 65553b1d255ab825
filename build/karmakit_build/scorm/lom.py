"""Write the metadata of a course as IMS learning resource metadata 1.2.1, the LOM of SCORM 1.2."""

from collections.abc import Iterable

from karmakit_build.compiler.pages import Pages
from karmakit_build.scorm.xml import Element, Maker, line
from karmakit_schemas.frameworks import framework

NAMESPACE = "http://www.imsglobal.org/xsd/imsmd_rootv1p2p1"
LONGEST_TITLE = 200
LONGEST_DESCRIPTION = 1000
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_md = Maker(NAMESPACE)


def lom(pages: Pages) -> Element:
    """Return the whole metadata of a course."""
    meta = pages.course.meta
    language = meta.language
    minutes = max(1, round(sum(module.meta.duration for module in pages.course.modules)))
    return _md(
        "lom",
        _md(
            "general",
            _md("identifier", meta.id),
            _md("title", _words(meta.title, language, LONGEST_TITLE)),
            _md("catalogentry", _md("catalog", "URI"), _md("entry", _words(pages.data["iri"], "x-none"))),
            _md("language", language),
            _md("description", _words(meta.summary, language, LONGEST_DESCRIPTION)),
            *(_md("keyword", _words(word, language, LONGEST_DESCRIPTION)) for word in meta.keywords),
            _md("structure", *_vocabulary("Hierarchical")),
            _md("aggregationlevel", *_vocabulary("3")),
        ),
        _md(
            "lifecycle",
            _md("version", _words(meta.version, "x-none")),
            _md("status", *_vocabulary("Final")),
            _md("contribute", _md("role", *_vocabulary("Publisher")), _md("centity", _md("vcard", _vcard(meta.provider)))),
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
            _md("typicallearningtime", _md("datetime", f"PT{minutes}M")),
        ),
        _md(
            "rights",
            _md("cost", *_vocabulary("no")),
            _md("copyrightandotherrestrictions", *_vocabulary("yes")),
            _md("description", _words(meta.licence, "x-none")),
        ),
        *_classifications(pages),
    )


def titles(pages: Pages) -> Element:
    """Return the metadata that stands in the manifest itself, for readers that do not follow its location: the title."""
    meta = pages.course.meta
    title = _md("title", _words(meta.title, meta.language, LONGEST_TITLE))
    return _md("lom", _md("general", title, _md("language", meta.language)))


def _words(text: str, language: str, longest: int | None = None) -> Element:
    word = _md("langstring", line(text, longest))
    word.set(_LANGUAGE, language)
    return word


def _vocabulary(value: str) -> tuple[Element, Element]:
    return _md("source", _words("LOMv1.0", "x-none")), _md("value", _words(value, "x-none"))


def _vcard(name: str) -> str:
    safe = line(name).replace("\\", "\\\\").replace(",", "\\,").replace(";", "\\;")
    return f"BEGIN:VCARD\nVERSION:3.0\nFN:{safe}\nORG:{safe}\nEND:VCARD"


def _classifications(pages: Pages) -> Iterable[Element]:
    seen = {(each.area, each.theme, each.subtheme) for module in pages.course.modules for each in module.meta.competencies}
    if not seen:
        return ()
    source = framework(pages.course.meta.framework).title
    paths = [_md("taxonpath", _md("source", _words(source, "en")), _taxon(path)) for path in sorted(seen)]
    return (_md("classification", _md("purpose", *_vocabulary("Competency")), *paths),)


def _taxon(path: tuple[str, ...]) -> Element:
    below = [_taxon(path[1:])] if path[1:] else []
    return _md("taxon", _md("entry", _words(path[0], "en")), *below)
