"""A link within the course leads somewhere."""

from posixpath import dirname, relpath

from karmakit_schemas.findings import Severity
from karmakit_schemas.nodes import Node
from karmakit_schemas.suggest import closest
from karmakit_validators.assets import is_file
from karmakit_validators.context import GLOSSARY
from karmakit_validators.mending import address
from karmakit_validators.page import Page, is_remote
from karmakit_validators.rule import Fault, Faults, Rule


def broken(node: Node, page: Page) -> Faults:
    """Yield a link to a module or page that is not there; other files are MED001's business."""
    href = node.attrs.get("href", "")
    if not href:
        yield Fault(node.span, f"the link `{node.plain()}` leads nowhere", "Write its target between the parentheses")
        return
    if is_remote(href) or href.startswith("#"):
        return
    files = page.context.parsed.sources.files
    path = page.context.resolve(page.path, href)
    span = page.find(node.span, href)
    if path in files:
        if path.startswith("modules/") and not _in_outline(path, page):
            yield Fault(span, f"no unit names `{path}`, so it is in no bundle", "Name it in course.yml, or link to another module")
        return
    if is_file(path):
        return
    stem = path.rpartition("/")[2]
    known = {name.removeprefix("modules/"): name for name in files if name.startswith("modules/") or name == GLOSSARY}
    near = closest(stem if stem.endswith(".md") else f"{stem.removesuffix('.html')}.md", known)
    mend = f"Did you mean `{near[0]}`?" if near else "Link to the file of a module, for instance thirty-days.md"
    start, hash_, anchor = href.partition("#")
    better = f"{relpath(known[near[0]], dirname(page.path) or '.')}{hash_}{anchor}" if near else ""
    fix = address(page, node, href, better) if near else None
    yield Fault(span, f"there is no page `{start}`", mend, fix=fix)


def _in_outline(path: str, page: Page) -> bool:
    return any(f"modules/{name}.md" == path for unit in page.context.parsed.part.meta.units for name in unit.modules)


RULE = Rule(Severity.error, gate=True, visits={"link": broken}, mends="unsafe")
