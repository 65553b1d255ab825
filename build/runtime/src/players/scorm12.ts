/** The player of a SCORM 1.2 bundle. */

import { play } from "../main";
import { SCORM12 } from "../tracker/cmi12";
import { scorm } from "../tracker/scorm";

play((course) => scorm(course, SCORM12));
