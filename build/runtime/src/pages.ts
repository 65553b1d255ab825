/** Fetching the course's pages; each is read once, and copied whenever it is shown. */

import type { PageData } from "./contract";
import { all } from "./dom";

export interface Page {
  readonly main: HTMLElement;
  readonly data: PageData | null;
  readonly title: string;
}

// a `srcset` of ours is one address, of the WebP that a picture may be shown from
const ADDRESSES = ["src", "srcset", "href", "poster"];

/** What stands in a document, as a page. */
export function pageOf(source: Document): Page | null {
  const main = source.querySelector<HTMLElement>("main");
  if (!main) return null;
  return { main: main.cloneNode(true) as HTMLElement, data: dataOf(source), title: source.title };
}

function dataOf(source: Document): PageData | null {
  try {
    return JSON.parse(source.getElementById("karmakit-page")?.textContent || "") as PageData;
  } catch {
    return null;
  }
}

/** Make the relative addresses of a page true wherever it is shown. */
function settle(root: ParentNode, address: string): void {
  ADDRESSES.forEach((name) => {
    all(root, `[${name}]`).forEach((element) => {
      const value = element.getAttribute(name) || "";
      if (!value.startsWith("data:")) element.setAttribute(name, new URL(value, address).href);
    });
  });
  all<HTMLTemplateElement>(root, "template").forEach((template) => settle(template.content, address));
}

const fetched = new Map<string, Promise<Page>>();

/** Keep the page that the document came with. */
export function keepPage(address: string, page: Page): void {
  fetched.set(address, Promise.resolve(page));
}

async function read(address: string): Promise<Page> {
  const response = await fetch(address, { credentials: "same-origin" });
  if (!response.ok) throw new Error(String(response.status));
  const page = pageOf(new DOMParser().parseFromString(await response.text(), "text/html"));
  if (!page) throw new Error("no page");
  settle(page.main, address);
  return page;
}

export function fetchPage(address: string): Promise<Page> {
  const known = fetched.get(address);
  if (known) return known;
  const coming = read(address);
  fetched.set(address, coming);
  // What could not be fetched may be there the next time.
  coming.catch(() => fetched.delete(address));
  return coming;
}
