import { assertOptions, type OptionKind } from "@shotlist/schema";
import type { RunOptions } from "./options.ts";

const kinds: { readonly [Name in keyof Required<RunOptions>]: OptionKind } = {
  state: "object",
  keys: "function",
  hostRefusal: "function",
  linkHosts: "list",
  transport: "any",
  random: "object",
  concurrency: "number",
  only: "function",
  drafts: "list",
  allowStale: "flag",
  rebuy: "flag",
  maxTasks: "number",
  budget: "list",
  cutoff: "text",
  maxDurationMs: "number",
  webhookUrl: "text",
  notices: "object",
  outputDirOf: "function",
  outputPlace: "function",
  forceOutput: "flag",
  isKnownClip: "function",
  readAsset: "function",
  frameCutter: "any",
  lockFiles: "object",
  onEvent: "function",
  around: "function",
  signal: "object",
  formats: "function",
};

/**
 * Throws a `TypeError` for options that a run does not have: a misspelt `budget` would limit nothing. What needs some of them
 * accepts all, so that one object serves for all calls.
 */
export function assertRunOptions(caller: string, options: { readonly [Name in keyof RunOptions]?: unknown }): void {
  assertOptions<typeof options>(caller, options, kinds);
}
