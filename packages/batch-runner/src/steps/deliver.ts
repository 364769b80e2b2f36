import { dirname, relative, resolve, sep } from "node:path";
import type { Plan, PlannedTake } from "@shotlist/core";
import type { Container } from "../container/judgement.ts";
import { withRightEnding } from "../container/right-ending.ts";
import { OutputRefusedError } from "../failures/errors.ts";
import { intentFields } from "../join/intent-fields.ts";
import type { TakeKey } from "../lifecycle/attempt.ts";
import type { RunContext } from "../work/context.ts";
import type { RunOptions } from "../work/options.ts";
import type { Work } from "../work/work.ts";
import { assertMayPut } from "./output-guard.ts";

/** Gives every take of the digest its version and its file. */
export async function deliver(context: RunContext, work: Work, attemptId: string, sha256: string): Promise<void> {
  await addVersions(context, work, { attemptId, sha256 });
  await placeCopies(context, work, sha256);
}

/** Gives every take of the digest its version. */
export async function addVersions(context: RunContext, work: Work, kept: Kept): Promise<void> {
  await Promise.all([
    ...work.formerTakes.map((key) => addVersion(context, work, key, kept)),
    ...work.takes.map(({ take }) => keepTake(context, work, take, kept)),
  ]);
}

/** Gives every take its file. */
export async function placeCopies(context: RunContext, work: Work, sha256: string): Promise<void> {
  let refused: OutputRefusedError | undefined;
  for (const wanted of work.takes) {
    try {
      await placeCopy(context, wanted, await chosenOf(context, wanted.take, sha256));
    } catch (error) {
      // One take's file is no reason to keep another take's clip back.
      if (!(error instanceof OutputRefusedError)) throw error;
      refused ??= error;
    }
  }
  if (refused !== undefined) throw refused;
}

/** Where a work ends without a clip of its own, its takes keep the one they have: chosen, or the newest. */
export async function deliverEarlier(context: RunContext, work: Work): Promise<void> {
  const { ledger, store } = context.state;
  for (const wanted of work.takes) {
    const { storyboard, id } = wanted.take;
    const newest = (await ledger.versions({ storyboard, take: id })).at(-1);
    if (newest === undefined) continue;
    const sha256 = await chosenOf(context, wanted.take, newest.sha256);
    if (!(await store.find(sha256, "video"))) continue;
    try {
      await placeCopy(context, wanted, sha256);
    } catch (error) {
      if (!(error instanceof OutputRefusedError)) throw error;
      context.emit({ type: "warning", storyboard, take: id, message: error.message });
    }
  }
}

async function placeCopy(
  { state, options, placed, outputs }: RunContext,
  { take, plan }: Work["takes"][number],
  sha256: string,
): Promise<void> {
  const file = outputFileOf(options, plan, take, state.store.containerOf(sha256));
  await assertMayPut(outputs, { plan, take, file, sha256 });
  await state.store.place(sha256, file);
  placed.set(take, file);
}

interface Kept {
  readonly attemptId: string;
  readonly sha256: string;
}

/** What the ledger knows already is not written again. */
async function keepTake(context: RunContext, work: Work, take: PlannedTake, kept: Kept): Promise<void> {
  const { state, fence } = context;
  const key = { storyboard: take.storyboard, take: take.id };
  const { digest } = take;
  const [record, versions] = await Promise.all([state.ledger.take(key), state.ledger.versions(key)]);
  await Promise.all([
    ...(versions.some(({ attemptId, sha256 }) => attemptId === kept.attemptId && sha256 === kept.sha256)
      ? []
      : [state.ledger.join(fence, kept.attemptId, [key]), addVersion(context, work, key, kept)]),
    ...(record?.digest === digest
      ? []
      : [state.ledger.want(fence, { ...key, digest, fields: intentFields(take), at: state.clock.now() })]),
  ]);
}

async function addVersion({ state, fence }: RunContext, { lead }: Work, key: TakeKey, kept: Kept): Promise<void> {
  await state.ledger.addVersion(fence, { ...key, digest: lead.digest, ...kept, at: state.clock.now() });
}

/** The clip that `shotlist use` chose, else the other one. */
async function chosenOf({ state }: RunContext, take: PlannedTake, otherwise: string): Promise<string> {
  const key = { storyboard: take.storyboard, take: take.id };
  const record = await state.ledger.take(key);
  if (record?.chosen === undefined) return otherwise;
  const version = (await state.ledger.versions(key)).find(({ number }) => number === record.chosen);
  return version !== undefined && (await state.store.find(version.sha256, "video")) ? version.sha256 : otherwise;
}

/**
 * Absolute path of a take's file; always below the plan's output folder. Its ending is that of what the clip is stored in,
 * where that is known.
 */
export function outputFileOf(
  options: Pick<RunOptions, "outputDirOf">,
  plan: Plan,
  take: PlannedTake,
  container?: Container,
): string {
  const folder = outputDirOf(options, plan);
  const isTaken = (path: string): boolean => plan.takes.some(({ output }) => output === path);
  const file = resolve(
    folder,
    container === undefined ? take.output : withRightEnding(take.output, container, isTaken),
  );
  if (relative(folder, file).split(sep)[0] === "..") throw new Error(`${take.output} lies outside the output folder`);
  return file;
}

export function outputDirOf(options: Pick<RunOptions, "outputDirOf">, plan: Plan): string {
  return options.outputDirOf?.(plan) ?? resolve(dirname(plan.file), plan.outputDir);
}
