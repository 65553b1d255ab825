/** Shapes of what JSON says: each reads a value as what it should be, and refuses all else; an object has no key that nobody knows. */
import { isList, isObject, type Json } from "./json";

/** It was attempted to read a value as something that it is not; the message says where. */
export class ShapeError extends Error {}

export type Shape<T> = (value: Json, at: string) => T;

/** A key of an object: its shape, and what stands for it where it is not there (nothing: it must be there). */
export interface Field<T> {
  readonly shape: Shape<T>;
  readonly otherwise?: { readonly value: T };
}

export const need = <T>(shape: Shape<T>): Field<T> => ({ shape });
export const may = <T>(shape: Shape<T>, value: T): Field<T> => ({ shape, otherwise: { value } });
/** A key that may be missing or null. */
export const perhaps = <T>(shape: Shape<T>): Field<T | null> => may((value, at) => (value === null ? null : shape(value, at)), null);

export const flag: Shape<boolean> = (value, at) => (typeof value === "boolean" ? value : refused(at, "neither true nor false"));

/** A text as it is. */
export const words: Shape<string> = (value, at) => (typeof value === "string" ? value : refused(at, "no text"));

const EDGES = /^[\t-\r \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+|[\t-\r \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+$/g;

/** A text without the white space around it, of which something is left. */
export const text: Shape<string> = (value, at) => words(value, at).replace(EDGES, "") || refused(at, "empty");

export const whole = (least = -Infinity, most = Infinity): Shape<number> => (value, at) =>
  typeof value === "number" && Number.isSafeInteger(value) && value >= least && value <= most ? value : refused(at, "no such number");

export const like = (pattern: RegExp, longest = Infinity): Shape<string> => (value, at) => {
  const said = words(value, at);
  return pattern.test(said) && Array.from(said).length <= longest ? said : refused(at, "not of its form");
};

export const one = <T extends string | number>(...values: readonly T[]): Shape<T> => (value, at) =>
  values.find((each) => each === value) ?? refused(at, `not ${values.join(" or ")}`);

export const list = <T>(shape: Shape<T>, least = 0, most = Infinity): Shape<readonly T[]> => (value, at) => {
  if (!isList(value) || value.length < least || value.length > most) return refused(at, "no list of that length");
  return value.map((each, index) => shape(each, `${at}.${index}`));
};

export const table = <T>(key: Shape<string>, shape: Shape<T>, least = 0): Shape<ReadonlyMap<string, T>> => (value, at) => {
  if (!isObject(value) || value.size < least) return refused(at, "no table of that size");
  return new Map(Array.from(value, ([name, each]) => [key(name, at), shape(each, `${at}.${name}`)]));
};

export const model = <T extends object>(fields: { readonly [K in keyof T & string]: Field<T[K]> }): Shape<T> => (value, at) => {
  if (!isObject(value)) return refused(at, "no object");
  const names = Object.keys(fields) as (keyof T & string)[];
  for (const key of value.keys()) if (!(names as string[]).includes(key)) refused(`${at}.${key}`, "not known");
  const found: Partial<T> = {};
  for (const name of names) {
    const { shape, otherwise } = fields[name];
    const given = value.get(name);
    if (given !== undefined) found[name] = shape(given, `${at}.${name}`);
    else if (otherwise) found[name] = otherwise.value;
    else refused(`${at}.${name}`, "missing");
  }
  return found as T;
};

/** A day of the calendar, as `2026-11-22`. */
export const day: Shape<string> = (value, at) => {
  const said = like(/^[0-9]{4}-[0-9]{2}-[0-9]{2}$/)(value, at);
  const read = new Date(`${said}T00:00:00Z`);
  if (said < "0001" || Number.isNaN(read.getTime()) || !read.toISOString().startsWith(said)) refused(at, "no day");
  return said;
};

/** A moment: its day where it was written, and its microseconds since 1970. */
export interface Moment {
  readonly day: string;
  readonly micros: number;
}

const MOMENT = /^([0-9-]{10})T([0-9]{2}:[0-9]{2}:[0-9]{2})(?:\.([0-9]{1,6}))?(Z|[+-][0-9]{2}:[0-9]{2})$/;

export const moment: Shape<Moment> = (value, at) => {
  const [, date = "", time = "", fraction = "", zone = ""] = MOMENT.exec(words(value, at)) ?? refused(at, "no moment with its time zone");
  const seconds = Date.parse(`${date}T${time}Z`);
  const hours = Number(zone.slice(1, 3));
  const minutes = Number(zone.slice(4, 6));
  if (Number.isNaN(seconds) || time > "23:59:59" || (zone !== "Z" && (hours > 23 || minutes > 59))) refused(at, "no moment");
  const shift = zone === "Z" ? 0 : (zone[0] === "-" ? -1 : 1) * (hours * 60 + minutes) * 60_000;
  return { day: day(date, at), micros: (seconds - shift) * 1000 + Number(fraction.padEnd(6, "0")) };
};

function refused(at: string, why: string): never {
  throw new ShapeError(`${at.replace(/^\./, "") || "all of it"}: ${why}`);
}
