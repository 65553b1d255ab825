/** The course of this bundle, as the packager wrote it into the script. */

import type { CourseData, ModuleData } from "./contract";

/** The course data, or null if the packager wrote none: the pages then stay plain documents. */
export function courseData(): CourseData | null {
  // `globalThis` is missing before Chrome 71; `self` is the same object everywhere.
  return (self as unknown as { karmakit?: CourseData }).karmakit ?? null;
}

/** The course of a bundle that launches each module on its own: that module alone. */
export function onlyModule(course: CourseData, id: string): CourseData {
  return {
    ...course,
    modules: course.modules.filter((module) => module.id === id).map((module) => ({ ...module, requires: [] })),
    units: course.units
      .filter((unit) => unit.modules.includes(id))
      .map((unit) => ({ ...unit, modules: [id] })),
  };
}

/** The modules in the order a learner meets them. */
export function inOrder(course: CourseData): readonly ModuleData[] {
  const byId = new Map(course.modules.map((module) => [module.id, module]));
  const ids = course.units.reduce<string[]>((all, unit) => all.concat(unit.modules), []);
  return ids.map((id) => byId.get(id)).filter((module): module is ModuleData => module !== undefined);
}

export function moduleById(course: CourseData, id: string): ModuleData | undefined {
  return course.modules.find((module) => module.id === id);
}
