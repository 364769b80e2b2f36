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

/** The clip that `shotlist use` chose, else the one that is asked for now. */
async function chosenOf({ state }: RunContext, take: PlannedTake, sha256: string): Promise<string> {
  const key = { storyboard: take.storyboard, take: take.id };
  const record = await state.ledger.take(key);
  if (record?.chosen === undefined) return sha256;
  const version = (await state.ledger.versions(key)).find(({ number }) => number === record.chosen);
  return version !== undefined && (await state.store.find(version.sha256, "video")) ? version.sha256 : sha256;
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
