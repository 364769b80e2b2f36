import { dirname, relative, resolve, sep } from "node:path";
import type { Plan, PlannedTake } from "@shotlist/core";
import { intentFields } from "../join/intent-fields.ts";
import type { RunContext } from "../run/context.ts";
import type { RunOptions } from "../run/options.ts";
import type { Work } from "../run/work.ts";

/** Gives every take of the digest its version and its file. */
export async function deliver(context: RunContext, work: Work, attemptId: string, sha256: string): Promise<void> {
  const { state, fence, options } = context;
  for (const key of work.formerTakes) {
    const { digest } = work.lead;
    await state.ledger.addVersion(fence, { ...key, digest, attemptId, sha256, at: state.clock.now() });
  }
  for (const { take, plan } of work.takes) {
    const key = { storyboard: take.storyboard, take: take.id };
    await state.ledger.join(fence, attemptId, [key]);
    const at = state.clock.now();
    await state.ledger.want(fence, { ...key, digest: take.digest, fields: intentFields(take), at });
    await state.ledger.addVersion(fence, { ...key, digest: take.digest, attemptId, sha256, at });
    await state.store.place(await chosenOf(context, take, sha256), outputFileOf(options, plan, take));
  }
}

/** Where a work ends without a clip of its own, its takes keep the one they have: chosen, or the newest. */
export async function deliverEarlier(context: RunContext, work: Work): Promise<void> {
  const { state, options } = context;
  for (const { take, plan } of work.takes) {
    const newest = (await state.ledger.versions({ storyboard: take.storyboard, take: take.id })).at(-1);
    if (newest === undefined) continue;
    const sha256 = await chosenOf(context, take, newest.sha256);
    if (await state.store.find(sha256, "video")) await state.store.place(sha256, outputFileOf(options, plan, take));
  }
}

/** The clip that `shotlist use` chose, else the other one. */
async function chosenOf({ state }: RunContext, take: PlannedTake, otherwise: string): Promise<string> {
  const key = { storyboard: take.storyboard, take: take.id };
  const record = await state.ledger.take(key);
  if (record?.chosen === undefined) return otherwise;
  const version = (await state.ledger.versions(key)).find(({ number }) => number === record.chosen);
  return version !== undefined && (await state.store.find(version.sha256, "video")) ? version.sha256 : otherwise;
}

/** Absolute path of a take's file; always below the plan's output folder. */
export function outputFileOf(options: Pick<RunOptions, "outputDirOf">, plan: Plan, take: PlannedTake): string {
  const folder = outputDirOf(options, plan);
  const file = resolve(folder, take.output);
  if (relative(folder, file).split(sep)[0] === "..") throw new Error(`${take.output} lies outside the output folder`);
  return file;
}

export function outputDirOf(options: Pick<RunOptions, "outputDirOf">, plan: Plan): string {
  return options.outputDirOf?.(plan) ?? resolve(dirname(plan.file), plan.outputDir);
}
