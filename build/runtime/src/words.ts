/** Every word the player says, from the language pack. */

import { courseData } from "./course";

type Places = Readonly<Record<string, string | number>>;

/** A whole number in the digits of the course's language. */
export function number(value: number): string {
  const digits = courseData()?.strings["digits"];
  const text = String(value);
  return digits ? text.replace(/\d/g, (figure) => Array.from(digits)[Number(figure)] ?? figure) : text;
}

/** The string `key` with its places filled; a count `n` chooses between `key.one` and `key.other`. */
export function say(key: string, places: Places = {}): string {
  const strings = courseData()?.strings || {};
  const text = strings[key] ?? strings[`${key}.${places["n"] === 1 ? "one" : "other"}`] ?? key;
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = places[name];
    return value === undefined ? whole : typeof value === "number" ? number(value) : value;
  });
}

/** Minutes and seconds as a clock shows them. */
export function clock(seconds: number): string {
  const rest = seconds % 60;
  return `${number(Math.floor(seconds / 60))}:${rest < 10 ? number(0) : ""}${number(rest)}`;
}
