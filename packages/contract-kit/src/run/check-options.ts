import { assertOptions } from "@shotlist/schema";
import type { ContractOptions } from "./options.ts";

/** Throws a `TypeError` for options that `runContract` does not have: a misspelt `maxTasks` would limit nothing. */
export function checkOptions(options: ContractOptions): void {
  assertOptions<ContractOptions>("runContract", options, {
    format: "text",
    baseUrl: "text",
    fetch: "function",
    apiKey: "text",
    live: "flag",
    maxTasks: "number",
    budget: "object",
    pricePerTask: "number",
    only: "any",
    seed: "number",
    strict: "flag",
    draws: "number",
    webhookReceiver: "object",
    clock: "object",
    requestTimeoutMs: "number",
    caseTimeoutMs: "number",
    resume: "object",
    onState: "function",
    onCase: "function",
    onResult: "function",
    signal: "object",
  });
}
