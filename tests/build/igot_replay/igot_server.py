"""A stand-in for iGOT's content API on loopback: strict where the platform is, and faulty where a test wants it."""

import json
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.parser import BytesParser
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

import igot_rules as rules

TOKEN = "a-token-that-nobody-may-see"


class RefusalError(Exception):
    """A request that the platform refuses."""

    def __init__(self, status, code, message):
        super().__init__(message)
        self.status, self.code, self.message = status, code, message


def refuse(message, code="CLIENT_ERROR", status=400):
    raise RefusalError(status, code, message)


@dataclass
class Fault:
    """Something to go wrong with the next requests of a method to paths that match.

    `status` answers instead of doing it; `after` does it first and then loses the answer ("drop"), waits to be let go ("hang"), or
    answers with `raw`.
    """

    method: str
    path: str
    times: int = 1
    status: int = 0
    headers: dict = field(default_factory=dict)
    after: str = ""
    raw: bytes = b""


class Igot:
    """What the platform holds, and what it was asked."""

    def __init__(self):
        self.contents, self.trees, self.uploads = {}, {}, {}
        self.asked, self.headers, self.faults = [], [], []
        self.lag = 0  # how many searches do not see yet what was created
        self.reached, self.release = threading.Event(), threading.Event()
        self.number = 1_130_000_000_000_000
        self.lock = threading.RLock()

    # what a test asks
    def of(self, code):
        """Return all contents of a code."""
        return [content for content in self.contents.values() if content["code"] == code]

    def one(self, code):
        (content,) = self.of(code)
        return content

    def make_set(self, name, category):
        """Make a question set as a person does in the portal."""
        kind = next(kind for kind in rules.KINDS if kind[0] == category)
        return self._add(
            {"name": name, "code": f"by-hand-{name}", "primaryCategory": category, "contentType": kind[1], "mimeType": rules.SET}
        )

    def sent(self):
        """Return the requests that change something."""
        return [(method, path) for method, path in self.asked if method != "GET" and "/search" not in path]

    # what the platform does
    def _add(self, content):
        self.number += 1
        identifier = f"do_{self.number}"
        self.contents[identifier] = {**content, "identifier": identifier, "status": "Draft", "versionKey": f"{self.number}001"}
        return identifier

    def _touch(self, content):
        self.number += 1
        content["versionKey"] = f"{self.number}002"

    def _get(self, identifier):
        if identifier not in self.contents:
            refuse(f"Node not found with id {identifier}", "NOT_FOUND", 404)
        return self.contents[identifier]

    def _draft(self, identifier):
        content = self._get(identifier)
        if content["status"] != "Draft":
            refuse(f"{identifier} is {content['status']}")
        return content

    def create(self, body):
        content = unwrapped(body, "content")
        wanted = rules.REQUIRED if content.get("mimeType") == rules.PNG else (*rules.REQUIRED, *rules.REQUIRED_OF_CONTENT)
        fault = rules.fault_of(content, names=wanted) or rules.kind_fault(content)
        if fault or content["primaryCategory"] in {"Course Unit", "Practice Question Set", "Course Assessment"}:
            refuse(fault or "this is created in a hierarchy, or as a question set")
        identifier = self._add(content)
        return {"identifier": identifier, "node_id": identifier, "versionKey": self.contents[identifier]["versionKey"]}

    def read(self, identifier):
        return {"content": dict(self._get(identifier))}

    def update(self, identifier, body):
        content, change = self._draft(identifier), unwrapped(body, "content")
        version = change.pop("versionKey", None)
        if not version:
            refuse("Please Provide Version Key!", "ERR_INVALID_REQUEST")
        if version != content["versionKey"]:
            refuse("Invalid version key", "ERR_STALE_VERSION_KEY")
        fault = rules.fault_of(change) or rules.kind_fault({**content, **change})
        if fault:
            refuse(fault)
        if "initFile" in change and change["initFile"] != "index.html":
            refuse("initFile is not in the package")
        content |= change
        self._touch(content)
        return {"identifier": identifier, "node_id": identifier, "versionKey": content["versionKey"]}

    def upload(self, identifier, name, data):
        content = self._draft(identifier)
        if not re.fullmatch(r"[A-Za-z0-9_.]+", name):
            refuse(f"the file name {name} has special characters", "ERR_INVALID_FILE")
        if content["mimeType"] == rules.ARCHIVE:
            fault = rules.zip_fault(name, data)
        elif content["mimeType"] == rules.PNG:
            fault = None if data.startswith(b"\x89PNG\r\n") and len(data) <= 2**20 else "the file is no image/png of 1 MB"
        else:
            fault = "nothing is uploaded into this"
        if fault:
            refuse(fault, "ERR_INVALID_FILE")
        self.uploads[identifier] = data
        address = f"https://stand-in.example/content/{identifier}/artifact/{len(self.asked)}_{name}"
        content |= {"artifactUrl": address, "size": len(data)}
        self._touch(content)
        return {
            "identifier": identifier,
            "node_id": identifier,
            "artifactUrl": address,
            "content_url": address,
            "versionKey": content["versionKey"],
        }

    def search(self, body):
        filters = body["request"]["filters"]
        if self.lag:
            self.lag -= 1
            return {"count": 0}
        found = [c for c in self.contents.values() if c["code"] in filters["code"] and c["status"] in filters["status"]]
        wanted = body["request"]["fields"]
        return {"count": len(found), "content": [{name: c[name] for name in wanted} for c in found]} if found else {"count": 0}

    def hierarchy(self, identifier):
        return {"content": self._nested(identifier, self.trees.get(identifier, {}))}

    def _nested(self, identifier, tree):
        children = [self._nested(child, tree) for child in tree.get(identifier, ())]
        return {**self._get(identifier), "children": children}

    def arrange(self, body):
        data = unwrapped(body, "data")
        if data.keys() != {"nodesModified", "hierarchy"}:
            refuse("Hierarchy data is empty")
        modified, given = data["nodesModified"], data["hierarchy"]
        roots = [key for key, node in given.items() if node.get("root") is True]
        if len(roots) != 1 or self._draft(roots[0])["primaryCategory"] != "Course":
            refuse("Please Provide Valid Root Node Identifier", "ERR_INVALID_ROOT_ID")
        for key, node in modified.items():
            self._check_modified(key, node)
        for key, node in given.items():
            self._check_given(key, node, modified)
        plain = self._plain(roots[0], given, modified, set())
        fault = rules.tree_fault(plain)
        if fault:
            refuse(fault)
        if self._count(roots[0], given) != len(given):
            refuse("a node of the hierarchy lies in no other")
        new = {key: self._add({**node["metadata"], "code": key}) for key, node in modified.items() if node["isNew"]}
        for key, node in modified.items():
            self.contents[new.get(key, key)] |= {name: value for name, value in node["metadata"].items() if name != "code"}
        self.trees[roots[0]] = {
            new.get(key, key): [new.get(child, child) for child in node["children"]] for key, node in given.items()
        }
        self._touch(self.contents[roots[0]])
        return {"content_id": roots[0], "identifiers": new}

    def _check_modified(self, key, node):
        if (
            node.keys() != {"isNew", "root", "objectType", "metadata"}
            or node["root"] is not False
            or node["objectType"] != "Collection"
        ):
            refuse(f"{key} is no modified node")
        if not node["isNew"] and self._get(key)["primaryCategory"] != "Course Unit":
            refuse(f"{key} is no unit")
        metadata = node["metadata"]
        fault = rules.fault_of(metadata, names=("name", "description", "license")) or rules.kind_fault(metadata)
        if fault or metadata["primaryCategory"] != "Course Unit" or metadata["visibility"] != "Parent":
            refuse(fault or f"{key} is no unit")

    def _check_given(self, key, node, modified):
        if node.keys() != {"root", "contentType", "primaryCategory", "name", "children"}:
            refuse(f"{key} is no node of a hierarchy")
        known = modified[key]["metadata"] if key in modified else self._get(key)
        if (node["primaryCategory"], node["contentType"]) != (known["primaryCategory"], known["contentType"]):
            refuse(f"{key} is of another kind")
        if key in modified and not modified[key]["isNew"]:
            self._get(key)

    def _plain(self, key, given, modified, seen):
        if key not in given or key in seen:
            refuse(f"{key} is not in the hierarchy, or twice", "ERR_CONTENT_NOT_FOUND", 404)
        seen.add(key)
        return given[key]["primaryCategory"], [self._plain(child, given, modified, seen) for child in given[key]["children"]]

    def _count(self, key, given):
        return 1 + sum(self._count(child, given) for child in given[key]["children"])

    def review(self, identifier, body):
        content = self._draft(identifier)
        unwrapped(body, "content")
        for name in rules.MANDATORY:
            if content.get(name) in (None, "", []):
                refuse(f"{name} is mandatory")
        if any(
            "" in (item["competencyThemeIdentifier"], item["competencySubThemeIdentifier"]) for item in content["competencies_v6"]
        ):
            refuse("competencies_v6 has no identifiers")
        tree = self.trees.get(identifier)
        if not tree:
            refuse("the course is empty")
        for key in tree:
            if self.contents[key]["mimeType"] == rules.ARCHIVE and "artifactUrl" not in self.contents[key]:
                refuse(f"{key} has no artifact")
        content |= {"status": "Review", "reviewStatus": "InReview"}
        self._touch(content)
        return {"identifier": identifier, "node_id": identifier, "versionKey": content["versionKey"]}


def unwrapped(body, name):
    if not isinstance(body, dict) or body.keys() != {"request"} or body["request"].keys() != {name}:
        refuse(f'the body is not {{"request": {{"{name}": …}}}}')
    return dict(body["request"][name])


class Handler(BaseHTTPRequestHandler):
    """One request."""

    protocol_version = "HTTP/1.1"
    platform: Igot

    def log_message(self, *_):
        pass

    def do_GET(self):
        self._serve("GET")

    def do_POST(self):
        self._serve("POST")

    def do_PATCH(self):
        self._serve("PATCH")

    def _serve(self, method):
        platform = self.platform
        data = self.rfile.read(int(self.headers.get("Content-Length", "0")))
        with platform.lock:
            platform.asked.append((method, self.path))
            platform.headers.append(dict(self.headers))
            fault = next(
                (each for each in platform.faults if each.times and each.method == method and re.search(each.path, self.path)), None
            )
            if fault:
                fault.times -= 1
            if fault and fault.status:
                self._answer(
                    fault.status, {"params": {"err": "ERR", "errmsg": f"no: {self.headers['Authorization']}"}}, fault.headers
                )
                return
            status, body = self._result(method, data)
        if fault and fault.after == "hang":
            platform.reached.set()
            platform.release.wait(60)
        if fault and fault.after in {"hang", "drop"}:
            self.close_connection = True
            return
        if fault and fault.after == "raw":
            self.send_response(200)
            self.send_header("Content-Length", str(len(fault.raw)))
            self.end_headers()
            self.wfile.write(fault.raw)
            return
        self._answer(status, body, {})

    def _result(self, method, data):
        if self.headers.get("Authorization") != f"Bearer {TOKEN}":
            return 401, {"params": {"err": "UNAUTHORIZED", "errmsg": "Unauthorized"}}
        try:
            return 200, {"responseCode": "OK", "result": self._routed(method, data)}
        except RefusalError as error:
            return error.status, {
                "responseCode": "CLIENT_ERROR",
                "params": {"err": error.code, "errmsg": error.message},
                "result": {},
            }

    def _routed(self, method, data):
        split = urlsplit(self.path)
        action, _, identifier = split.path.removeprefix("/content/").partition("/")[2].rpartition("/")
        route, platform = f"{method} {action or identifier}", self.platform
        if method == "GET" and split.query != "mode=edit":
            refuse("a draft is read in the mode edit", "NOT_FOUND", 404)
        if route == "POST upload":
            return platform.upload(identifier, *self._file(data))
        routes = {
            "POST create": (platform.create, ("body",)),
            "POST search": (platform.search, ("body",)),
            "GET read": (platform.read, ("identifier",)),
            "GET hierarchy": (platform.hierarchy, ("identifier",)),
            "PATCH hierarchy": (platform.arrange, ("body",)),
            "PATCH update": (platform.update, ("identifier", "body")),
            "POST review": (platform.review, ("identifier", "body")),
        }
        if route not in routes:
            refuse("no such place", "NOT_FOUND", 404)
        do, wanted = routes[route]
        given = {"identifier": identifier, "body": json.loads(data) if data else None}
        return do(*(given[name] for name in wanted))

    def _file(self, data):
        head = f"Content-Type: {self.headers['Content-Type']}\r\n\r\n".encode()
        parts = BytesParser().parsebytes(head + data).get_payload()
        if not isinstance(parts, list) or len(parts) != 1 or not parts[0].get_filename():
            refuse("the body is no form with one file")
        return parts[0].get_filename(), parts[0].get_payload(decode=True)

    def _answer(self, status, body, headers):
        data = json.dumps(body).encode()
        self.send_response(status)
        for name, value in {"Content-Type": "application/json", "Content-Length": str(len(data)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(data)


class Server(ThreadingHTTPServer):
    """What listens; a client that goes away in the middle is expected here."""

    daemon_threads = True

    def handle_error(self, *_):
        pass


@contextmanager
def running() -> Iterator[tuple[Igot, str]]:
    """Give a platform and its address."""
    platform = Igot()
    server = Server(("127.0.0.1", 0), type("Bound", (Handler,), {"platform": platform}))
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield platform, f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        platform.release.set()
        server.shutdown()
        server.server_close()
        thread.join()
