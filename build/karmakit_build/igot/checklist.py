"""Write `checklist.md`: what a person does with the kit, in order, and what it could not express."""

from collections.abc import Iterable

from karmakit_build.igot import metadata
from karmakit_build.igot.banks import Bank
from karmakit_build.igot.competencies import FRAMEWORK
from karmakit_build.igot.hierarchy import Pieces, zip_path
from karmakit_build.igot.losses import losses
from karmakit_build.igot.markdown import cell, line, section
from karmakit_build.igot.names import language
from karmakit_build.igot.plan import placeholders

_HINDI = (
    "> **संक्षेप में।** यह इस पाठ्यक्रम को iGOT कर्मयोगी पर चढ़ाने की सूची है। पहले वे पहचान-संख्याएँ भरें जो केवल iGOT के पास हैं।"
    " फिर हर मॉड्यूल की zip फ़ाइल को Learning Resource के रूप में चढ़ाएँ (प्रवेश फ़ाइल `index.html`), परीक्षाओं की CSV फ़ाइलें आयात"
    " करें, इकाइयाँ इसी क्रम में बनाएँ, और अंत में समीक्षा के लिए भेजें। `assessments` में सही उत्तर खुले लिखे हैं:"
    " इन्हें प्रश्नपत्र की तरह रखें।\n\n"
)
_NOT_VETTED = (
    "> **This edition has not been vetted.** Every page of it says so. Upload it to try it, and publish what"
    " `karmakit build --profile publish` makes.\n\n"
)
_UPLOAD = """\
Create a Learning Resource for each, upload the zip, choose `index.html` as the entry file, and type the duration: the portal
leaves it at nought, and iGOT completes a resource by time alone once a part of its duration has passed.
"""
_KEYS = "**The files hold the right answers: keep them as you keep examination papers.** Create each set, then import its file.\n"
_PRACTICE = """
Practice questions are in the modules' zips, with feedback: nothing more is needed. Who wants them as Practice Question Sets as well
(learners then meet them twice) finds them here:
"""
_PRACTICE_SETS = """
Practice sets, one after each module. Their questions are in the modules' zips as well, with feedback:
"""
_NO_ICON = """\
- [ ] The course's picture: karmakit cuts PNG and JPEG, and cannot draw an SVG. Save the thumbnail as a PNG, 16:9, and build
      again, or give one of 265 by 150 pixels and at most 1 MB in the portal"""
_DECLARATIONS = """\
The portal asks for these at every upload. `karmakit verify` proves the first four of every zip in this kit; the last two are yours.

- [ ] no special characters in file names
- [ ] no external references: all that a module needs is in its zip (links that a learner may follow lead out, nothing is loaded)
- [ ] no `eval`
- [ ] no iframe
- [ ] previewed: open every resource once in the portal's preview
- [ ] intellectual property: the works named under credits may be used as they are"""
_CATALOGUE = """\
Only where the course stays on your own platform and iGOT links to it: `catalogue.xlsx` is the row for the marketplace (CIOS). Its
duration is in minutes. A row that iGOT has taken once is not renewed by a second upload."""
_FRAMEWORK = f"""\
- [ ] The identifiers of these competencies, which only iGOT has. Download its framework (`GET framework/v1/read/{FRAMEWORK}`)
      and build again with `--framework FILE`, or choose them in the portal:"""


def checklist(pieces: Pieces, *, vetted: bool = True) -> bytes:
    """Return the operator's page in English, with a short word in Hindi before it where the course is in Hindi."""
    meta = pieces.course.meta
    short = _HINDI if language(meta.language) == "Hindi" else ""
    opening = (
        f"# {line(meta.title)}: to iGOT Karmayogi\n\n{'' if vetted else _NOT_VETTED}{short}"
        f"Course `{meta.id}`, version {meta.version}, for the authoring portal (CBP). A script can do the steps from `plan.json`:"
        " `karmakit igot replay`. Whoever does them by hand goes from top to bottom.\n"
    )
    parts = (
        opening,
        section("1. Fill in what only iGOT knows", _fill_in(pieces)),
        section("2. Upload the modules", [_UPLOAD, *_modules(pieces)]),
        section("3. Create the assessments", [*_tests(pieces), *_practice(pieces)] or ["The course has none."]),
        section("4. Build the course", _build_up(pieces)),
        section("5. Declarations to tick", [_DECLARATIONS]),
        section("6. What this kit could not express", losses(pieces) or ["Nothing: all of the course is in the kit."]),
        section("7. The other road: external provider", [_CATALOGUE, *_addresses(pieces)]),
    )
    return "\n".join(parts).encode()


def _fill_in(pieces: Pieces) -> list[str]:
    lines = ["In `plan.json` these stand once, under `placeholders`.", ""]
    lines += [
        f"- [ ] {each.what}{'' if each.needed else ' (optional)'} `{each.name}`"
        for each in placeholders(pieces)
        if not each.name.startswith("competency.")
    ]
    unknown = [" > ".join(names) for names, path in pieces.competencies.found.items() if path is None]
    if unknown:
        lines += [_FRAMEWORK, *(f"    - {line(name)}" for name in unknown)]
    return lines


def _modules(pieces: Pieces) -> Iterable[str]:
    yield from ("| upload | name | duration in seconds |", "|---|---|---|")
    for module in pieces.course.modules:
        if module.id in pieces.zips:
            seconds = metadata.of_resource(pieces.course, module, 0)["duration"]
            yield f"| `{zip_path(module)}` | {cell(module.meta.title)} | {seconds} |"


def _tests(pieces: Pieces) -> Iterable[str]:
    tests = [bank for bank in pieces.banks.values() if bank.module.meta.kind == "test"]
    if tests:
        yield _KEYS
    for bank in tests:
        what = "Course Assessment (final)" if bank.module.meta.final else "Practice Question Set"
        yield f"- [ ] **{line(bank.module.meta.title)}**: {what}; import `{bank.path}` ({_count(bank)})"
        yield from _taken(bank)


def _taken(bank: Bank) -> Iterable[str]:
    test = bank.test
    retakes = f"{test.attempts - 1} retakes" if test.attempts else "no limit of attempts"
    clock = f"time {bank.clock} seconds" + ("" if test.time_limit else " (the course has no clock; iGOT insists on one)")
    yield f"    - pass mark {max(1, round(test.pass_mark or 0))} per cent, an attempt draws {bank.draw}, {retakes}, {clock}"
    if bank.template == "qw":
        levels = (f"{level} {number} at {bank.marks[level]}" for level, number in bank.levels.items() if number)
        yield f"    - questions by tag, and marks for each: {', '.join(levels)}"
    if bank.evened:
        yield "    - questions of one tag have different points in the course; iGOT gives marks by tag, so each has 1"


def _practice(pieces: Pieces) -> Iterable[str]:
    practice = [bank for bank in pieces.banks.values() if bank.module.meta.kind != "test" and bank.items]
    if practice:
        yield _PRACTICE_SETS if pieces.course.meta.targets.igot.practice_sets else _PRACTICE
    yield from (f"- `{bank.path}`: {_count(bank)}" for bank in practice)


def _count(bank: Bank) -> str:
    return "1 question" if len(bank.items) == 1 else f"{len(bank.items)} questions"


def _build_up(pieces: Pieces) -> list[str]:
    lines = ["One Course Unit a line, with its resources below, in this order. Every field of every node is in `plan.json`.", ""]
    for unit in pieces.course.meta.units:
        if modules := pieces.modules(unit):
            lines += [f"- [ ] {line(unit.title)}", *(f"    - {line(module.meta.title)}" for module in modules)]
    if pieces.final:
        lines.append(f"- [ ] {line(pieces.final.meta.title)} (the final test, directly under the course)")
    icon, logo = pieces.pictures.get("appIcon"), pieces.pictures.get("creatorLogo")
    lines.append(f"- [ ] The course's picture: `{icon}`, 265 by 150" if icon else _NO_ICON)
    if logo:
        lines.append(f"- [ ] The provider's logo: `{logo}`, 72 by 72")
    elif pieces.course.meta.theme.logo:
        lines.append("- [ ] The provider's logo: save it as a PNG of 72 by 72 pixels by hand; karmakit cannot draw an SVG")
    return [*lines, "- [ ] Send for review."]


def _addresses(pieces: Pieces) -> Iterable[str]:
    addresses = pieces.course.meta.targets.igot.catalogue
    if not (addresses.link and addresses.image):
        yield "\nTo be filled in before it is handed over, or under `targets: {igot: {catalogue: …}}` in `course.yml`:\n"
    if not addresses.link:
        yield "- [ ] `lessonLink`: the address of the course on your own platform"
    if not addresses.image:
        yield "- [ ] `imageUrl`: the address of its picture, which everybody can open"
