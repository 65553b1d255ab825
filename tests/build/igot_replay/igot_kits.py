"""Small delivery kits as `karmakit build --target igot` writes them, made by hand so that a test can change every part."""

import hashlib
import io
import json
import struct
import zipfile
import zlib

VALUES = {
    "channel": "0130000000000001",
    "framework": "igot",
    "createdBy": "user-1",
    "creator": "An Author",
    "createdFor": ["0130000000000001"],
    "organisation": ["The institute"],
    "publisherDetails": [{"id": "user-2", "name": "A Publisher"}],
    "trackContacts": [{"id": "user-3", "name": "A Reviewer"}],
    "competency.1.theme": "kcmfinal_fw_theme_1",
    "competency.1.subtheme": "kcmfinal_fw_subtheme_1",
}
COMMON = {
    "mediaType": "content",
    "contentEncoding": "gzip",
    "contentDisposition": "inline",
    "isExternal": False,
    "ownershipType": ["createdFor"],
}
COMMON |= {"license": "CC BY 4.0", "language": ["English"]}
COMPETENCY = {
    "competencyAreaIdentifier": "kcmfinal_fw_competencyarea_1",
    "competencyAreaRefId": "COMAREA-000003",
    "competencyAreaName": "Functional",
    "competencyThemeIdentifier": "",
    "competencyThemeRefId": "COMTHEME-1",
    "competencyThemeName": "Handling RTI Matters",
    "competencyThemeType": "theme",
    "competencySubThemeIdentifier": "",
    "competencySubThemeRefId": "COMSUBTHEME-1",
    "competencySubThemeName": "RTI Responsiveness",
}


def archive(page="<p>Read this.</p>", names=("imsmanifest.xml", "index.html")):
    """Return a package."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as file:
        for name in names:
            file.writestr(zipfile.ZipInfo(name), page)
    return data.getvalue()


def picture(shade=0):
    """Return a PNG of one grey pixel."""
    chunks = ((b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)), (b"IDAT", zlib.compress(bytes((0, shade)))), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(d)) + n + d + struct.pack(">I", zlib.crc32(n + d)) for n, d in chunks
    )


def picture_key(data):
    """Return the key of a picture in a replay."""
    return f"picture.{hashlib.sha256(data).hexdigest()[:16]}"


COURSE_PICTURE, POSTER = picture(1), picture(2)


def node(key, kind, name, files=None, children=(), **metadata):
    object_type, content_type, category, mime_type = {
        "course": ("Collection", "Course", "Course", "application/vnd.ekstep.content-collection"),
        "unit": ("Collection", "CourseUnit", "Course Unit", "application/vnd.ekstep.content-collection"),
        "module": ("Content", "Resource", "Learning Resource", "application/vnd.ekstep.html-archive"),
        "practice": ("QuestionSet", "PracticeResource", "Practice Question Set", "application/vnd.sunbird.questionset"),
        "test": ("QuestionSet", "SelfAssess", "Course Assessment", "application/vnd.sunbird.questionset"),
    }[kind]
    head = {"code": f"karmakit.sample.{key}", "name": name, "mimeType": mime_type, "primaryCategory": category}
    if object_type != "QuestionSet":
        head |= {
            "contentType": content_type,
            "visibility": "Default" if kind == "course" else "Parent",
            **COMMON,
            "duration": "240",
        }
    made = {
        "key": key,
        "objectType": object_type,
        "contentType": content_type,
        "metadata": {**head, **metadata},
        "files": files or {},
    }
    made["children"] = list(children)
    if object_type == "QuestionSet":
        section = {"code": f"karmakit.sample.{key}.section", "name": "Section A"}
        asked = {"key": f"{key}.q", "metadata": {"name": "By when?"}}
        made["sections"] = [{"key": f"{key}.section", "metadata": section, "questions": [asked]}]
    return made


def modules(number):
    """Return nodes and packages of so many modules."""
    nodes, files = [], {}
    for count in range(1, number + 1):
        path = f"modules/part-{count}.zip"
        files[path] = archive(f"<p>Part {count}</p>")
        text = f"What part {count} is about"
        more = {"description": text, "purpose": text, "instructions": f"<ul><li>{text}</li></ul>", "learningMode": "Self Paced"}
        more |= {"source": "The institute", "initFile": "index.html", "isTrackable": True, "competencies_v6": [dict(COMPETENCY)]}
        nodes.append(node(f"module.part-{count}", "module", f"Part {count}", {"artifact": path}, **more))
    return nodes, files


def sample(parts=2, *, tests=True):
    """Return the plan and the files of a kit: two units, their modules, a practice set and a final test."""
    nodes, files = modules(parts)
    files |= {"thumbnails/course.png": COURSE_PICTURE, "thumbnails/poster.png": POSTER, "checklist.md": b"# To do\n"}
    half = (parts + 1) // 2
    practice = [node("practice.part-1", "practice", "Practice of part 1", {"questions": "practice/part-1.qw.csv"})] if tests else []
    final = [node("test.final", "test", "The final test", {"questions": "assessments/final.qw.csv"})] if tests else []
    if tests:
        files |= {"practice/part-1.qw.csv": b"QuestionNo\n1\n", "assessments/final.qw.csv": b"QuestionNo\n1\n"}
    units = [
        node("unit.one", "unit", "The first unit", children=[*nodes[:half], *practice], description="What comes first"),
        node("unit.two", "unit", "The second unit", children=nodes[half:], description="What comes then"),
    ]
    root = node(
        "course",
        "course",
        "Answering in time",
        {"appIcon": "thumbnails/course.png", "posterImage": "thumbnails/poster.png"},
        [*units, *final],
        courseCategory="Course",
        learningMode="Self Paced",
        purpose="From your desk to a reply that stands",
        description="What an officer does in thirty days.",
        instructions="<ul><li>Count the time limit</li></ul>",
        learningOutcome=["Count the time limit"],
        source="The institute",
        keywords=["RTI"],
        trackable={"enabled": "Yes", "autoBatch": "Yes"},
        competencies_v6=[dict(COMPETENCY)],
        languageMapV1={
            "english": {"id": "", "isBaseLang": True, "status": "draft"},
            "hindi": {"id": "", "isBaseLang": False, "status": "draft"},
        },
    )
    return {"root": root}, files


def placeholders(nodes):
    """Return the placeholders of a kit with these keys of modules."""
    kinds = {"createdFor": "strings", "organisation": "strings", "publisherDetails": "people", "trackContacts": "people"}
    found = []
    for name in VALUES:
        place, where = name, ["course"] if kinds.get(name) == "people" else ["*"]
        if name.startswith("competency"):
            word = {"theme": "Theme", "subtheme": "SubTheme"}[name.rpartition(".")[2]]
            place, where = f"competencies_v6.0.competency{word}Identifier", ["course", *nodes]
        found.append({"name": name, "nodes": where, "path": place, "type": kinds.get(name, "string"), "needed": True})
    found.append(
        {"name": "language.hindi", "nodes": ["course"], "path": "languageMapV1.hindi.id", "type": "string", "needed": False}
    )
    return [{**each, "what": f"What {each['name']} is.", "value": None} for each in found]


def write(folder, given, files):
    """Write a kit into a folder; what it held goes."""
    keys = [node["key"] for unit in given["root"]["children"] for node in unit["children"] if node["objectType"] == "Content"]
    types = {"zip": "application/zip", "png": "image/png", "csv": "text/csv", "md": "text/markdown"}
    listed = [
        {"path": path, "size": len(data), "sha256": hashlib.sha256(data).hexdigest(), "mimeType": types[path.rpartition(".")[2]]}
        for path, data in sorted(files.items())
    ]
    course = {"id": "sample", "version": "1.0.0", "title": "Answering in time", "language": "en", "sourceDigest": "0" * 64}
    head = {"format": 1, "kind": "karmakit-igot-plan", "tool": {"name": "karmakit", "version": "0"}, "course": course}
    plan = {**head, "files": listed, "placeholders": placeholders(keys), **given}
    for path, data in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)
    (folder / "plan.json").write_text(json.dumps(plan), encoding="utf-8")
    return plan
