/** The player of a SCORM 2004 bundle. */

import { play } from "../main";
import { SCORM2004 } from "../tracker/cmi2004";
import { scorm } from "../tracker/scorm";

play((course) => scorm(course, SCORM2004));
