/** The seal (PAGES.md): keeps the keys of a scored test from standing in clear. Obfuscation, no security. */

/** Return the text that was sealed with `key`, which is `<course id>/<module id>`. Throws if the text is no seal. */
export function unseal(sealed: string, key: string): string {
  const bytes = Uint8Array.from(atob(sealed), (letter) => letter.charCodeAt(0));
  const next = stream(key);
  return new TextDecoder("utf-8", { fatal: true }).decode(bytes.map((byte) => byte ^ next()));
}

function stream(key: string): () => number {
  let state = fnv1a(key) || 0x9e3779b9;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 8) & 0xff;
  };
}

/** Return the FNV-1a hash of the UTF-8 bytes as an unsigned 32-bit number. */
export function fnv1a(text: string, basis = 0x811c9dc5): number {
  let hash = basis;
  for (const byte of new TextEncoder().encode(text)) hash = Math.imul(hash ^ byte, 0x01000193);
  return hash >>> 0;
}
