/** The course, its modules and its questions as activities, named and described in the course's language. */

import type { CourseData, ModuleData } from "../../contract";
import { courseData } from "../../course";
import type { Activity, Context, Words } from "./statements";
import { COMPETENCIES, typeIri } from "./vocabulary";

/** What there is to speak of in one course, launched as `launched`. */
export interface Activities {
  readonly launched: Activity;
  words(text: string): Words | undefined;
  module(module: ModuleData): Activity;
  objective(id: string): Activity;
  /** What a statement about a part of a module stands in, and which competencies the module serves. */
  around(module: ModuleData, parent: Activity, other?: Activity): Context;
}

export function activitiesOf(course: CourseData, id: string): Activities {
  const words = (text: string): Words | undefined => (text ? { [course.language]: text } : undefined);
  const activity = (id: string, type: Parameters<typeof typeIri>[0], name: string, description = ""): Activity => ({
    id,
    definition: { type: typeIri(type), name: words(name), description: words(description) },
  });
  const typeOf = ({ test }: ModuleData): "assessment" | "lesson" => (test ? "assessment" : "lesson");
  const [only] = course.target.perModule ? course.modules : [];
  const launched = only ? activity(id, typeOf(only), only.title) : activity(id, "course", course.title);
  return {
    launched,
    words,
    module: (module) => activity(`${course.iri}/${module.id}`, typeOf(module), module.title, module.objectives.map(({ text }) => text).join(" · ")),
    objective(id) {
      // a module launched alone still knows what the others teach
      const known = (courseData() || course).modules.reduce<ModuleData["objectives"]>((all, { objectives }) => all.concat(objectives), []);
      return activity(`${course.iri}/objectives/${id}`, "objective", (known.find((one) => one.id === id) || { text: id }).text);
    },
    around(module, parent, other) {
      const served = (course.target.competencies || {})[module.id];
      return { contextActivities: { parent, grouping: [launched, { id: course.iri }], other }, extensions: served && { [COMPETENCIES]: served } };
    },
  };
}
