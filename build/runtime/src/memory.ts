/** What lives as long as the tab does, and is sent nowhere: typed texts, reflections, a longer clock. */

const kept = new Map<string, string>();

export function recall(key: string): string {
  try {
    return sessionStorage.getItem(key) || kept.get(key) || "";
  } catch {
    return kept.get(key) || "";
  }
}

export function remember(key: string, text: string): void {
  kept.set(key, text);
  try {
    sessionStorage.setItem(key, text);
  } catch {
    // Storage is full or forbidden: the text lives as long as the document does.
  }
}
