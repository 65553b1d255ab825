"""What iGOT's content API takes, as the stand-in enforces it: fields and their types, kinds of content, the shape of a course.

Every rule is read from the platform's public schemas and configurations; where these differ, the stricter one stands here.
"""

import io
import re
import zipfile

COLLECTION = "application/vnd.ekstep.content-collection"
ARCHIVE = "application/vnd.ekstep.html-archive"
SET = "application/vnd.sunbird.questionset"
PNG = "image/png"
LANGUAGES = {
    *(
        "English",
        "Hindi",
        "Assamese",
        "Bengali",
        "Gujarati",
        "Kannada",
        "Malayalam",
        "Marathi",
        "Nepali",
        "Odia",
        "Punjabi",
        "Tamil",
    ),
    *(
        "Telugu",
        "Urdu",
        "Sanskrit",
        "Maithili",
        "Munda",
        "Santali",
        "Juang",
        "Ho",
        "Konkani",
        "Bodo",
        "Dogri",
        "Kashmiri",
        "Manipuri",
    ),
    *("Sindhi", "Other"),
}
KINDS = {
    ("Course", "Course", COLLECTION),
    ("Course Unit", "CourseUnit", COLLECTION),
    ("Learning Resource", "Resource", ARCHIVE),
    ("Asset", "Asset", PNG),
    ("Practice Question Set", "PracticeResource", SET),
    ("Course Assessment", "SelfAssess", SET),
}
BELOW = {
    "Course": (2, {"Course Unit", "Learning Resource", "Course Assessment"}),
    "Course Unit": (1, {"Learning Resource", "Practice Question Set"}),
}
REQUIRED = (
    *("name", "mimeType", "channel", "contentType", "code", "primaryCategory", "createdBy", "createdFor", "creator", "framework"),
    *("organisation", "license"),
)
REQUIRED_OF_CONTENT = ("contentEncoding", "contentDisposition", "mediaType", "ownershipType", "visibility", "isExternal")
MANDATORY = (
    *("appIcon", "competencies_v6", "instructions", "description", "duration", "language", "license", "name", "publisherDetails"),
    *("source", "purpose", "trackContacts"),
)
V6 = {
    *("competencyAreaIdentifier", "competencyAreaRefId", "competencyAreaName", "competencyAreaDescription"),
    *(
        "competencyThemeIdentifier",
        "competencyThemeRefId",
        "competencyThemeName",
        "competencyThemeType",
        "competencyThemeDescription",
    ),
    *("competencySubThemeIdentifier", "competencySubThemeRefId", "competencySubThemeName", "competencySubThemeDescription"),
    *("competencyThemeAdditionalProperties", "competencySubThemeAdditionalProperties"),
}


def text(most=10_000, least=0):
    return lambda value: isinstance(value, str) and least <= len(value) <= most


def one_of(*words):
    return lambda value: isinstance(value, str) and value in words


def texts(value):
    return isinstance(value, list) and all(isinstance(item, str) and item for item in value)


def people(value):
    return isinstance(value, list) and all(
        isinstance(item, dict) and item.keys() == {"id", "name"} and texts(list(item.values())) for item in value
    )


def boolean(value):
    return isinstance(value, bool)


def number(value):
    return isinstance(value, int | float) and not isinstance(value, bool)


def seconds(value):
    return isinstance(value, str) and re.fullmatch(r"[1-9][0-9]*", value) is not None


def languages(value):
    return texts(value) and bool(value) and set(value) <= LANGUAGES


def yes_no(*names):
    return lambda value: isinstance(value, dict) and value.keys() <= set(names) and set(value.values()) <= {"Yes", "No"}


def objects(value):
    return isinstance(value, list) and all(isinstance(item, dict) for item in value)


def competencies(value):
    return objects(value) and all(item.keys() <= V6 for item in value)


def language_map(value):
    wanted = {"id", "isBaseLang", "status"}
    return isinstance(value, dict) and all(
        isinstance(item, dict) and item.keys() == wanted and boolean(item["isBaseLang"]) and item["id"].startswith("do_")
        for item in value.values()
    )


def url(value):
    return isinstance(value, str) and re.fullmatch(r"https://stand-in\.example/content/\S+\.png", value) is not None


FIELDS = {
    "name": text(500, 5),
    "code": text(300, 1),
    "mimeType": text(),
    "channel": text(100, 1),
    "contentType": text(),
    "primaryCategory": text(),
    "courseCategory": one_of("Course", "Multilingual Course"),
    "contentEncoding": one_of("gzip", "identity"),
    "contentDisposition": one_of("inline", "online-only", "attachment"),
    "mediaType": one_of("content", "collection", "image"),
    "visibility": one_of("Default", "Parent"),
    "isExternal": boolean,
    "license": one_of("CC BY 4.0", "CC BY-SA 4.0", "CC0 1.0"),
    "ownershipType": texts,
    "createdBy": text(100, 1),
    "createdFor": texts,
    "creator": text(200, 1),
    "framework": text(100, 1),
    "organisation": texts,
    "description": text(2000),
    "purpose": text(1000),
    "source": text(500),
    "instructions": text(100_000),
    "language": languages,
    "duration": seconds,
    "learningMode": one_of("Self Paced", "Instructor Led", "Classroom"),
    "keywords": texts,
    "learningOutcome": texts,
    "learningObjective": texts,
    "trackable": yes_no("enabled", "autoBatch"),
    "credentials": yes_no("enabled"),
    "competencies_v6": competencies,
    "competencies_v5": objects,
    "languageMapV1": language_map,
    "publisherDetails": people,
    "trackContacts": people,
    "creatorContacts": people,
    "creatorDetails": people,
    "appIcon": url,
    "posterImage": url,
    "creatorLogo": url,
    "thumbnail": url,
    "initFile": text(200, 1),
    "isTrackable": boolean,
    "size": number,
    "difficultyLevel": text(),
    "complexityLevel": one_of("Beginner", "Intermediate", "Advanced", "Expert"),
    "accessibility": objects,
    "transcripts": texts,
    "subTitles": objects,
    "copyrightYear": number,
    "copyright": text(),
    "author": text(),
    "sectorDetails_v1": objects,
    "resourceCategory": text(),
    "isMandatory": boolean,
    "durationInSeconds": number,
    "attributions": texts,
    "idealScreenSize": text(),
}


def fault_of(metadata, *, names=()):
    """Return why metadata is refused, or None."""
    for name in names:
        if name not in metadata:
            return f"Required Metadata {name} not set"
    for name, value in metadata.items():
        if name not in FIELDS:
            return f"Metadata {name} is not known"
        if not FIELDS[name](value):
            return f"Metadata {name} should be another value"
    return None


def kind_fault(metadata):
    """Return why a primaryCategory, contentType and mimeType do not go together, or None."""
    kind = (metadata.get("primaryCategory"), metadata.get("contentType"), metadata.get("mimeType"))
    if kind not in KINDS:
        return f"{kind} do not go together"
    if kind[0] == "Course" and not 10 <= len(metadata.get("name", "")) <= 70:
        return "name should be of 10 to 70 characters"
    return None


def zip_fault(name, data):
    """Return why an uploaded package is refused, or None."""
    if not name.endswith(".zip") or not data.startswith(b"PK\x03\x04"):
        return "the file is no application/zip"
    try:
        names = zipfile.ZipFile(io.BytesIO(data)).namelist()
    except zipfile.BadZipFile:
        return "the file is no application/zip"
    if names[0] == "mimetype" or names[0].startswith("META-INF/"):
        return "the file is detected as another type than application/zip"
    if any(re.search(r"[^A-Za-z0-9_.\-/]", each) for each in names):
        return "a file name has special characters"
    if len(set(names)) != len(names):
        return "a file stands there twice"
    return None if "index.html" in names else "there is no index.html"


def tree_fault(tree):
    """Return why a course's tree of (primaryCategory, children) is refused, or None."""
    return next(_tree_faults(tree, 1), None)


def _tree_faults(tree, depth):
    category, children = tree
    below = [child[0] for child in children]
    least, allowed = BELOW.get(category, (0, set()))
    if depth > 4:
        yield "the course is deeper than 4"
    if len(children) < least:
        yield f"a {category} has at least {least} children"
    if not set(below) <= allowed:
        yield f"a {category} holds {sorted(allowed)} and nothing else"
    if below.count("Course Assessment") > 1:
        yield "a course has at most one final assessment"
    for child in children:
        yield from _tree_faults(child, depth + 1)
