/** The platforms a SCORM course can be played at: scorm-again, which keeps to the standard, and iGOT's own, which does not. */
import { Scorm12API, Scorm2004API } from "scorm-again";
import type { Mode, Unit, Values } from "./contract";
import { flat, seconds, time, tree, type Tree } from "./values";

export type Scorm = "scorm12" | "scorm2004";

/** An API as content calls it, and what it holds now. */
export interface Api {
  call(name: string, args: readonly string[]): unknown;
  values(): Values;
}

/** What iGOT's deployed player brings back of an earlier visit; all else is lost on the way. */
const RESTORED = ["cmi.core.exit", "cmi.core.lesson_status", "cmi.core.session_time", "cmi.suspend_data"];
/** It does so when it likes: so many milliseconds after the launch. */
const RESTORE = 800;

/** Return the values with which a visit begins: the time of the last one is added up, and its farewell forgotten. */
export function begun(kept: Values, kind: Scorm): Values {
  const [total, session, exit] = kind === "scorm12" ? ["cmi.core.total_time", "cmi.core.session_time", "cmi.core.exit"] : ["cmi.total_time", "cmi.session_time", "cmi.exit"];
  const values = { ...kept };
  const spent = seconds(values[total!] ?? "") + seconds(values[session!] ?? "");
  delete values[session!];
  delete values[exit!];
  if (spent) values[total!] = time(spent, kind);
  return values;
}

/** Return scorm-again with what the platform remembers; `learner` is empty where nobody is named, `ordered` serves several parts in their order. */
export function faithful(kind: Scorm, unit: Unit, learner: string, kept: Values, resumed: boolean, mode: Mode, ordered?: Scorm2004API): Api {
  const api = ordered ?? (kind === "scorm12" ? new Scorm12API({ autocommit: false, logLevel: 5 }) : new Scorm2004API({ autocommit: false, logLevel: 5 }));
  ordered?.reset();
  const start = tree(begun(kept, kind)).cmi;
  if (start) api.loadFromJSON(start as Tree, "cmi");
  const entry = resumed ? "resume" : Object.keys(kept).length ? "" : "ab-initio";
  const id = learner ? "learner-1" : "";
  const credit = mode === "Normal" ? "credit" : "no-credit";
  const opened = mode.toLowerCase();
  const name = learner.replace(/^(.+) (\S+)$/, "$2, $1");
  if (api instanceof Scorm12API) {
    const { core, student_data: data } = api.cmi;
    Object.assign(core, { student_id: id, student_name: name, entry, credit, lesson_mode: opened });
    if (!core.lesson_status) core.lesson_status = "not attempted";
    if (unit.mark) data.mastery_score = unit.mark;
  } else {
    Object.assign(api.cmi, { learner_id: id, learner_name: name, entry, credit, mode: opened });
    if (unit.mark) api.cmi.scaled_passing_score = unit.mark;
  }
  if (unit.data) api.cmi.launch_data = unit.data;
  const calls = api as unknown as Record<string, (...args: readonly string[]) => unknown>;
  return {
    call: (called, args) => calls[called]!(...args),
    values: () => flat(JSON.parse(JSON.stringify(api.renderCMIToJSONObject()))),
  };
}

/** Return iGOT's deployed player, from knowledge of its public code: one flat store, no checks, and no answer means what it says. */
export function igot12(kept: Values, keep: (values: Values) => void): Api {
  let store: Record<string, string> = {};
  let open = false;
  setTimeout(() => {
    for (const element of RESTORED) if (kept[element]) store[element] = kept[element];
  }, RESTORE);
  const commit = (): false => {
    if (["completed", "passed"].includes(store["cmi.core.lesson_status"] ?? "")) keep({ ...store });
    return false;
  };
  const calls: Readonly<Record<string, (...args: readonly string[]) => unknown>> = {
    LMSInitialize: () => (open = true),
    LMSGetValue: (element = "") => (open ? store[element] || "" : false),
    LMSSetValue: (element = "", value = "") => open && (store[element] = value),
    LMSCommit: commit,
    LMSFinish() {
      commit();
      open = false;
      store = {};
      return true;
    },
    LMSGetLastError: () => "",
    LMSGetErrorString: () => "",
    LMSGetDiagnostic: () => "",
  };
  return { call: (name, args) => calls[name]!(...args), values: () => (open ? { ...store } : {}) };
}

/** Return iGOT's player of 2026, the same way: it restores all, with the session marked as open, and never forgets an error. */
export function igot2004(kept: Values, keep: (values: Values) => void): Api {
  let store: Record<string, string> = { ...kept };
  let open = Object.keys(kept).length > 0;
  let last = "0";
  const refuse = (code: string, answer = "false"): string => {
    last = code;
    return answer;
  };
  const calls: Readonly<Record<string, (...args: readonly string[]) => unknown>> = {
    Initialize() {
      if (open) return refuse("103");
      open = true;
      return "true";
    },
    GetValue: (element = "") => (open ? store[element] || refuse("403", "") : refuse("122", "")),
    SetValue(element = "", value = "") {
      if (!open) return refuse("132");
      store[element] = value;
      return "true";
    },
    Commit() {
      keep({ ...store });
      return "true";
    },
    Terminate() {
      keep({ ...store });
      store = {};
      open = false;
      return "true";
    },
    GetLastError: () => last,
    GetErrorString: () => "",
    GetDiagnostic: () => "",
  };
  return { call: (name, args) => calls[name]!(...args), values: () => (open ? { ...store } : {}) };
}
