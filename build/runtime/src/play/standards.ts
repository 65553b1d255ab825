/** The calls of SCORM's two APIs. */

export type Doing = "initialize" | "terminate" | "get" | "set" | "commit" | "error" | "text" | "diagnostic";

export interface Standard {
  /** The name under which the content looks for the API. */
  readonly api: "API" | "API_1484_11";
  readonly calls: Readonly<Record<Doing, string>>;
  /** Code of a commit, and of an end, that failed at the platform. */
  readonly failed: string;
}

export const STANDARDS: Readonly<Record<"scorm12" | "scorm2004", Standard>> = {
  scorm12: {
    api: "API",
    calls: {
      initialize: "LMSInitialize",
      terminate: "LMSFinish",
      get: "LMSGetValue",
      set: "LMSSetValue",
      commit: "LMSCommit",
      error: "LMSGetLastError",
      text: "LMSGetErrorString",
      diagnostic: "LMSGetDiagnostic",
    },
    failed: "101",
  },
  scorm2004: {
    api: "API_1484_11",
    calls: {
      initialize: "Initialize",
      terminate: "Terminate",
      get: "GetValue",
      set: "SetValue",
      commit: "Commit",
      error: "GetLastError",
      text: "GetErrorString",
      diagnostic: "GetDiagnostic",
    },
    failed: "391",
  },
};
