/** Installing the course as an app: offered only where the browser offers it. */

import { h } from "../dom";
import { say } from "../words";

/** Not in TypeScript's library, since one family of browsers alone has it. */
interface InstallPrompt extends Event {
  prompt(): Promise<void>;
}

let prompt: InstallPrompt | null = null;
let become: (next: InstallPrompt | null) => void = () => undefined;

/** Wait for the browser's offer; `changed` is called when it comes and when it is gone. */
export function watchInstall(changed: () => void): void {
  become = (next) => {
    prompt = next;
    changed();
  };
  addEventListener("beforeinstallprompt", (event) => {
    event.preventDefault();
    become(event as InstallPrompt);
  });
  addEventListener("appinstalled", () => become(null));
}

/** Return the button that asks the browser to install, or null where it has not offered to. */
export function installButton(): HTMLButtonElement | null {
  const offered = prompt;
  // an offer can be taken up once
  const take = (): void => void offered?.prompt().then(() => become(null));
  return offered && h("button", { type: "button", class: "button quiet", click: take }, say("install"));
}
