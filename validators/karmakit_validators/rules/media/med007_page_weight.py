"""A page loads quickly: `check` weighs what the author put there, `verify` the finished page with all it loads."""

from karmakit_schemas.course import Course
from karmakit_schemas.findings import Severity
from karmakit_validators.assets import of_page
from karmakit_validators.bandwidth import carried, limits, megabytes
from karmakit_validators.context import Context
from karmakit_validators.page import Page
from karmakit_validators.rule import Fault, Faults, Rule


def heavy_page(page: Page) -> Faults:
    """Yield a module whose media weigh more than one sitting's data, and one that shows too much at once: its text and posters."""
    files = page.context.parsed.sources.files
    most = limits(page.context.parsed.part.meta.budgets)
    loaded = {r.path: r for r in of_page(page) if r.name != "href" and r.path in files}
    total = sum(len(files[path]) for path in loaded)
    if total > most.module:
        largest = max(loaded, key=lambda path: len(files[path]))
        message = f"the media of the module weigh {megabytes(total)} MB; {megabytes(most.module)} MB are the most"
        yield Fault(loaded[largest].span, message, "Make the video smaller, or divide the module")
    at_once = (page.path, *(path for path, reference in loaded.items() if reference.name == "poster"))
    if sum(len(files[path]) for path in at_once) <= most.first_view:
        return  # nor is it when deflated
    weights = {path: carried(path, files[path]) for path in at_once}
    if sum(weights.values()) > most.first_view:
        largest = max(weights, key=lambda path: weights[path])
        weight = sum(weights.values()) // 1000
        message = f"the first view weighs {weight:,} kB, most of it {largest}; {most.first_view // 1000} kB are the most"
        mend = "Divide the module" if largest == page.path else "Run `karmakit media`, or save the poster smaller"
        yield Fault(loaded[largest].span if largest in loaded else page.context.whole(page.path), message, mend)


def heavy_logo(course: Course, context: Context) -> Faults:
    """Yield a logo that alone is more than a first view may weigh: it stands on every page."""
    logo = course.meta.theme.logo
    weight = carried(logo, context.parsed.sources.files.get(logo, b"")) if logo else 0
    most = limits(course.meta.budgets).first_view
    if weight > most:
        message = f"the logo, on every page, weighs {weight // 1000:,} kB; {most // 1000} kB are the most for a first view"
        yield Fault(course.place("theme", "logo"), message, "Save it as SVG, or as PNG of the size it is shown in")


RULE = Rule(Severity.error, page=heavy_page, course=heavy_logo)
