/** A stranger's words, so that a page shows all of them and no more than that. */

const LONGEST = 600;
/** What shows nothing, but for what joins and parts letters of Indian scripts: it could turn round what stands beside it. */
const UNSEEN = /(?![\u200c\u200d])[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Zl}\p{Zp}]/gu;

/** Return a text with what shows nothing as its number, and cut off where it is too long to be read. */
export function plain(text: string): string {
  const shown = Array.from(text).slice(0, LONGEST).join("");
  const written = shown.replace(UNSEEN, (char) => `\\u{${(char.codePointAt(0) ?? 0).toString(16)}}`);
  return shown === text ? written : `${written}…`;
}
