// The server.
export { createMockServer } from "./create-mock-server.ts";
export type { MockServer } from "./create-mock-server.ts";
export type { MockServerOptions } from "./world/mock-server-options.ts";
export type { MockScope } from "./mock-scope.ts";
export { playableFormats, variantsOf } from "./formats/mount.ts";

// What it holds.
export type { MockClock, ClockMode } from "./clock/clock.ts";
export type { Billed } from "./billing/bill.ts";
export { RequestExpectationError } from "./journal/request-log.ts";
export type { RequestLog, RequestPattern } from "./journal/request-log.ts";
export type { JournalEntry, JournalPrice, JournalVerdict } from "./journal/journal.ts";
export type { WebhookAttempt } from "./webhooks/webhook-attempt.ts";
export type { TaskSummary } from "./control/task-summary.ts";

// How it behaves.
export { faultLibrary } from "./faults/library.ts";
export { parseScenario } from "./faults/parse-scenario.ts";
export { ScenarioError } from "./faults/scenario-error.ts";
export type { Fault, FaultLayer, FaultPlace, FaultSettings } from "./faults/fault.ts";
export type { FaultPlan, RuleInForce } from "./faults/fault-plan.ts";
export type { RateLimit, RuleMatch, Scenario, ScenarioRule } from "./faults/scenario.ts";
export type { ProgressRule } from "./world/choose-progress.ts";
export type { ClipMatch } from "./faults/matches-clip.ts";
export type { Progress, SecondsRange } from "./tasks/task-plan.ts";
export type { ClipOrder, ClipRenderer } from "./clips/clip-cache.ts";
export type { RequestedClip } from "./vendor/requested-clip.ts";
export type { TaskFailure } from "./vendor/task-result.ts";
