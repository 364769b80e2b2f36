// The server.
export { createMockServer } from "./create-mock-server.ts";
export type { MockServer, MockServerOptions } from "./create-mock-server.ts";
export { playableFormats } from "./formats/mount.ts";

// What it holds.
export type { MockClock, ClockMode } from "./clock/clock.ts";
export type { JournalEntry, JournalVerdict } from "./journal/journal.ts";
export type { TaskSummary } from "./control/task-summary.ts";

// How it behaves.
export type { Progress, SecondsRange } from "./tasks/task-plan.ts";
export type { ClipOrder, ClipRenderer } from "./clips/clip-cache.ts";
export type { RequestedClip } from "./tasks/requested-clip.ts";
export type { TaskFailure } from "./tasks/task.ts";
