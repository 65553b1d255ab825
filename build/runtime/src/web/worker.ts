/**
 * The service worker of a course on the web: it serves one edition, whole, from the cache. A new edition is loaded beside the old
 * one and takes over when no window shows the old one any more, or when the learner says so.
 *
 * The packager writes `self.karmakitEdition={…};` as the first line of the script, so that another edition is another script.
 */

import { type Edition, type EditionFile, keyOf, openCache, store } from "./edition";
import { part } from "./ranges";

/** What a service worker has beyond a page; TypeScript knows either the one or the other. */
interface Scope {
  readonly karmakitEdition: Edition;
  readonly registration: { readonly scope: string };
  readonly clients: { claim(): Promise<void> };
  skipWaiting(): Promise<void>;
  addEventListener(type: "install" | "activate", listener: (event: Lasting) => void): void;
  addEventListener(type: "fetch", listener: (event: Asking) => void): void;
  addEventListener(type: "message", listener: (event: MessageEvent) => void): void;
}
interface Lasting {
  waitUntil(work: Promise<unknown>): void;
}
interface Asking {
  readonly request: Request;
  respondWith(response: Promise<Response>): void;
}

const scope = self as unknown as Scope;
const edition = scope.karmakitEdition;
const root = scope.registration.scope;
const byPath = new Map(edition.files.map((file) => [file.path, file]));

/** Load everything that is not asked for: all of it, or the edition is not taken. */
async function take(): Promise<void> {
  const cache = await openCache(root);
  await Promise.all(edition.files.filter((file) => !file.asked).map((file) => store(cache, root, file)));
}

/** Let go of what no file of this edition needs. */
async function tidy(): Promise<void> {
  const cache = await openCache(root);
  const wanted = new Set(edition.files.map((file) => keyOf(root, file)));
  const held = await cache.keys();
  await Promise.all(held.filter(({ url }) => !wanted.has(url)).map((request) => cache.delete(request)));
  await scope.clients.claim();
}

function fileOf({ method, url }: Request): EditionFile | undefined {
  if (method !== "GET" || !url.startsWith(root)) return undefined;
  return byPath.get(url.slice(root.length).replace(/[?#].*$/, "") || "index.html");
}

async function serve(request: Request, file: EditionFile): Promise<Response> {
  // a browser may have thrown the cache away
  const found = await openCache(root).then((cache) => cache.match(keyOf(root, file))).catch(() => undefined);
  const range = request.headers.get("Range");
  if (!found) return fetch(request);
  return range ? part(found, range) : found;
}

scope.addEventListener("install", (event) => event.waitUntil(take()));
scope.addEventListener("activate", (event) => event.waitUntil(tidy()));
scope.addEventListener("fetch", (event) => {
  const file = fileOf(event.request);
  if (file) event.respondWith(serve(event.request, file));
});
scope.addEventListener("message", ({ data, ports }) => {
  if (data === "edition") ports[0]?.postMessage(edition);
  if (data === "take-over") void scope.skipWaiting();
});
