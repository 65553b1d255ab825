/** Making and finding elements. */

type Child = Node | string | null | false | undefined;
type Attributes = Readonly<Record<string, string | boolean | ((event: Event) => void) | undefined>>;

/** Make an element; an attribute that is a function listens to the event of its name. */
export function h<K extends keyof HTMLElementTagNameMap>(tag: K, attributes: Attributes = {}, ...children: Child[]): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const name of Object.keys(attributes)) {
    const value = attributes[name];
    if (typeof value === "function") element.addEventListener(name, value);
    else if (value === true) element.setAttribute(name, "");
    else if (typeof value === "string") element.setAttribute(name, value);
  }
  for (const child of children) {
    if (child || child === "") element.append(child);
  }
  return element;
}

/** Take everything out of `parent` and put `children` in. */
export function fill(parent: Element, ...children: Child[]): void {
  parent.textContent = "";
  for (const child of children) {
    if (child) parent.append(child);
  }
}

/** HTML that the compiler made (of feedback, of meanings), as nodes. */
export function html(source: string): DocumentFragment {
  const template = document.createElement("template");
  template.innerHTML = source;
  return template.content;
}

export function all<E extends Element = HTMLElement>(root: ParentNode, selector: string): E[] {
  return Array.from(root.querySelectorAll<E>(selector));
}

/** Bring the reader, and the screen reader, to an element. */
export function focusOn(element: HTMLElement): void {
  if (!/^(a|button|input|select|textarea)$/i.test(element.tagName)) element.tabIndex = -1;
  element.focus({ preventScroll: true });
}
