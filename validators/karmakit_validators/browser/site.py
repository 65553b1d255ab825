"""A bundle as a site at an address of this machine: answered from memory, with no server and no other site in the world."""

from dataclasses import dataclass, field
from mimetypes import guess_type
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from karmakit_validators.verify.archive import Archive

if TYPE_CHECKING:
    from playwright.async_api import BrowserContext, Route, WebSocketRoute

ORIGIN = "http://127.0.0.1"
PLATFORM = "__platform__.html"
"""The name under which the page of the platform lies beside the bundle."""
_TYPES = {
    ".js": "text/javascript",
    ".mjs": "text/javascript",
    ".vtt": "text/vtt",
    ".woff2": "font/woff2",
    ".webmanifest": "application/json",
    ".webp": "image/webp",
}
_SILENT = ("data:", "blob:", "about:")


@dataclass
class Site:
    """The files of a bundle, and what was asked for that is not among them."""

    archive: Archive
    extra: dict[str, bytes] = field(default_factory=dict)
    outside: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)

    async def serve(self, context: "BrowserContext") -> None:
        """Answer every request of a context from the bundle."""
        await context.route("**/*", self._answer)
        await context.route_web_socket("**/*", self._refuse)

    async def _answer(self, route: "Route") -> None:
        address = route.request.url
        parts = urlsplit(address)
        name = unquote(parts.path).lstrip("/")
        if address.startswith(_SILENT):
            await route.continue_()
        elif f"{parts.scheme}://{parts.netloc}" != ORIGIN:
            self.outside.append(address)
            await route.abort("internetdisconnected")
        elif name in self.extra:
            await route.fulfill(body=self.extra[name], content_type="text/html; charset=utf-8")
        elif name in self.archive.files:
            await route.fulfill(body=self.archive.files[name], content_type=_type(name))
        else:
            if name != "favicon.ico":  # the browser asks for it by itself
                self.missing.append(name)
            await route.fulfill(status=404, body="")

    async def _refuse(self, socket: "WebSocketRoute") -> None:
        self.outside.append(socket.url)
        await socket.close()


def _type(name: str) -> str:
    suffix = f".{name.rpartition('.')[2].lower()}"
    if suffix in {".html", ".htm"}:
        return "text/html; charset=utf-8"
    return _TYPES.get(suffix) or guess_type(name)[0] or "application/octet-stream"
