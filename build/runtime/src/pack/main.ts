/** The review pack: read, decide, save; nothing leaves the page but the file that is saved. */
import type { Pack } from "./contract";
import { decision } from "./decisions";
import { Desk } from "./desk";
import { mount, widths } from "./frames";
import { Keeping } from "./keeping";
import { one, put } from "./page";
import { people } from "./people";
import { progress } from "./progress";
import { remarks } from "./remarks";
import { saving } from "./saving";
import { statements } from "./statements";
import { views } from "./views";
import { fresh } from "./work";

const pack = JSON.parse(one(document, "#pack").textContent ?? "") as Pack;

if (pack.persons.length) {
  const keeping = new Keeping(pack);
  const told = one(document, "#keeping");
  const keep = (work: Desk["work"]): void => {
    const kept = keeping.write(work);
    put(told, (pack.words[kept ? "kept" : "not-kept"] ?? ""));
    told.classList.toggle("warn", !kept);
  };
  const desk = new Desk(pack, keeping.read() ?? fresh(pack, new Date().toISOString()), keep);
  keep(desk.work);
  people(desk);
  for (const subject of pack.subjects) {
    const view = document.getElementById(`part-${subject.name}`);
    if (!view) continue;
    remarks(view, subject.name, desk);
    decision(view, subject, desk);
  }
  statements(desk);
  progress(desk);
  saving(desk);
}
widths();
views((view) => mount(view, pack));
