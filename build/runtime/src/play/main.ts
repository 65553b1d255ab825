/** `karmakit play`: the page of a platform that shows what it hears. */
import { all, fill, h } from "../dom";
import { one, put } from "../pack/page";
import { Content } from "./content";
import type { Call, News, Note, Switches, Told, Unit } from "./contract";
import { Log } from "./log";
import { show } from "./record";
import { Records } from "./scorm";
import * as server from "./server";
import { tabs } from "./tabs";

/** What comes close together is told together. */
const SOON = 120;

const SWITCHED: Readonly<Record<keyof Switches, readonly [on: string, off: string]>> = {
  offline: ["The network is off: nothing reaches the platform.", "The network is on again."],
  failing: ["Commits fail: the platform answers, and keeps nothing.", "Commits are kept again."],
  igot: ["The course was opened again in iGOT’s player.", "The course was opened again at a platform that keeps to the standard."],
  shared: ["A shared computer: nobody is named, and nothing outlives the visit.", "The learner’s own computer again."],
};

void start();

async function start(): Promise<void> {
  const setup = await server.setup();
  const scorm = setup.kind === "scorm12" || setup.kind === "scorm2004" ? setup.kind : null;
  const switches: Switches = { offline: false, failing: false, igot: false, shared: false };
  const began = performance.now();
  const log = new Log(one(document, "#log"), one(document, "#count"), setup.kind);
  const content = new Content(one<HTMLIFrameElement>(document, "#course"), setup.leave);
  let unit: Unit = setup.units[0]!;
  let open = false;
  let busy = false;
  let queue = Promise.resolve();
  let told: Told = { lines: [], shown: "", answers: [] };
  let timer = 0;

  const happen = (what: News | Note | Call): void => {
    log.add({ ...what, at: performance.now() - began });
    clearTimeout(timer);
    timer = setTimeout(() => void refresh(), SOON) as unknown as number;
  };
  const note = (text: string): void => happen({ kind: "note", text });
  const records = scorm && new Records(scorm, switches, (call) => happen({ kind: "call", ...call }), wished);

  // ---- what the platform holds -----------------------------------------------------------------------------------------

  const held = (): unknown =>
    setup.units.filter(({ tracked }) => tracked).map((each) => ({ id: each.id, title: each.title, mark: each.mark, ...records!.of(each) }));
  async function refresh(): Promise<void> {
    told = await server.record(records ? { units: held(), igot: switches.igot } : {});
    put(one(document, "#shown"), told.shown);
    show(one(document, "#record"), told, setup);
    if (!one(document, "#raw").hidden) await raw();
  }
  async function raw(): Promise<void> {
    one(document, "#json").textContent = JSON.stringify(records ? held() : await server.stored(), null, 1);
  }

  // ---- the visit -------------------------------------------------------------------------------------------------------

  const buttons = { suspend: one<HTMLButtonElement>(document, "#suspend"), resume: one<HTMLButtonElement>(document, "#resume"), anew: one<HTMLButtonElement>(document, "#anew") };
  const draw = (): void => {
    buttons.suspend.disabled = busy || !open;
    buttons.resume.disabled = busy;
    buttons.anew.disabled = busy;
    // one way forward at a time
    buttons.suspend.classList.toggle("quiet", !open);
    buttons.resume.classList.toggle("quiet", open);
    one(document, "#away").hidden = open || busy;
    const outline = one(document, "#outline");
    outline.hidden = setup.units.length < 2;
    for (const button of all<HTMLButtonElement>(outline, "button")) {
      button.disabled = busy;
      if (open && button.value === unit.id) button.setAttribute("aria-current", "true");
      else button.removeAttribute("aria-current");
    }
  };
  /** Do one thing with the visit after the other. */
  const visiting = (act: () => Promise<void>): Promise<void> => {
    queue = queue.then(async () => {
      busy = true;
      draw();
      try {
        await act();
      } catch (error) {
        note(`This did not work: ${error instanceof Error ? error.message : String(error)}`);
      }
      busy = false;
      draw();
      void refresh();
    });
    return queue;
  };
  const away = async (clear: boolean, words: string): Promise<void> => {
    await content.close(clear || switches.shared);
    records?.close();
    if (switches.shared || clear) records?.forget();
    await server.leave();
    open = false;
    put(one(document, "#away-words"), words);
  };
  const enter = async (anew: boolean, words = ""): Promise<void> => {
    const address = await server.launch(unit.id, anew);
    const again = records?.goesOn(unit) ?? false;
    if (unit.tracked) records?.offer(unit, switches.shared ? "" : setup.learner);
    note(`${words || (again ? "Launched with what was kept" : "Launched")}: ${unit.title}`);
    open = true;
    content.open(address);
  };
  const again = (): Promise<void> =>
    visiting(async () => {
      if (open) await away(false, "");
      await enter(false);
    });
  const anew = (words: string): Promise<void> =>
    visiting(async () => {
      await away(true, "");
      await enter(true, words);
    });
  const leave = (): Promise<void> =>
    visiting(async () => {
      await away(false, switches.shared ? "The course is closed, and the browser holds nothing of it." : "The course is closed. Resume opens it with what the platform kept.");
      note("Left");
    });
  const go = (next: Unit): Promise<void> =>
    visiting(async () => {
      if (open) await away(false, "");
      unit = next;
      await enter(false);
    });
  /** What a unit of SCORM 2004 asked for when it ended; its own sequencing rules are not followed. */
  function wished(request: string): void {
    const target = /^\{target=(.+)\}(?:choice|jump)$/.exec(request);
    const step = { continue: 1, previous: -1 }[request];
    const at = setup.units.indexOf(unit);
    const next = target ? setup.units.find(({ id }) => id === target[1]) : step ? setup.units[at + step] : undefined;
    note(`The content asks the platform for: ${request}`);
    if (next) void go(next);
    else if (/^(exit|abandon|suspend)/.test(request)) void leave();
  }

  // ---- the page --------------------------------------------------------------------------------------------------------

  document.title = `${setup.title} · play`;
  put(one(document, "#title"), setup.title);
  put(one(document, "#about"), `${setup.standard} · ${setup.name} · ${setup.learner || "nobody named"}`);
  fill(one(document, "#outline"), ...setup.units.map((each) => h("button", { type: "button", value: each.id, click: () => void go(each) }, each.title)));
  buttons.suspend.addEventListener("click", () => void leave());
  buttons.resume.addEventListener("click", () => void again());
  buttons.anew.addEventListener("click", () => void anew("Started anew"));
  tabs(one(document, "[role=tablist]"), (id) => id === "raw" && void raw());
  for (const name of Object.keys(switches) as (keyof Switches)[]) {
    const box = one<HTMLInputElement>(document, `#${name}`);
    box.checked = false;
    box.disabled = (name === "igot" && !scorm) || (name === "failing" && setup.kind === "web");
    box.addEventListener("change", () => {
      switches[name] = box.checked;
      const words = SWITCHED[name][box.checked ? 0 : 1];
      put(one(document, "#switched"), words);
      note(words);
      void (name === "igot" ? Promise.resolve() : server.turn(name, box.checked)).then(() => {
        if (name === "offline") content.online(!box.checked);
        // who learns, and at what platform, is settled when a course is opened
        if (name === "igot") void again();
        if (name === "shared") void anew("Launched");
      });
    });
  }
  one(document, "#only").addEventListener("change", ({ target }) => one(document, "#log").classList.toggle("only-bad", (target as HTMLInputElement).checked));
  one(document, "#copy").addEventListener("click", () => {
    void navigator.clipboard.writeText(one(document, "#json").textContent ?? "").then(
      () => put(one(document, "#copied"), "Copied."),
      () => put(one(document, "#copied"), "The browser does not let us copy: mark the text."),
    );
  });
  one(document, "#save").addEventListener("click", () => void save());
  async function save(): Promise<void> {
    const record = records ? { units: held() } : await server.stored();
    const whole = { bundle: setup.name, standard: setup.standard, saved: new Date().toISOString(), told, record, happened: log.all };
    const link = h("a", { href: URL.createObjectURL(new Blob([JSON.stringify(whole, null, 1)], { type: "application/json" })), download: `${setup.name.replace(/\.zip$/, "")}-play.json` });
    link.click();
    URL.revokeObjectURL(link.href);
    put(one(document, "#copied"), "Saved.");
  }
  await server.listen(
    (news) => happen(news),
    (is) => put(one(document, "#switched"), is ? "" : "karmakit play has ended: start it again and reload this page."),
  );
  // what an earlier run left in the browser is not this learner's
  await anew("Launched");
}
