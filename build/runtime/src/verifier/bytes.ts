/** Bytes and texts: joined, compared, hashed, and written in the ways in which files here write them. */

/** Bytes that `crypto.subtle` takes: never shared between threads. */
export type Bytes = Uint8Array<ArrayBuffer>;

export const utf8 = (text: string): Bytes => new TextEncoder().encode(text);

/** Return bytes as text; throws where they are no UTF-8. A byte order mark stays in the text. */
export function fromUtf8(data: Bytes): string {
  return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(data);
}

export function joined(...parts: readonly Bytes[]): Bytes {
  const all = new Uint8Array(parts.reduce((size, part) => size + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

export function same(one: Bytes, other: Bytes): boolean {
  return one.length === other.length && one.every((byte, index) => byte === other[index]);
}

export async function hash(kind: "SHA-256" | "SHA-512", data: Bytes): Promise<Bytes> {
  return new Uint8Array(await crypto.subtle.digest(kind, data));
}

/** Return the SHA-256 of bytes as 64 hex digits. */
export async function sha256(data: Bytes): Promise<string> {
  return Array.from(await hash("SHA-256", data), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Return the bytes that base64 stands for; null where it is not base64 in full groups of four. */
export function fromBase64(text: string): Bytes | null {
  if (text.length % 4 || !/^[A-Za-z0-9+/]*={0,2}$/.test(text)) return null;
  return Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
}

export function toBase64(data: Bytes): string {
  return btoa(Array.from(data, (byte) => String.fromCharCode(byte)).join(""));
}

/** Compare two texts by their code points, as manifests and canonical JSON are sorted; `<` compares halves of them. */
export function byCodePoint(one: string, other: string): number {
  const left = Array.from(one);
  const right = Array.from(other);
  for (let index = 0; index < left.length && index < right.length; index++) {
    const step = (left[index]?.codePointAt(0) ?? 0) - (right[index]?.codePointAt(0) ?? 0);
    if (step) return step;
  }
  return left.length - right.length;
}

/** Return the digest of a manifest (path to SHA-256): that of the list which `sha256sum` prints, sorted by path. */
export function manifestDigest(files: ReadonlyMap<string, string>): Promise<string> {
  const paths = [...files.keys()].sort(byCodePoint);
  return sha256(utf8(paths.map((path) => `${files.get(path)}  ${path}\n`).join("")));
}
