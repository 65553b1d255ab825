/** What the player adds where a course is a website: the record as a file, a new start, the course without a network. */

import type { Additions } from "../additions";
import type { CourseData } from "../contract";
import { fill, focusOn, h } from "../dom";
import { icon } from "../icons";
import type { DeviceTracker } from "../tracker/web";
import { say } from "../words";
import { installButton, watchInstall } from "./install";
import type { Offline, OfflineCourse } from "./offline";
import { readRecord, recordOf } from "./record";

/** No record is as large; what is larger is not read at all. */
const LARGEST_RECORD = 1_000_000;

type Child = Node | string | null | false;

export function deviceAdditions(course: CourseData, tracker: DeviceTracker, offline: OfflineCourse): Additions {
  let show: () => void = () => undefined;
  offline.onChange(() => show());
  watchInstall(() => show());
  return {
    cover: () => {
      const network = h("div");
      const said = h("p", { class: "device-said", role: "status" });
      show = () => {
        const held = network.contains(document.activeElement);
        fill(network, ...without(offline, said));
        fill(said, ...progress(offline.now()));
        if (held) network.querySelector("button")?.focus();
      };
      show();
      return h("section", { class: "device" }, h("h2", { id: "device" }, say("device")), recordPart(course, tracker), network);
    },
    record: () => h("p", { class: "actions" }, saveButton(course, tracker)),
    settings: (cover) => {
      const { print } = course.target;
      const root = document.documentElement.dataset["root"] ?? ".";
      return [
        ...(print ? [h("a", { class: "button quiet", href: `${root}/${print}`, target: "_blank", rel: "noopener" }, icon("print"), say("print-whole"))] : []),
        h("a", { class: "button quiet", href: cover("device") }, icon("device"), say("device")),
      ];
    },
  };
}

function button(word: string, click: () => void, more = ""): HTMLButtonElement {
  return h("button", { type: "button", class: `button ${more || "quiet"}`, click }, word);
}

// ---- the record ------------------------------------------------------------------------------------------------------------

function saveButton(course: CourseData, tracker: DeviceTracker): HTMLElement {
  return button(say("record-save"), () => {
    const now = new Date().toISOString();
    const kept = tracker.kept() ?? { state: "1", begun: "", changed: "", done: {}, attempts: {} };
    const text = JSON.stringify(recordOf(course, kept, now), null, 1);
    const address = URL.createObjectURL(new Blob([text, "\n"], { type: "application/json" }));
    h("a", { href: address, download: `${course.id}-${now.slice(0, 10)}.json` }).click();
    setTimeout(() => URL.revokeObjectURL(address), 60_000);
  });
}

const READ = "record-was-read";
/** What there is to say when the cover has been built anew with what was in a file. */
let outcome = "";

function recordPart(course: CourseData, tracker: DeviceTracker): HTMLElement {
  const part = h("div");
  const said = h("p", { class: "device-said", role: "status" });
  const tell = (word: string): void => fill(said, word && icon(word === READ ? "right" : "note"), word && say(word));
  const show = (focus = false): void => {
    const again = button(say("start-again"), ask);
    const own = !tracker.elsewhere();
    fill(
      part,
      h("p", {}, say(tracker.lasting() ? "device-kept" : "device-not-kept")),
      actions(saveButton(course, tracker), own && readButton(course, tracker, tell), own && again),
      said,
    );
    if (focus) again.focus();
  };
  const ask = (): void => {
    const keep = button(say("start-again-no"), () => show(true));
    fill(
      part,
      h("p", { class: "device-ask" }, say("start-again-ask")),
      actions(button(say("start-again-yes"), tracker.erase, "primary"), keep),
    );
    keep.focus();
  };
  show();
  if (outcome) {
    tell(outcome);
    outcome = "";
    setTimeout(() => focusOn(said));
  }
  return part;
}

function readButton(course: CourseData, tracker: DeviceTracker, tell: (word: string) => void): HTMLElement {
  const read = async (file: File): Promise<void> => {
    const found = file.size > LARGEST_RECORD ? "foreign" : readRecord(await new Response(file).text(), course);
    if (typeof found === "string") return tell(`record-${found}`);
    outcome = READ;
    tracker.adopt(found);
  };
  const input = h("input", {
    type: "file",
    class: "visually-hidden",
    accept: ".json,application/json",
    change: () => {
      const file = input.files?.[0];
      input.value = "";
      tell("");
      if (file) void read(file).catch(() => tell("record-foreign"));
    },
  });
  return h("label", { class: "button quiet" }, input, say("record-read"));
}

// ---- without a network -----------------------------------------------------------------------------------------------------

function megabytes(bytes: number): string {
  return say("megabytes", { n: (bytes && Math.max(1, Math.round(bytes / 100_000))) / 10 });
}

function without(course: OfflineCourse, said: HTMLElement): Child[] {
  const now = course.now();
  const install = installButton();
  if (now.phase === "none") return install ? [actions(install)] : [];
  return [
    h("h3", {}, say("offline")),
    now.newer && h("p", { class: "device-newer" }, say("edition")),
    now.newer && actions(button(say("edition-open"), course.takeOver)),
    ...(now.phase === "coming" ? [h("p", {}, say("offline-coming"))] : ready(now)),
    said,
    actions(mediaButton(course, now), install),
  ];
}

function actions(...buttons: Child[]): Child {
  return buttons.some(Boolean) && h("div", { class: "actions" }, ...buttons);
}

function ready({ size, saved, saving }: Offline): Child[] {
  const media = !size ? "" : saved === size ? say("offline-saved", { size: megabytes(size) }) : say("offline-more");
  return [
    h("p", { class: "device-ready" }, icon("right"), h("span", {}, say("offline-ready"), " ", media)),
    saving && h("progress", { max: String(size), value: String(saved), "aria-label": say("offline") }),
  ];
}

function mediaButton(course: OfflineCourse, { size, saved, saving }: Offline): Child {
  if (!size) return null;
  if (saving) return button(say("offline-stop"), course.stop);
  return saved === size
    ? button(say("offline-remove"), () => void course.remove())
    : button(say("offline-save", { size: megabytes(size - saved) }), () => void course.save());
}

function progress({ saving, failed, saved, size }: Offline): Child[] {
  if (saving) return [say("offline-saving", { done: megabytes(saved), all: megabytes(size) })];
  return failed ? [icon("note"), say("offline-failed")] : [];
}
