/** When two spellings are the same answer. */

/** The text as it is compared: NFC, without invisible joiners, with plain quotation marks and single spaces. */
export function plain(text: string, matchCase = false): string {
  const bare = text
    .normalize("NFC")
    .replace(/[\u00ad\u200b-\u200f\u2060\ufeff]/g, "")
    .replace(/[\u2018\u2019]/g, "'")
    .replace(/[\u201c\u201d]/g, '"')
    .replace(/[\u2010-\u2013]/g, "-")
    .replace(/\s+/g, " ")
    .trim();
  return matchCase ? bare : bare.toLowerCase();
}
