/** Decimals as people type them, compared exactly: 0.1 + 0.2 is 0.3 here. */

/** `sign` is 1 or -1; `digits` without leading noughts, the last `scale` of them behind the point. */
export interface Decimal {
  readonly sign: 1 | -1;
  readonly digits: string;
  readonly scale: number;
}

/** The nought of each set of digits in use in India. */
const NOUGHTS = [0x660, 0x6f0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66, 0x1c50, 0xabf0, 0xff10];

/** The text with the digits of all scripts as 0 to 9, Arabic separators and the minus sign as their Latin fellows. */
export function latinDigits(text: string): string {
  return Array.from(text, (character) => {
    const code = character.codePointAt(0) || 0;
    const nought = NOUGHTS.find((start) => code >= start && code < start + 10);
    return nought === undefined ? character : String(code - nought);
  })
    .join("")
    .replace(/[\u2212\u2013]/g, "-")
    .replace(/\u066b/g, ".")
    .replace(/\u066c/g, ",");
}

const GROUPED = /^(?:\d{1,3}(?:[, ]\d{3})+|\d{1,2}(?:[, ]\d{2})*[, ]\d{3}|\d+)?(?:\.\d*)?$/;

/** Read `1,00,000`, `100,000`, `-2.50`, `.5`; null where it is no number, or its commas stand where no number has them. */
export function decimal(text: string): Decimal | null {
  const match = /^([+-]?)\s*([\d., ]*\d[\d., ]*)$/.exec(text.trim().replace(/[\u00a0\u2009\u202f]/g, " "));
  const body = match?.[2]?.trim();
  if (!match || !body || !GROUPED.test(body)) return null;
  const [whole = "", fraction = ""] = body.replace(/[, ]/g, "").split(".");
  return { sign: match[1] === "-" ? -1 : 1, digits: (whole + fraction).replace(/^0+/, ""), scale: fraction.length };
}

function sameScale(value: Decimal, scale: number): string {
  return value.digits + "0".repeat(scale - value.scale);
}

function compareDigits(left: string, right: string): number {
  const width = Math.max(left.length, right.length);
  const [a, b] = [left.padStart(width, "0"), right.padStart(width, "0")];
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Column by column, as on paper; `larger` is not less than `smaller` where they are taken from each other. */
function columns(larger: string, smaller: string, step: (a: number, b: number) => number): string {
  const width = Math.max(larger.length, smaller.length) + 1;
  const [a, b] = [larger.padStart(width, "0"), smaller.padStart(width, "0")];
  let carry = 0;
  let result = "";
  for (let column = width - 1; column >= 0; column--) {
    const sum = step(Number(a[column]), Number(b[column])) + carry;
    carry = Math.floor(sum / 10);
    result = String(sum - carry * 10) + result;
  }
  return result.replace(/^0+/, "");
}

/** Whether `value` is no further than `tolerance` from `target`. */
export function within(value: Decimal, target: Decimal, tolerance: Decimal): boolean {
  const scale = Math.max(value.scale, target.scale, tolerance.scale);
  const [a, b, limit] = [sameScale(value, scale), sameScale(target, scale), sameScale(tolerance, scale)];
  const apart =
    value.sign !== target.sign
      ? columns(a, b, (x, y) => x + y)
      : compareDigits(a, b) >= 0
        ? columns(a, b, (x, y) => x - y)
        : columns(b, a, (x, y) => x - y);
  return compareDigits(apart, limit) <= 0;
}
