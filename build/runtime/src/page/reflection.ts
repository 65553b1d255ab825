/** What a learner writes for themselves: kept in this tab, sent nowhere. */

import type { CourseData } from "../contract";
import { all } from "../dom";
import { recall, remember } from "../memory";

export function reflections(root: ParentNode, course: CourseData): void {
  all(root, "[data-reflection]").forEach((section) => {
    const area = section.querySelector("textarea");
    if (!area) return;
    const key = `karmakit:${course.id}:reflection:${section.dataset["reflection"] || ""}`;
    area.value = recall(key);
    area.addEventListener("input", () => remember(key, area.value));
  });
}
