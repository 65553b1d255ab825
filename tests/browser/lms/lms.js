// A learning platform for tests: it hosts a course in a frame, offers it an API (good, iGOT's, or broken), and notes every call.
"use strict";

const asked = new XMLHttpRequest();
asked.open("GET", `/config/${new URLSearchParams(location.search).get("launch")}`, false);
asked.send();
const config = JSON.parse(asked.responseText);
const began = performance.now();
const calls = [];
let unsent = [];
let reports = 0;
let committed = { ...(config.data ?? {}) };

/** Tell the test's server: what a page does while it closes cannot be asked of the page afterwards. */
function report(extra) {
  // beacons overtake each other
  reports += 1;
  navigator.sendBeacon("/report", JSON.stringify({ launch: config.launch, number: reports, calls: unsent, ...extra }));
  unsent = [];
}

function random(seed) {
  let state = seed || 1;
  return () => {
    state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff;
    return state / 0x7fffffff;
  };
}

/** scorm-again, and what it would remember of an earlier visit. */
function scormAgain() {
  const api = new Scorm12API({ autocommit: false, logLevel: 5 });
  const held = config.data ?? {};
  let suspended = "";
  api.cmi.core.student_id = config.learner ?? "";
  api.cmi.core.student_name = config.learner ? "Learner, A" : "";
  for (const [element, value] of Object.entries(held)) {
    if (element === "cmi.suspend_data") suspended = value;
    const core = /^cmi\.core\.(lesson_status|lesson_location|lesson_mode|credit|entry)$/.exec(element);
    if (core) api.cmi.core[core[1]] = value;
    if (element === "cmi.core.score.raw") api.cmi.core.score.raw = value;
  }
  // a lenient platform holds more than the standard allows, and scorm-again would not take it
  if (suspended.length <= 4096) api.cmi.suspend_data = suspended;
  else {
    const get = api.LMSGetValue.bind(api);
    api.LMSGetValue = (element) => {
      const value = get(element);
      return element === "cmi.suspend_data" && value === "" ? suspended : value;
    };
  }
  return api;
}

/** iGOT's player, from knowledge of its code: nothing is validated, no return value means what it says. */
function igot() {
  const key = "do_1135";
  const RESTORED = ["cmi.core.exit", "cmi.core.lesson_status", "cmi.core.session_time", "cmi.suspend_data", "Initialized", "spentTime"];
  const read = () => JSON.parse(localStorage.getItem(key) ?? "{}");
  const write = (data) => localStorage.setItem(key, JSON.stringify(data));
  setTimeout(() => {
    const restored = Object.entries(config.data ?? {}).filter(([element]) => RESTORED.includes(element));
    if (restored.length) write({ ...read(), ...Object.fromEntries(restored) });
  }, config.restoreAfter ?? 800);
  window.ngOnDestroy = () => {
    if (read().Initialized) report({ progress: read() });
    document.querySelector("iframe").remove();
  };
  const api = {
    LMSInitialize() {
      write({ ...read(), Initialized: true });
      return true;
    },
    LMSGetValue: (element) => (read().Initialized ? read()[element] || "" : false),
    LMSSetValue(element, value) {
      if (!read().Initialized) return false;
      write({ ...read(), [element]: value });
      return value;
    },
    LMSCommit() {
      if (["completed", "passed"].includes(read()["cmi.core.lesson_status"])) report({ progress: read(), patched: true });
      return false;
    },
    LMSFinish() {
      api.LMSCommit();
      localStorage.removeItem(key);
      return true;
    },
    LMSGetLastError: () => "",
    LMSGetErrorString: () => "",
    LMSGetDiagnostic: () => "",
  };
  return api;
}

/** Every call is noted; `config.faults` says which of them fail, and how. */
function noted(real) {
  const faults = config.faults ?? {};
  const chance = random(faults.seed);
  window.faults = faults;
  const data = { ...(config.data ?? {}) };
  let error = null;
  let sets = 0;
  const fails = (name, args) => {
    if (name === "LMSSetValue") {
      sets += 1;
      if (faults.lostAfter && sets > faults.lostAfter) return "301";
      if (faults.set && chance() < faults.set) return "101";
    }
    if (name === "LMSInitialize" && faults.init) return faults.init;
    if (name === "LMSSetValue" && faults.refuse && args[0].startsWith(faults.refuse)) return "401";
    if (name === "LMSCommit" && (faults.lostAfter && sets > faults.lostAfter)) return "301";
    if (name === "LMSInitialize" && faults.lostAfter && sets > faults.lostAfter) {
      if (faults.lostForGood) return "301";
      faults.lostAfter = 0;
    }
    if (name === "LMSCommit" && performance.now() - began < (faults.commitUntil ?? 0)) return "101";
    return null;
  };
  const call = (name) => (...args) => {
    if (name === "LMSGetLastError" && error !== null) return error;
    if (faults.throws) {
      unsent.push({ name, args, threw: true });
      calls.push({ name, args, threw: true });
      throw new Error("the platform is broken");
    }
    error = fails(name, args);
    let result = error === null ? real[name](...args) : "false";
    if (faults.learner && args[0] === "cmi.core.student_id") result = faults.learner;
    if (name === "LMSGetLastError") return result;
    const note = { name, args, result, error: error ?? String(real.LMSGetLastError()), injected: error !== null, at: performance.now() - began };
    calls.push(note);
    unsent.push(note);
    const plain = name !== "LMSGetValue" && result === "true";
    if (plain && config.answers === "booleans") result = true;
    if (plain && config.answers === "nothing") result = undefined;
    if (error === null && name === "LMSSetValue") data[args[0]] = args[1];
    if (name === "LMSCommit" || name === "LMSFinish") {
      if (error === null) committed = { ...data };
      report(error === null ? { data } : {});
    }
    return result;
  };
  return Object.fromEntries(
    ["LMSInitialize", "LMSFinish", "LMSGetValue", "LMSSetValue", "LMSCommit", "LMSGetLastError", "LMSGetErrorString", "LMSGetDiagnostic"].map((name) => [name, call(name)]),
  );
}

function host() {
  const frame = document.createElement("iframe");
  frame.src = config.src;
  frame.style = "border:0;width:100vw;height:100vh";
  frame.title = "The course";
  frame.name = "course";
  document.body.append(frame);
}

if (config.kind !== "none") {
  const offer = () => {
    window.API = noted(config.kind === "igot" ? igot() : scormAgain());
  };
  if (config.late) setTimeout(offer, config.late);
  else offer();
}
if (!config.window) host();
