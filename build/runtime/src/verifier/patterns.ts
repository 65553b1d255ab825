/** Patterns of names: `*` is any run of characters, `?` one, `[a-z]` one of those, `[!a-z]` one of the others. */

type Step = "*" | ((char: string) => boolean);

/** Say whether a whole name fits a pattern; it takes no more steps than both are long, multiplied. */
export function fits(name: string, pattern: string): boolean {
  const chars = Array.from(name);
  const steps = read(Array.from(pattern));
  let at = 0;
  let step = 0;
  let star = -1;
  let from = 0;
  while (at < chars.length) {
    const next = steps[step];
    if (next === "*") {
      star = step++;
      from = at;
    } else if (next?.(chars[at] ?? "")) {
      at += 1;
      step += 1;
    } else if (star >= 0) {
      at = ++from; // the last star takes one more
      step = star + 1;
    } else return false;
  }
  return steps.slice(step).every((rest) => rest === "*");
}

function read(pattern: readonly string[]): Step[] {
  const steps: Step[] = [];
  for (let at = 0; at < pattern.length; at++) {
    const char = pattern[at];
    const end = char === "[" ? pattern.indexOf("]", at + (pattern[at + 1] === "!" ? 3 : 2)) : -1;
    if (char === "*") steps.push("*");
    else if (char === "?") steps.push(() => true);
    else if (end > 0) {
      steps.push(oneOf(pattern.slice(at + 1, end)));
      at = end;
    } else steps.push((other) => other === char);
  }
  return steps;
}

/** Return what `a-z` or `!a-z` between brackets takes; a range that runs backwards takes nothing. */
function oneOf(set: readonly string[]): (char: string) => boolean {
  const others = set[0] === "!";
  const chars = others ? set.slice(1) : set;
  const ranges: (readonly [number, number])[] = [];
  for (let at = 0; at < chars.length; at++) {
    const isRange = chars[at + 1] === "-" && at + 2 < chars.length;
    ranges.push([point(chars[at]), point(chars[isRange ? at + 2 : at])]);
    if (isRange) at += 2;
  }
  return (char) => ranges.some(([least, most]) => least <= point(char) && point(char) <= most) !== others;
}

function point(char: string | undefined): number {
  return char?.codePointAt(0) ?? 0;
}
