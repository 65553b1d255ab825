/** Versions of karmakit, such as `1.10.0`. */

/** Say whether a version is older than another. */
export function isOlder(version: string, than: string): boolean {
  const [left, right] = [version, than].map((each) => each.split(".").map(Number));
  const step = left?.map((number, index) => number - (right?.[index] ?? 0)).find((difference) => difference !== 0);
  return (step ?? 0) < 0;
}
