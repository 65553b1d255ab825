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

/** The names of the standards, by what they do. */
const STANDARDS = {
  scorm12: {
    api: "API",
    learner: "cmi.core.student_id",
    names: { initialize: "LMSInitialize", terminate: "LMSFinish", get: "LMSGetValue", set: "LMSSetValue", commit: "LMSCommit", error: "LMSGetLastError", text: "LMSGetErrorString", diagnostic: "LMSGetDiagnostic" },
    lost: { initialize: "301", set: "301", commit: "301" },
  },
  scorm2004: {
    api: "API_1484_11",
    learner: "cmi.learner_id",
    names: { initialize: "Initialize", terminate: "Terminate", get: "GetValue", set: "SetValue", commit: "Commit", error: "GetLastError", text: "GetErrorString", diagnostic: "GetDiagnostic" },
    lost: { initialize: "104", set: "133", commit: "143" },
  },
};
const standard = STANDARDS[config.standard ?? "scorm12"];

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

/** Put what a platform remembers of an earlier visit into a fresh SCORM 2004 session. */
function remember2004(api, held) {
  api.cmi.learner_id = config.learner ?? "";
  api.cmi.learner_name = config.learner ? "Learner, A" : "";
  api.cmi.entry = held["cmi.suspend_data"] ? "resume" : "ab-initio";
  for (const [element, value] of Object.entries(held)) {
    const own = /^cmi\.(completion_status|success_status|progress_measure|location|mode|credit|entry|suspend_data)$/.exec(element);
    if (own) api.cmi[own[1]] = value;
    const score = /^cmi\.score\.(raw|scaled|min|max)$/.exec(element);
    if (score) api.cmi.score[score[1]] = value;
  }
  return api;
}

function scormAgain2004() {
  return remember2004(new Scorm2004API({ autocommit: false, logLevel: 5 }), config.data ?? {});
}

/**
 * scorm-again with its sequencing: `config.tree` is the activity tree, `config.pages` what each activity opens. It delivers in the
 * frame, and remembers of each activity what that one told.
 */
function sequenced() {
  const api = new Scorm2004API({ autocommit: false, logLevel: 5, sequencing: { activityTree: config.tree } });
  const kept = {};
  let open = null;
  window.delivered = [];
  window.ended = 0;
  window.tracked = (id) => api.getActivityTrackingData(id);
  window.offers = (id) => api.lmsGetValue(`adl.nav.request_valid.choice.{target=${id}}`);
  window.begin = () => api.processNavigationRequest("start");
  // the learner picks an activity from the platform's own contents: the one that is open goes first
  window.choose = async (id) => {
    const frame = document.querySelector("iframe");
    await new Promise((gone) => {
      frame.addEventListener("load", gone, { once: true });
      frame.src = "about:blank";
    });
    return api.processNavigationRequest("choice", id);
  };
  api.on("SetValue", (element, value) => {
    if (open) kept[open] = { ...kept[open], [element]: value };
  });
  api.setSequencingEventListeners({
    onActivityDelivery({ id }) {
      delivered.push(id);
      // the session before this one ends first
      setTimeout(() => {
        if (open) api.reset();
        open = id;
        remember2004(api, kept[id] ?? {});
        document.querySelector("iframe").src = config.pages[id];
      });
    },
    onSequencingSessionEnd: () => (ended += 1),
  });
  return api;
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

/**
 * iGOT's player of 2026, from knowledge of its code: a flat store that is restored whole before the course is shown, with the session
 * marked as open where it was; strings in answer, an error for what was never set, and errors that are never forgotten.
 */
function igot2026() {
  const key = "do_1135";
  let last = "0";
  const read = () => JSON.parse(localStorage.getItem(key) ?? "{}");
  const write = (data) => localStorage.setItem(key, JSON.stringify(data));
  if (config.data) write(config.data);
  window.ngOnDestroy = () => {
    if (read().Initialized) report({ progress: read() });
    document.querySelector("iframe").remove();
  };
  const refuse = (code, answer = "false") => {
    last = code;
    return answer;
  };
  return {
    Initialize() {
      if (read().Initialized) return refuse("103");
      write({ ...read(), Initialized: true });
      return "true";
    },
    GetValue: (element) => (read().Initialized ? read()[element] || refuse("403", "") : refuse("122", "")),
    SetValue(element, value) {
      if (!read().Initialized) return refuse("132");
      write({ ...read(), [element]: value });
      return "true";
    },
    Commit() {
      report({ progress: read() });
      return "true";
    },
    Terminate() {
      localStorage.removeItem(key);
      return "true";
    },
    GetLastError: () => last,
    GetErrorString: () => "",
    GetDiagnostic: () => "",
  };
}

/** Every call is noted; `config.faults` says which of them fail, and how. */
function noted(real) {
  const faults = config.faults ?? {};
  const chance = random(faults.seed);
  window.faults = faults;
  const data = { ...(config.data ?? {}) };
  let error = null;
  let sets = 0;
  const isLost = () => faults.lostAfter && sets > faults.lostAfter;
  const fails = (kind, args) => {
    if (kind === "set") {
      sets += 1;
      if (isLost()) return standard.lost.set;
      if (faults.set && chance() < faults.set) return "101";
    }
    if (kind === "initialize" && faults.init) return faults.init;
    if (kind === "set" && faults.refuse && args[0].startsWith(faults.refuse)) return "401";
    if (kind === "commit" && isLost()) return standard.lost.commit;
    if (kind === "initialize" && isLost()) {
      if (faults.lostForGood) return standard.lost.initialize;
      faults.lostAfter = 0;
    }
    if (kind === "commit" && performance.now() - began < (faults.commitUntil ?? 0)) return "101";
    return null;
  };
  const call = ([kind, name]) => (...args) => {
    if (kind === "error" && error !== null) return error;
    if (faults.throws) {
      unsent.push({ kind, name, args, threw: true });
      calls.push({ kind, name, args, threw: true });
      throw new Error("the platform is broken");
    }
    error = fails(kind, args);
    let result = error === null ? real[name](...args) : "false";
    if (faults.learner && args[0] === standard.learner) result = faults.learner;
    if (kind === "error") return result;
    const note = { kind, name, args, result, error: error ?? String(real[standard.names.error]()), injected: error !== null, at: performance.now() - began };
    calls.push(note);
    unsent.push(note);
    const plain = kind !== "get" && result === "true";
    if (plain && config.answers === "booleans") result = true;
    if (plain && config.answers === "nothing") result = undefined;
    if (error === null && kind === "set") data[args[0]] = args[1];
    if (kind === "commit" || kind === "terminate") {
      if (error === null) committed = { ...data };
      report(error === null ? { data } : {});
    }
    return result;
  };
  return Object.fromEntries(Object.entries(standard.names).map((each) => [each[1], call(each)]));
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
    const platforms = { igot, igot2026, sequenced, "scorm-again": config.standard === "scorm2004" ? scormAgain2004 : scormAgain };
    window[standard.api] = noted(platforms[config.kind]());
  };
  if (config.late) setTimeout(offer, config.late);
  else offer();
}
if (!config.window) host();
if (config.kind === "sequenced") begin();
