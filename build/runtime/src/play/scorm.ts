/** SCORM at play: the API in this window, every call noted, what is kept of each unit, and failures where they are switched on. */
import type { Scorm2004API } from "scorm-again";
import type { Call, Held, Mode, Switches, Unit, Values } from "./contract";
import { type Api, faithful, igot12, igot2004, type Scorm } from "./platforms";
import { type Doing, STANDARDS } from "./standards";
import { quiet } from "../tracker/quiet";

/** What a unit may ask for in SCORM 2004 when it ends: `continue`, `previous`, or `{target=ID}choice`. */
type Wish = (request: string) => void;

export class Records {
  private readonly held = new Map<string, Held>();
  /** The visit that goes on: of which unit, and how to look into its platform. */
  private visit: { readonly unit: Unit; readonly api: Api; readonly igot: boolean } | null = null;

  constructor(
    private readonly kind: Scorm,
    private readonly switches: Switches,
    private readonly heard: (call: Omit<Call, "kind">) => void,
    private readonly wished: Wish,
  ) {}

  of(unit: Unit): Held {
    return this.held.get(unit.id) ?? { values: {}, unsaved: 0, ended: "open" };
  }

  /** Forget all that was kept. */
  forget(): void {
    this.held.clear();
  }

  /** Return whether a launch of a unit goes on where the learner was. */
  goesOn(unit: Unit): boolean {
    const held = this.held.get(unit.id);
    return Boolean(held && Object.keys(held.values).length && !this.isOver(held));
  }

  /** Offer the API to the content of a unit. */
  offer(unit: Unit, learner: string, mode: Mode, ordered?: Scorm2004API): void {
    const before = this.held.get(unit.id);
    const kept = before && !this.isOver(before) ? before.values : {};
    const held: Held = { values: kept, unsaved: 0, ended: "open" };
    this.held.set(unit.id, held);
    const keep = (values: Values): void => {
      held.values = values;
      held.unsaved = 0;
    };
    const { igot } = this.switches;
    const resumed = kept["cmi.core.exit"] === "suspend" || kept["cmi.exit"] === "suspend" || before?.ended === "left";
    const api = igot ? (this.kind === "scorm12" ? igot12(kept, keep) : igot2004(kept, keep)) : faithful(this.kind, unit, learner, kept, resumed && before !== undefined, mode, ordered);
    this.visit = { unit, api, igot };
    Object.assign(window, { [STANDARDS[this.kind].api]: this.noted(unit, api, igot, held, keep) });
  }

  /** The content has gone. */
  close(): void {
    const visit = this.visit;
    if (!visit) return;
    const held = this.of(visit.unit);
    // iGOT's portal saves what it holds when it takes the frame away
    const values = visit.igot && !this.switches.offline && !this.switches.failing ? visit.api.values() : {};
    if (Object.keys(values).length) Object.assign(held, { values, unsaved: 0 });
    if (held.ended === "open") held.ended = "left";
    held.unsaved = 0;
    this.visit = null;
    delete (window as unknown as Record<string, unknown>)[STANDARDS[this.kind].api];
  }

  /** In SCORM 2004 an end that is no pause ends the attempt (RTE, 4.2.8). */
  private isOver(held: Held): boolean {
    return this.kind === "scorm2004" && held.ended === "finished" && held.values["cmi.exit"] !== "suspend";
  }

  private noted(unit: Unit, api: Api, igot: boolean, held: Held, keep: (values: Values) => void): Record<string, (...args: unknown[]) => unknown> {
    const { calls, failed } = STANDARDS[this.kind];
    let injected = "";
    let wish = "";
    const call = (doing: Doing, name: string) => (...given: unknown[]): unknown => {
      const args = given.map(String);
      if (doing === "error" && injected) return injected;
      const fails = (doing === "commit" || doing === "terminate") && (this.switches.failing || this.switches.offline);
      injected = fails ? failed : "";
      const answer = fails ? (igot && this.kind === "scorm12" ? false : "false") : api.call(name, args);
      const error = injected || quiet(() => String(api.call(calls.error, [])), "");
      // what the content asks of an error is no news
      if (doing !== "error" && doing !== "text" && doing !== "diagnostic") {
        if (!fails) after(doing, args, answer);
        this.heard({ unit: unit.id, name, args, answer, error: error === "0" ? "" : error, injected: fails });
      }
      return answer;
    };
    const after = (doing: Doing, args: readonly string[], answer: unknown): void => {
      if (doing === "set" && (igot || answer === "true")) {
        if (args[0] === "adl.nav.request") wish = args[1] ?? "";
        else held.unsaved += 1;
      }
      if (answer !== "true" && !igot) return;
      if ((doing === "commit" || doing === "terminate") && !igot) keep(api.values());
      if (doing !== "terminate") return;
      held.ended = "finished";
      if (wish) setTimeout(() => this.wished(wish));
    };
    return Object.fromEntries(Object.entries(calls).map(([doing, name]) => [name, call(doing as Doing, name)]));
  }
}
