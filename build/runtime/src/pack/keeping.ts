/** The browser's memory: the work lies under the pack's digest, where the browser lets a file keep something. */
import type { Pack } from "./contract";
import { plain, restored, type Work } from "./work";

export class Keeping {
  private readonly name: string;

  constructor(private readonly pack: Pack) {
    this.name = `karmakit-pack:${pack.key}`;
  }

  read(): Work | null {
    try {
      const kept = localStorage.getItem(this.name);
      return kept ? restored(this.pack, JSON.parse(kept)) : null;
    } catch {
      return null;
    }
  }

  /** Keep the work; say whether the browser did. */
  write(work: Work): boolean {
    try {
      localStorage.setItem(this.name, JSON.stringify(plain(work)));
      return true;
    } catch {
      return false;
    }
  }
}
