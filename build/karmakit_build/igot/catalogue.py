"""Write the catalogue row for iGOT's marketplace, where a course stays on its provider's own server (CIOS)."""

from karmakit_build.igot.sheet import workbook
from karmakit_schemas.course import Course

# cios-content-service, Transformation/cornell.json: what each becomes on iGOT
COLUMNS = {
    "lessonName": "name",
    "lessonDescription": "description",
    "lessonDuration": "duration",
    "lessonLink": "redirectUrl",
    "imageUrl": "appIcon",
    "lessonCode": "externalId",
    "lessonObjectives": "objectives",
    "lessonTopic": "topic",
}


def catalogue(course: Course) -> bytes:
    """Return the workbook: a header, and one row, every cell a text; minutes here, where all else on iGOT is in seconds."""
    meta = course.meta
    addresses = meta.targets.igot.catalogue
    row = (
        meta.title,
        meta.summary,
        str(max(1, round(sum(module.meta.duration for module in course.modules)))),
        addresses.link or "",
        addresses.image or "",
        meta.id,
        "; ".join(outcome.text for outcome in meta.outcomes),
        ", ".join(meta.keywords),
    )
    return workbook("catalogue", [tuple(COLUMNS), row])
