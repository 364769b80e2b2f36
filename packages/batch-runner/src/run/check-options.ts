import { faultsOfOptions } from "@shotlist/schema";
import type { RunOptions } from "../work/options.ts";

/** Throws a `TypeError` for options that `runPlans` does not have: a misspelt `budget` would limit nothing. */
export function checkOptions(options: RunOptions): void {
  const faults = faultsOfOptions<RunOptions>(options, {
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
    outputDirOf: "function",
    outputPlace: "function",
    forceOutput: "flag",
    isKnownClip: "function",
    readAsset: "function",
    frameCutter: "any",
    lockFiles: "object",
    onEvent: "function",
    signal: "object",
    formats: "function",
  });
  if (faults.length > 0) throw new TypeError(`runPlans: ${faults.join("; ")}`);
}
