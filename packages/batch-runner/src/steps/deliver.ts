import type { PlannedTake } from "@shotlist/core";
import { OutputRefusedError } from "../failures/clip-errors.ts";
import { chosenVersion } from "../join/chosen-version.ts";
import { fieldHashes } from "../join/field-hashes.ts";
import type { Attempt, TakeKey } from "../lifecycle/attempt.ts";
import type { Delivering, Placing, Writing } from "../work/context.ts";
import type { Work } from "../work/work.ts";
import { getBack } from "./get-back.ts";
import { outputFileOf } from "./output-file.ts";
import { assertMayPut } from "./output-guard.ts";

/** Gives every take of the digest its version and its file. */
export async function deliver(context: Delivering, work: Work, attemptId: string, sha256: string): Promise<void> {
  await addVersions(context, work, { attemptId, sha256 });
  await placeCopies(context, work, sha256);
}

/** Gives every take of the digest its version. */
export async function addVersions(context: Writing, work: Work, kept: Kept): Promise<void> {
  await Promise.all([
    ...work.formerTakes.map((key) => addVersion(context, work, key, kept)),
    ...work.takes.map(({ take }) => keepTake(context, work, take, kept)),
  ]);
}

/** Gives every take its file. */
export async function placeCopies(context: Placing, work: Work, sha256: string): Promise<void> {
  let refused: OutputRefusedError | undefined;
  for (const wanted of work.takes) {
    try {
      await placeChosen(context, wanted, sha256);
    } catch (error) {
      // One take's file is not a reason to keep another take's clip back.
      if (!(error instanceof OutputRefusedError)) throw error;
      refused ??= error;
    }
  }
  if (refused !== undefined) throw refused;
}

async function placeCopy(
  { state, options, placed, outputs }: Placing,
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
  /** Set where the clip has only just come, with what the ledger knows of its attempt: no take has it as a version yet. */
  readonly firstOf?: Pick<Attempt, "takes">;
}

async function hasVersion({ ledger }: Writing["state"], key: TakeKey, kept: Kept): Promise<boolean> {
  const versions = await ledger.versions(key);
  return versions.some(({ attemptId, sha256 }) => attemptId === kept.attemptId && sha256 === kept.sha256);
}

/** What the ledger knows already is not written again. */
async function keepTake(context: Writing, work: Work, take: PlannedTake, kept: Kept): Promise<void> {
  const { state, fence } = context;
  const key = { storyboard: take.storyboard, take: take.id };
  const { digest } = take;
  const record = await state.ledger.take(key);
  const isVersion = kept.firstOf === undefined && (await hasVersion(state, key, kept));
  const isJoined = kept.firstOf?.takes.some((own) => own.storyboard === key.storyboard && own.take === key.take);
  await Promise.all([
    ...(isVersion || isJoined === true ? [] : [state.ledger.join(fence, kept.attemptId, [key])]),
    ...(isVersion ? [] : [addVersion(context, work, key, kept)]),
    ...(record?.digest === digest && Object.keys(record.fields).length > 0
      ? []
      : [state.ledger.want(fence, { ...key, digest, fields: fieldHashes(take), at: state.clock.now() })]),
  ]);
}

async function addVersion(
  { state, fence }: Writing,
  { lead }: Work,
  key: TakeKey,
  { attemptId, sha256 }: Kept,
): Promise<void> {
  await state.ledger.addVersion(fence, { ...key, digest: lead.digest, attemptId, sha256, at: state.clock.now() });
}

/**
 * Puts the clip that a person chose in a take's place, else the other one. Where the chosen one is not available, the place stays as it
 * is: the other one may be what was rejected.
 */
export async function placeChosen(context: Placing, wanted: Work["takes"][number], otherwise: string): Promise<void> {
  const { state } = context;
  const chosen = await chosenVersion(state, wanted.take);
  if (chosen === undefined || chosen.sha256 === otherwise) return placeCopy(context, wanted, otherwise);
  const attempt = await state.ledger.attempt(chosen.attemptId);
  const clip = attempt === undefined ? undefined : await getBack(context, [wanted], attempt, chosen.sha256);
  if (clip?.sha256 === chosen.sha256) return placeCopy(context, wanted, chosen.sha256);
  const { storyboard, id } = wanted.take;
  const message = `Version ${chosen.number} was chosen, but its clip is not available: no other clip was used instead`;
  context.emit({ type: "warning", storyboard, take: id, message });
}
