"""A course's files where its script reports to a learning record store: a policy that lets it, and the profile it reports by."""

from collections.abc import Mapping
from importlib import resources
from typing import Any

from karmakit_build.compiler.pages import Pages
from karmakit_build.site import policy, site
from karmakit_build.xapi.activities import competencies

# the store is named at launch: no build knows its address, and inside a department it may speak plain HTTP
CSP = policy("'self' https: http:")
PLAYER = "xapi"
PROFILE = "karmakit/profile.jsonld"


def xapi_site(pages: Pages, target: str, options: Mapping[str, Any]) -> dict[str, bytes]:
    """Return the files of a course for `cmi5` or `xapi`, without the launch file and the record of digests."""
    told = {"competencies": competencies(pages.course.modules), **options}
    return {**site(pages, target, CSP, player=PLAYER, options=told), PROFILE: profile()}


def profile() -> bytes:
    """Return our xAPI profile, by which every statement is formed."""
    return resources.files("karmakit_schemas").joinpath("xapi", "profile.jsonld").read_bytes()
