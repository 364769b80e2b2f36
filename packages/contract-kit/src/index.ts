// Checking an endpoint
export { runContract } from "./run/run-contract.ts";
export type { Budget, ContractOptions, ContractProgress } from "./run/options.ts";
export { readState, stateLine, StateUnreadableError } from "./run/run-state.ts";
export type { RunState, StateEvent } from "./run/run-state.ts";
export { TargetRefusedError } from "./run/errors.ts";
export type { RunClock } from "./call/clock.ts";
export type { Fetch } from "./call/target.ts";
export { openWebhookReceiver } from "./webhook/open-receiver.ts";
export type { ReceivedWebhook, WebhookReceiver } from "./webhook/receiver.ts";

// What is checked
export { casesOf } from "./case/cases-of.ts";
export type { CallRequest, Case, CaseRequest, Expectation, KeyChoice, StoryName } from "./case/case.ts";

// Judging what was recorded
export { checkTrace } from "./trace/check-trace.ts";
export type { TraceFinding, TraceReport } from "./trace/check-trace.ts";
export { readTrace } from "./trace/read-trace.ts";
export { TraceUnreadableError } from "./trace/trace-unreadable-error.ts";
export type { TraceEntry } from "./trace/trace.ts";

// Recording a session, and playing it back
export { recordSession } from "./record/record-session.ts";
export type { RecordOptions } from "./record/record-options.ts";
export type { RecordTotals, SessionRecorder } from "./record/record-session.ts";
export { openRecordingProxy } from "./record/open-recording-proxy.ts";
export type { RecordingProxy, RecordingProxyOptions } from "./record/open-recording-proxy.ts";
export { entryLine, headLine, readRecording, writeRecording } from "./record/recording.ts";
export type { Recording } from "./record/recording.ts";
export { replaySession } from "./replay/replay-session.ts";
export type { ReplayedCall, ReplayedSession, ReplayOptions } from "./replay/replay-session.ts";
export { openReplayServer } from "./replay/open-replay-server.ts";
export type { ReplayServer, ReplayServerOptions } from "./replay/open-replay-server.ts";

// Where a recording departs from the format
export { driftOf } from "./drift/drift-of.ts";
export type { DriftedRule, DriftReport } from "./drift/drift-of.ts";
export type { NewWord } from "./drift/new-words.ts";
export { toDriftTable } from "./drift/drift-table.ts";

// How two versions of a contract differ
export { ContractUnreadableError, diffContracts, diffOfMissing, joinDiffs } from "./diff/diff-contracts.ts";
export type { ContractDiff, DiffOptions } from "./diff/diff-contracts.ts";
export type { ChangeLabel, ContractChange, Direction } from "./diff/change.ts";
export { checkConsumers } from "./diff/check-consumers.ts";
export type { ConsumerReport, RefusedCall } from "./diff/check-consumers.ts";
export { toDiffTable } from "./diff/diff-table.ts";

// What was found
export { toTable } from "./report/table.ts";
export type { TableOptions } from "./report/table.ts";
export type { Wording } from "./report/wording.ts";
export { toJson } from "./report/json.ts";
export { toHtml } from "./report/html.ts";
export { toJunit } from "./report/junit.ts";
export { toBadge } from "./report/badge.ts";
export { toScorecard } from "./report/scorecard.ts";
export { baselineOf, BaselineUnreadableError, readBaseline, withBaseline } from "./report/baseline.ts";
export type { Baseline } from "./report/baseline.ts";
export type {
  AcceptedDeparture,
  CaseResult,
  ContractReport,
  ContractTotals,
  CoveredStep,
  Verdict,
} from "./report/report.ts";
export type { Finding } from "./check/finding.ts";
export type { LocatedFinding } from "./call/case-run.ts";
export type { Answer, Exchange, SentRequest } from "./answer/exchange.ts";
