/** Tabs: sections one under the other become real tabs. */

import { all, h } from "../dom";

let made = 0;

export function tabs(group: HTMLElement): void {
  const panels = all(group, ":scope > .tab");
  if (panels.length < 2) return;
  const rightToLeft = getComputedStyle(group).direction === "rtl";
  const list = h("div", { class: "tab-list", role: "tablist" });
  const buttons = panels.map((panel, index) => {
    const title = panel.querySelector<HTMLElement>(".tab-title");
    panel.id = panel.id || `tab-${++made}`;
    panel.setAttribute("role", "tabpanel");
    panel.setAttribute("aria-labelledby", `${panel.id}-button`);
    panel.tabIndex = 0;
    const button = h("button", { type: "button", role: "tab", id: `${panel.id}-button`, "aria-controls": panel.id, click: () => select(index) });
    button.append(...Array.from(title?.cloneNode(true).childNodes || []));
    list.append(button);
    return button;
  });
  const select = (index: number, focus = false): void => {
    buttons.forEach((button, at) => {
      button.setAttribute("aria-selected", String(at === index));
      button.tabIndex = at === index ? 0 : -1;
    });
    panels.forEach((panel, at) => panel.toggleAttribute("hidden", at !== index));
    if (focus) buttons[index]?.focus();
  };
  list.addEventListener("keydown", (event) => {
    const at = buttons.findIndex((button) => button === document.activeElement);
    const last = buttons.length - 1;
    const steps: Record<string, number> = {
      [rightToLeft ? "ArrowLeft" : "ArrowRight"]: at === last ? 0 : at + 1,
      [rightToLeft ? "ArrowRight" : "ArrowLeft"]: at === 0 ? last : at - 1,
      Home: 0,
      End: last,
    };
    const to = steps[event.key];
    if (to === undefined) return;
    event.preventDefault();
    select(to, true);
  });
  group.prepend(list);
  group.classList.add("live");
  // A link or a search may point into a tab that is not open.
  panels.forEach((panel, index) => panel.addEventListener("reveal", () => select(index)));
  select(0);
}
