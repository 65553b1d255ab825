/** What the page asks of the server that it came from. */
import type { Mode, News, Setup, Told } from "./contract";

export async function setup(): Promise<Setup> {
  return (await (await fetch("/-/setup")).json()) as Setup;
}

async function ask<T>(path: string, told: unknown): Promise<T> {
  const response = await fetch(`/-/${path}`, { method: "POST", body: JSON.stringify(told), headers: { "Content-Type": "application/json" } });
  if (!response.ok) throw new Error(await response.text());
  return (await response.json()) as T;
}

export const launch = async (unit: string, anew: boolean, mode: Mode): Promise<string> => (await ask<{ address: string }>("launch", { unit, anew, mode })).address;
export const leave = (): Promise<unknown> => ask("leave", {});
export const turn = (name: string, on: boolean): Promise<unknown> => ask("switch", { name, on });
export const record = (told: unknown): Promise<Told> => ask<Told>("record", told);
export const stored = (): Promise<unknown> => ask("statements", {});

/** Hear what happens at the server, and whether it is there; resolves when it is heard. */
export function listen(heard: (news: News) => void, there: (is: boolean) => void): Promise<void> {
  const source = new EventSource("/-/events");
  source.onmessage = ({ data }) => heard(JSON.parse(String(data)) as News);
  let lost = false;
  source.onerror = () => {
    lost = true;
    there(false);
  };
  return new Promise((open) => {
    source.onopen = () => {
      if (lost) there(true);
      lost = false;
      open();
    };
  });
}
