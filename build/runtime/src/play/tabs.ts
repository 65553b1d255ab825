/** Three views, one at a time (ARIA Authoring Practices, tabs). */
import { all } from "../dom";

export function tabs(list: HTMLElement, shown: (id: string) => void): void {
  const buttons = all<HTMLButtonElement>(list, "[role=tab]");
  const show = (chosen: HTMLButtonElement): void => {
    for (const button of buttons) {
      const is = button === chosen;
      button.setAttribute("aria-selected", String(is));
      button.tabIndex = is ? 0 : -1;
      document.getElementById(button.getAttribute("aria-controls")!)!.hidden = !is;
    }
    shown(chosen.getAttribute("aria-controls")!);
  };
  buttons.forEach((button, index) => {
    button.addEventListener("click", () => show(button));
    button.addEventListener("keydown", ({ key }) => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[key] ?? 0;
      const next = key === "Home" ? 0 : key === "End" ? buttons.length - 1 : step ? (index + step + buttons.length) % buttons.length : -1;
      if (next < 0) return;
      show(buttons[next]!);
      buttons[next]!.focus();
    });
  });
  show(buttons[0]!);
}
