"""A term of the glossary."""

from karmakit_authoring.dialect import read_document
from karmakit_authoring.parse import GLOSSARY_FILE
from karmakit_authoring.scaffold.addition import Addition
from karmakit_authoring.scaffold.filling import template
from karmakit_authoring.source_text import NotUtf8Error, SourceText
from karmakit_schemas.errors import UnusableInputError
from karmakit_schemas.findings import Edit
from karmakit_schemas.parsed import Parsed
from karmakit_schemas.spans import Span


def usual_meaning(language: str) -> str:
    """Return what stands for a meaning until it is written: how a meaning is written."""
    return template(language, "meaning.txt").strip()


def with_term(parsed: Parsed, identifier: str, term: str, meaning: str) -> Addition:
    """Return what adds a term at the end of a course's glossary, or makes the glossary; both texts are Markdown of one line."""
    entry = f"{term} {{#{identifier}}}\n: {meaning}\n"
    if GLOSSARY_FILE not in parsed.sources.files:
        return Addition(identifier, {GLOSSARY_FILE: entry})
    try:
        source = SourceText.decode(GLOSSARY_FILE, parsed.sources.files[GLOSSARY_FILE])
    except NotUtf8Error as error:
        raise UnusableInputError(f"{error.span}: this is no text in UTF-8; save the glossary as UTF-8") from None
    lists = [node for node in read_document(source).node.children if node.kind == "definition_list"]
    line = min(lists[-1].span.end_line, len(source.starts)) - 1 if lists else len(source.starts) - 1
    while line and not source.line(line).strip():
        line -= 1
    end = len(source.line(line)) + 1
    more = line + 1 < len(source.starts)
    text = f"\n\n{entry}" if source.line(line).strip() else entry
    place = Span(GLOSSARY_FILE, line + 1, end, line + 1, end)
    return Addition(identifier, edits=(Edit(place, text.rstrip("\n") if more else text),))
