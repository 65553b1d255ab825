/** Finding things of the page. */

export function one<E extends Element = HTMLElement>(root: ParentNode, selector: string): E {
  const found = root.querySelector<E>(selector);
  if (!found) throw new Error(`the page has no ${selector}`);
  return found;
}

/** Set what an element says, only where it is another text: a live region must not speak twice. */
export function put(element: Element, text: string): void {
  if (element.textContent !== text) element.textContent = text;
}

/** The radio of a group that is chosen. */
export function chosen(root: ParentNode, selector: string): string {
  return root.querySelector<HTMLInputElement>(`${selector}:checked`)?.value ?? "";
}
