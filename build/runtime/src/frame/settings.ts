/** Text size and theme, kept on this device, and printing. */

import { fill, h } from "../dom";
import { icon } from "../icons";
import { say } from "../words";

const KEY = "karmakit:settings";
const CHOICES = { size: ["1", "2", "3", "4"], theme: ["auto", "light", "dark"] } as const;
const USUAL = { size: "2", theme: "auto" };

type Name = keyof typeof CHOICES;

function kept(): Readonly<Record<Name, string>> {
  try {
    return { ...USUAL, ...(JSON.parse(localStorage.getItem(KEY) ?? "{}") as object) };
  } catch {
    return USUAL;
  }
}

let chosen: Readonly<Record<Name, string>> = USUAL;

function apply(): void {
  document.documentElement.dataset["size"] = chosen.size;
  document.documentElement.dataset["scheme"] = chosen.theme;
}

function choose(name: Name, value: string): void {
  chosen = { ...chosen, [name]: value };
  apply();
  try {
    localStorage.setItem(KEY, JSON.stringify(chosen));
  } catch {
    // Without storage the choice lasts as long as the document.
  }
}

/** The button of the bar, and the panel that it opens. */
export function settings(added: readonly HTMLElement[] = []): readonly [HTMLButtonElement, HTMLElement] {
  chosen = kept();
  apply();
  const group = (name: Name): HTMLElement =>
    h(
      "fieldset",
      { class: `setting setting-${name}` },
      h("legend", {}, say(`setting-${name}`)),
      ...CHOICES[name].map((value) =>
        h(
          "label",
          {},
          h("input", { type: "radio", name: `setting-${name}`, value, checked: chosen[name] === value, change: () => choose(name, value) }),
          h("span", {}, say(`${name}-${value}`)),
        ),
      ),
    );
  const panel = h("section", { class: "settings", id: "settings", hidden: true, "aria-label": say("settings") });
  fill(
    panel,
    group("size"),
    group("theme"),
    h("button", { type: "button", class: "button quiet", click: () => window.print() }, icon("print"), say("print")),
    ...added,
  );
  panel.addEventListener("click", (event) => (event.target as Element).closest("a") && toggle(false));
  const opener = h(
    "button",
    { type: "button", class: "icon-button", "aria-expanded": "false", "aria-controls": "settings", "aria-label": say("settings"), click: () => toggle(panel.hidden) },
    icon("type"),
  );
  const toggle = (open: boolean, back = false): void => {
    panel.hidden = !open;
    opener.setAttribute("aria-expanded", String(open));
    if (open) panel.querySelector<HTMLElement>("input:checked")?.focus();
    else if (back) opener.focus();
  };
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !panel.hidden) toggle(false, true);
  });
  document.addEventListener("click", (event) => {
    const target = event.target as Node;
    if (!panel.hidden && !panel.contains(target) && !opener.contains(target)) toggle(false);
  });
  return [opener, panel];
}
