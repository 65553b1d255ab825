/**
 * An edition of the course: its files, kept in the browser's cache under names made of their contents. Two editions never mix,
 * what did not change is not loaded again, and a download that broke off goes on where it was.
 */

export interface EditionFile {
  /** Relative to the course's root. */
  readonly path: string;
  readonly size: number;
  /** Base64, as an integrity says it. */
  readonly sha256: string;
  /** Loaded only when the learner asks for it. */
  readonly asked?: true;
  /** A picture in the form that only browsers show which read no WebP. */
  readonly spared?: true;
}

export interface Edition {
  /** SHA-256 over the files: another edition has another one. */
  readonly digest: string;
  readonly files: readonly EditionFile[];
}

/** Open the cache of the course at an address; courses of one server have one each. */
export function openCache(root: string): Promise<Cache> {
  return caches.open(`karmakit:${root}`);
}

/** Return the address under which the cache holds a file. */
export function keyOf(root: string, file: EditionFile): string {
  return `${root}${file.path}?sha256=${encodeURIComponent(file.sha256)}`;
}

/** Load a file into the cache, if it is not there. Rejects where the server has none, or another one than the edition's. */
export async function store(cache: Cache, root: string, file: EditionFile, signal?: AbortSignal): Promise<void> {
  const key = keyOf(root, file);
  if (await cache.match(key)) return;
  const response = await fetch(root + file.path, { integrity: `sha256-${file.sha256}`, cache: "no-cache", credentials: "same-origin", ...(signal && { signal }) });
  if (!response.ok) throw new Error(`${response.status} ${file.path}`);
  // a response of its own: one that followed a redirect may not answer a navigation
  await cache.put(key, new Response(await response.blob()));
}
