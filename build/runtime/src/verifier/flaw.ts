/** What is wrong: the code of the rule, where, and what, in a sentence. */

export interface Flaw {
  readonly code: string;
  readonly path: string;
  readonly message: string;
}

export const flaw = (code: string, path: string, message: string): Flaw => ({ code, path, message });
