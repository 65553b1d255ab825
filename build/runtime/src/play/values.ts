/** Trees of `cmi` as flat values and back, and times that add up. */
import type { Values } from "./contract";

export type Tree = { [name: string]: Tree | string };

/** Return the leaves of a tree that say something, by their full names. */
export function flat(tree: unknown, prefix = "", into: Record<string, string> = {}): Record<string, string> {
  if (tree && typeof tree === "object") for (const [name, value] of Object.entries(tree)) flat(value, prefix ? `${prefix}.${name}` : name, into);
  else if (tree !== null && tree !== undefined && tree !== "" && prefix) into[prefix] = String(tree);
  return into;
}

/** Return values as a tree; names that would reach the prototype are no elements. */
export function tree(values: Values): Tree {
  const root: Tree = {};
  for (const [name, value] of Object.entries(values)) {
    const parts = name.split(".");
    if (parts.some((part) => part in Object.prototype)) continue;
    let at = root;
    for (const part of parts.slice(0, -1)) {
      const next = at[part];
      at = typeof next === "object" ? next : (at[part] = {});
    }
    at[parts[parts.length - 1]!] = value;
  }
  return root;
}

/** Return seconds of a time as SCORM 1.2 or SCORM 2004 writes it; 0 for others. */
export function seconds(time: string): number {
  const found = /^(\d+):(\d+):([\d.]+)$/.exec(time) ?? /^P(?:\d+D)?T?(?:(\d+)H)?(?:(\d+)M)?(?:([\d.]+)S)?$/.exec(time);
  return found ? Number(found[1] ?? 0) * 3600 + Number(found[2] ?? 0) * 60 + Number(found[3] ?? 0) : 0;
}

/** Return seconds as the standard writes a time. */
export function time(total: number, kind: "scorm12" | "scorm2004"): string {
  const [hours, minutes, rest] = [Math.floor(total / 3600), Math.floor(total / 60) % 60, Math.floor(total % 60)];
  if (kind === "scorm2004") return `PT${hours}H${minutes}M${rest}S`;
  const two = (part: number): string => String(part).padStart(2, "0");
  return `${two(hours)}:${two(minutes)}:${two(rest)}.00`;
}
