"""Judge the xAPI profile that a bundle carries: a reader of its statements must find every name that it uses."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, islice
from typing import Any

from karmakit_schemas.findings import Finding
from karmakit_validators.verify.archive import Archive
from karmakit_validators.verify.course import read_json
from karmakit_validators.verify.faults import ENOUGH, found
from karmakit_validators.verify.launch_xml import SHOWN, is_iri

PROFILE = "karmakit/profile.jsonld"
LONGEST = 256 * 1024
CONTEXT = "https://w3id.org/xapi/profiles/context"

_ONE = ("optional", "oneOrMore", "zeroOrMore")
_SEVERAL = ("alternates", "sequence")
_EXTENSIONS = ("ContextExtension", "ResultExtension", "ActivityExtension")
_DOCUMENTS = ("StateResource", "AgentProfileResource", "ActivityProfileResource")
_CONCEPTS = ("Verb", "ActivityType", "AttachmentUsageType", "Activity", *_EXTENSIONS, *_DOCUMENTS)
_DETERMINING = ("verb", "objectActivityType")
_PRESENCE = ("included", "excluded", "recommended")
_BUILD = "Build the bundle again."


def check_profile(archive: Archive) -> Iterator[Finding]:
    """Yield what is wrong with `karmakit/profile.jsonld`."""
    if PROFILE not in archive.files:
        yield found("PKG013", f"{PROFILE} is missing: nothing says how the statements are formed", archive.at(), _BUILD)
        return
    if len(archive.files[PROFILE]) > LONGEST:
        yield found(
            "PKG013", f"the xAPI profile has {len(archive.files[PROFILE])} bytes: none needs that", archive.at(PROFILE), _BUILD
        )
        return
    for fault in islice(profile_faults(read_json(archive.files[PROFILE])), ENOUGH):
        yield found("PKG013", f"the xAPI profile {fault}", archive.at(PROFILE), _BUILD)


def profile_faults(profile: Any) -> Iterator[str]:
    """Yield what is wrong with a profile by the xAPI Profiles specification 1.0, as far as it can be known without a network."""
    if not isinstance(profile, dict):
        yield "is no JSON object"
        return
    parts = {name: _objects(profile.get(name)) for name in ("versions", "concepts", "templates", "patterns")}
    versions = [one.get("id") for one in parts["versions"]]
    defined = [*chain.from_iterable(parts.values()), profile]
    yield from _frame(profile, parts["versions"])
    yield from _ids(defined)
    for one in (*parts["concepts"], *parts["templates"], *parts["patterns"]):
        if one.get("inScheme") not in versions:
            yield f"has `{_name(one)}` in no version of its own"
        yield from _labels(one, "prefLabel", "definition")
    for concept in parts["concepts"]:
        if concept.get("type") not in _CONCEPTS:
            yield f"has the concept `{_name(concept)}` of an unknown type"
    for template in parts["templates"]:
        yield from _template(template)
    yield from _patterns(parts["patterns"], {_name(one) for one in (*parts["templates"], *parts["patterns"])})


def _objects(value: Any) -> list[Mapping[str, Any]]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def _name(one: Mapping[str, Any]) -> str:
    return str(one.get("id", ""))


def _frame(profile: Mapping[str, Any], versions: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    context = profile.get("@context")
    if context != CONTEXT and not (isinstance(context, list) and CONTEXT in context):
        yield "does not name the context of xAPI profiles"
    if profile.get("type") != "Profile":
        yield "is not of the type `Profile`"
    if not is_iri(str(profile.get("conformsTo", ""))):
        yield "does not say what it conforms to"
    if not versions or not all(one.get("generatedAtTime") for one in versions):
        yield "has no version with the time it was made"
    author = profile.get("author")
    if not isinstance(author, dict) or author.get("type") not in ("Organization", "Person") or not author.get("name"):
        yield "has no author"
    yield from _labels(profile, "prefLabel", "definition")


def _ids(defined: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    seen: set[str] = set()
    for one in defined:
        name = _name(one)
        if not is_iri(name):
            yield f"has an id that is no absolute IRI: `{name[:SHOWN]}`"
        elif name in seen:
            yield f"gives the id `{name[:SHOWN]}` twice"
        seen.add(name)


def _labels(one: Mapping[str, Any], *keys: str) -> Iterator[str]:
    for key in keys:
        words = one.get(key)
        if not isinstance(words, dict) or not words or not all(isinstance(word, str) and word for word in words.values()):
            yield f"has no `{key}` in a language for `{_name(one)[:SHOWN]}`"


def _template(template: Mapping[str, Any]) -> Iterator[str]:
    name = _name(template)[:SHOWN]
    determined = [template[key] for key in _DETERMINING if key in template]
    if template.get("type") != "StatementTemplate" or not determined or not all(is_iri(str(value)) for value in determined):
        yield f"has the template `{name}` without a verb or activity type that determines it"
    for rule in _objects(template.get("rules")):
        location = rule.get("location")
        if not isinstance(location, str) or not location.startswith("$."):
            yield f"has a rule without a location in `{name}`"
        if not any(key in rule for key in ("presence", "any", "all", "none")) or rule.get("presence", "included") not in _PRESENCE:
            yield f"has a rule in `{name}` that asks for nothing"


def _patterns(patterns: Sequence[Mapping[str, Any]], known: set[str]) -> Iterator[str]:
    below = {_name(pattern): _members(pattern) for pattern in patterns}
    kinds = {_name(pattern): next((kind for kind in (*_ONE, *_SEVERAL) if kind in pattern), "") for pattern in patterns}
    for pattern in patterns:
        name = _name(pattern)[:SHOWN]
        if sum(kind in pattern for kind in (*_ONE, *_SEVERAL)) != 1 or pattern.get("type") != "Pattern":
            yield f"has the pattern `{name}`, which is not one of {', '.join((*_ONE, *_SEVERAL))}"
        yield from (f"has in `{name}` the unknown `{member[:SHOWN]}`" for member in _members(pattern) if member not in known)
        if any(kind in pattern and len(_members(pattern)) < 2 for kind in _SEVERAL):  # noqa: PLR2004 - two or more
            yield f"has fewer than two members in `{name}`"
        if "alternates" in pattern and any(kinds.get(member) in ("optional", "zeroOrMore") for member in _members(pattern)):
            yield f"has in the alternates of `{name}` what may be nothing"
        if _reaches_itself(_name(pattern), below):
            yield f"has the pattern `{name}` inside itself"


def _members(pattern: Mapping[str, Any]) -> list[str]:
    given = [pattern[kind] for kind in (*_ONE, *_SEVERAL) if kind in pattern]
    return [str(member) for value in given for member in (value if isinstance(value, list) else [value])]


def _reaches_itself(name: str, below: Mapping[str, Sequence[str]]) -> bool:
    seen: set[str] = set()
    stack = list(below.get(name, ()))
    while stack:
        at = stack.pop()
        if at == name:
            return True
        if at not in seen:
            seen.add(at)
            stack.extend(below.get(at, ()))
    return False
