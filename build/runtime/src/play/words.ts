/** What the page says, in the reader's language: the server gives the words with the setup. */

export type Say = (key: string, filled?: Readonly<Record<string, string | number>>) => string;

export function sayer(words: Readonly<Record<string, string>>): Say {
  return (key, filled = {}) => (words[`say.${key}`] ?? key).replace(/\{(\w+)\}/g, (hole, name: string) => String(filled[name] ?? hole));
}
