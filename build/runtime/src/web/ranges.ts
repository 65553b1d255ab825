/** Parts of a file from the cache, as media elements ask for them (RFC 9110, section 14). */

/** Return the part of a whole response that a `Range` header names: 206, or 416 where there is none; 200 where the header is not understood. */
export async function part(whole: Response, range: string): Promise<Response> {
  const asked = /^\s*bytes\s*=\s*(\d*)\s*-\s*(\d*)\s*$/.exec(range);
  if (!asked || asked[1] + asked[2]! === "") return whole;
  const body = await whole.blob();
  const [from, to] = [asked[1]!, asked[2]!];
  const first = from ? Number(from) : Math.max(0, body.size - Number(to));
  const last = from && to ? Math.min(Number(to), body.size - 1) : body.size - 1;
  if (from && to && Number(to) < Number(from)) return new Response(body);
  if (first >= body.size) return new Response(null, { status: 416, headers: { "Content-Range": `bytes */${body.size}` } });
  return new Response(body.slice(first, last + 1, body.type), {
    status: 206,
    headers: { "Accept-Ranges": "bytes", "Content-Length": String(last + 1 - first), "Content-Range": `bytes ${first}-${last}/${body.size}` },
  });
}
