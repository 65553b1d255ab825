/** JSON with one reading (no key stands twice in an object), and the one way in which it is written before it is signed. */
import { byCodePoint, fromUtf8, utf8, same, type Bytes } from "./bytes";

export type Json = null | boolean | number | string | readonly Json[] | ReadonlyMap<string, Json>;

const DEEPEST = 64;
const NUMBER = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y;
const STRING = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;
const SPACE = /[ \t\n\r]*/y;
const WORDS = new Map<string, Json>([["null", null], ["true", true], ["false", false]]);

/** It was attempted to read JSON that is none, or has two readings. */
export class NoJsonError extends Error {}

/** Return what JSON says; throws `NoJsonError`. */
export function read(data: Bytes): Json {
  let text: string;
  try {
    text = fromUtf8(data);
  } catch {
    throw new NoJsonError("it is no UTF-8");
  }
  const reader = new Reader(text);
  const value = reader.value(0);
  reader.end();
  return value;
}

/** Return what JSON says that is written canonically: sorted keys, no spaces, a line feed at the end; throws `NoJsonError`. */
export function readCanonical(data: Bytes): Json {
  const value = read(data);
  if (!same(utf8(`${written(value)}\n`), data)) throw new NoJsonError("it was written again by another program");
  return value;
}

function written(value: Json): string {
  if (typeof value === "number") {
    if (!Number.isSafeInteger(value) || Object.is(value, -0)) throw new NoJsonError("a number in it is not whole, or too large");
    return String(value);
  }
  if (value === null || typeof value === "boolean") return String(value);
  if (typeof value === "string") return JSON.stringify(value);
  if (isList(value)) return `[${value.map(written).join(",")}]`;
  const keys = [...value.keys()].sort(byCodePoint);
  return `{${keys.map((key) => `${JSON.stringify(key)}:${written(value.get(key) ?? null)}`).join(",")}}`;
}

export function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

export function isObject(value: Json): value is ReadonlyMap<string, Json> {
  return value instanceof Map;
}

class Reader {
  private at = 0;

  constructor(private readonly text: string) {}

  value(depth: number): Json {
    if (depth > DEEPEST) throw new NoJsonError("it is nested too deep");
    this.space();
    const next = this.text[this.at];
    if (next === "{") return this.object(depth);
    if (next === "[") return this.list(depth);
    if (next === '"') return this.string();
    for (const [word, value] of WORDS) if (this.text.startsWith(word, this.at)) return this.skip(word), value;
    return Number(this.match(NUMBER));
  }

  end(): void {
    this.space();
    if (this.at !== this.text.length) throw new NoJsonError("more follows its end");
  }

  private object(depth: number): Json {
    const found = new Map<string, Json>();
    this.skip("{");
    for (let first = true; !this.closes("}"); first = false) {
      if (!first) this.skip(",");
      this.space();
      const key = this.string();
      if (found.has(key)) throw new NoJsonError("a key stands there twice");
      this.space();
      this.skip(":");
      found.set(key, this.value(depth + 1));
    }
    return found;
  }

  private list(depth: number): Json {
    const found: Json[] = [];
    this.skip("[");
    for (let first = true; !this.closes("]"); first = false) {
      if (!first) this.skip(",");
      found.push(this.value(depth + 1));
    }
    return found;
  }

  private string(): string {
    const found = JSON.parse(this.match(STRING)) as string;
    // half a character has no form in UTF-8
    if (/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/.test(found)) throw new NoJsonError("half a character");
    return found;
  }

  private closes(bracket: string): boolean {
    this.space();
    if (this.text[this.at] !== bracket) return false;
    this.at += 1;
    return true;
  }

  private skip(expected: string): void {
    if (!this.text.startsWith(expected, this.at)) throw new NoJsonError(`no ${expected} at character ${this.at}`);
    this.at += expected.length;
  }

  private space(): void {
    this.match(SPACE);
  }

  private match(pattern: RegExp): string {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text);
    if (!found) throw new NoJsonError(`no JSON at character ${this.at}`);
    this.at += found[0].length;
    return found[0];
  }
}
