/** The way to a learning record store: one request at a time, each with an end. */

import { quiet } from "../quiet";
import type { Address } from "./launch";

export interface Reply {
  /** 0: silence. */
  readonly status: number;
  readonly text: string;
  /** Version of the document, if the store tells it. */
  readonly etag: string | null;
  /** Milliseconds after which to ask again, if the store says so. */
  readonly wait: number;
}

export interface Request {
  readonly method: "GET" | "PUT" | "POST";
  /** Below the endpoint. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Transport {
  /** Send a request when those before it have been answered. Never rejects. */
  ask(request: Request): Promise<Reply>;
  /** Send a request now, from a page that goes: nobody will hear the answer. */
  farewell(request: Request): void;
  /** Fetch the credentials of a cmi5 launch; they live in memory alone. */
  authorize(address: string): Promise<Reply>;
}

/** Silence. */
export const NOTHING: Reply = { status: 0, text: "", etag: null, wait: 0 };

const PATIENCE = 20_000;
const LONGEST_WAIT = 300_000;
/** Browsers let a page that goes send 64 KB; a character may take three bytes. */
const ROOM = 20_000;

/** Return whether a reply says no more than "not now". */
export function isLater({ status }: Reply): boolean {
  return status < 200 || status >= 500 || [408, 425, 429].includes(status);
}

export function isTaken({ status }: Reply): boolean {
  return status >= 200 && status < 300;
}

export function transportOf({ endpoint, auth }: Address): Transport {
  let credentials = auth;
  let last: Promise<unknown> = Promise.resolve();

  const call = ({ method, path, query, body, headers }: Request): Promise<Reply> => {
    const text = body ? JSON.stringify(body) : null;
    const search = query ? `?${String(new URLSearchParams({ ...query }))}` : "";
    return reach(endpoint + path + search, {
      method,
      body: text,
      cache: "no-store",
      // what is on its way when the page goes still arrives
      keepalive: text !== null && text.length < ROOM,
      headers: { Authorization: credentials, "X-Experience-API-Version": "1.0.3", ...(text && { "Content-Type": "application/json" }), ...headers },
    });
  };
  return {
    ask(request) {
      const reply = last.then(() => call(request));
      last = reply;
      return reply;
    },
    farewell: (request) => void call(request),
    async authorize(address) {
      const reply = await reach(address, { method: "POST" });
      const token = quiet(() => String((JSON.parse(reply.text) as Record<string, unknown>)["auth-token"] || ""), "");
      if (token) credentials = `Basic ${token}`;
      return isTaken(reply) && !token ? { ...reply, status: 401 } : reply;
    },
  };
}

async function reach(address: string, request: RequestInit): Promise<Reply> {
  const impatience = new AbortController();
  const timer = setTimeout(() => impatience.abort(), PATIENCE);
  try {
    const response = await fetch(address, { ...request, signal: impatience.signal });
    const text = await response.text();
    return { status: response.status, text, etag: response.headers.get("ETag"), wait: waitOf(response.headers.get("Retry-After")) };
  } catch {
    return NOTHING;
  } finally {
    clearTimeout(timer);
  }
}

/** Seconds or a date, as milliseconds from now. */
function waitOf(text: string | null): number {
  const wait = Number(text) * 1000 || Date.parse(text || "") - Date.now();
  return Math.min(Math.max(wait || 0, 0), LONGEST_WAIT);
}
