import { createHash } from "node:crypto";
import type { Bindings, JsonValue, Media, Plan, Reference } from "@shotlist/core";
import { present } from "@shotlist/schema";
import { mediaTypes } from "../container/right-ending.ts";
import { ClipDamagedError } from "../failures/clip-errors.ts";
import { chosenVersion } from "../join/chosen-version.ts";
import type { Attempt } from "../lifecycle/attempt.ts";
import type { ClipKind } from "../ports/clip-store.ts";
import type { CutFrame } from "../ports/frame-cutter.ts";
import type { Binding, Fetching, Keeping } from "../work/context.ts";
import type { TakeError } from "../failures/take-error.ts";
import { readBesideStoryboard } from "./read-asset.ts";
import type { Work } from "../work/work.ts";
import { fetchFrame } from "./fetch-frame.ts";
import { pollOnce } from "./poll.ts";
import { addressOf } from "./upload.ts";
import type { UploadedFile } from "./uploaded-file.ts";

/** A medium that cannot be handed over: the take is not submitted, and `isLeft` where another run may be able to. */
export class MediaUnavailable extends Error {
  readonly error: TakeError;
  readonly isLeft: boolean;
  constructor(error: TakeError, { isLeft = false }: { readonly isLeft?: boolean } = {}) {
    super(error.message);
    this.error = error;
    this.isLeft = isLeft;
  }
}

/** Everything of a request that exists only now, except what comes with the attempt (seed, client id). */
export async function gatherBindings(
  context: Binding,
  work: Work,
): Promise<Pick<Bindings, "media" | "draftTaskId" | "webhookUrl">> {
  const { references, draftOf } = work.asked ?? work.lead.asked;
  const values = new Map<Reference, JsonValue>();
  for (const reference of references) values.set(reference, await valueOf(context, work, reference));
  const media = (reference: Reference): JsonValue => {
    const value = values.get(reference);
    if (value === undefined) throw new Error("a codec asked for a medium that the shot does not have");
    return value;
  };
  const { webhookUrl } = context.options;
  const webhook = present({ webhookUrl });
  if (draftOf === undefined) return { media, ...webhook };
  if ("task" in draftOf) return { media, draftTaskId: draftOf.task, ...webhook };
  const draft = await dependencyOf(context, work, draftOf.take);
  return { media, draftTaskId: draft.taskId, ...webhook };
}

async function valueOf(context: Binding, work: Work, reference: Reference): Promise<JsonValue> {
  const { media, role } = reference;
  const forms = context.formatOf(work.provider).mediaForms(work.lead.model, role);
  const bytesAllowed = forms.includes("data") || forms.includes("base64");
  switch (media.from) {
    case "url":
      return media.url;
    case "asset":
      return `asset://${media.id}`;
    case "data":
      return media.uri;
    case "file":
      if (media.upload === true) return uploaded(context, work, { kind: reference.kind, media });
      if (media.url !== undefined && !bytesAllowed) return media.url;
      return toDataUri(media.mediaType, await readChecked(context, work.plan, media));
    case "take":
      return fromTake(context, work, media, bytesAllowed);
    default:
      throw new Error(`no such medium: ${JSON.stringify(media satisfies never)}`);
  }
}

async function uploaded(context: Binding, work: Work, file: Omit<UploadedFile, "bytes">): Promise<string> {
  const result = await addressOf(context, work, { ...file, bytes: () => readChecked(context, work.plan, file.media) });
  if ("error" in result) throw new MediaUnavailable(result.error, { isLeft: !result.final });
  return result.url;
}

/** A file that has changed since the plan is not what was asked for, and not what its digest says. */
async function readChecked(
  { options }: Binding,
  plan: Plan,
  media: Extract<Media, { from: "file" }>,
): Promise<Uint8Array> {
  const read = options.readAsset ?? readBesideStoryboard;
  let bytes: Uint8Array;
  try {
    bytes = await read(plan, media);
  } catch (error) {
    throw new MediaUnavailable({
      code: "asset_unreadable",
      message: `${media.path} cannot be read (${error instanceof Error && "code" in error ? String(error.code) : "unknown"})`,
      hint: "Put the file back, then run again.",
    });
  }
  if (createHash("sha256").update(bytes).digest("hex") !== media.sha256) {
    throw new MediaUnavailable({
      code: "asset_changed",
      message: `${media.path} has changed since the storyboard was compiled`,
      hint: "Run again to compile it again.",
    });
  }
  return bytes;
}

/** A frame or clip of a take before: its bytes where the format takes bytes, else a link fresh from a poll. */
async function fromTake(
  context: Binding,
  work: Work,
  media: Extract<Media, { from: "take" }>,
  bytesAllowed: boolean,
): Promise<JsonValue> {
  const { attempt, taskId } = await dependencyOf(context, work, media.take);
  if (bytesAllowed && attempt.state.name === "downloaded") {
    const { store } = context.state;
    const { sha256, frameSha256 } = attempt.state;
    if (media.what === "lastFrame" && frameSha256 !== undefined && (await store.find(frameSha256, "frame"))) {
      const frame = await readSound(context, frameSha256, "frame");
      if (frame !== undefined) return toDataUri("image/png", frame);
    }
    if (media.what === "video") {
      const mediaType = mediaTypes[store.containerOf(sha256)];
      const clip = await readSound(context, sha256, "video");
      if (clip !== undefined) return toDataUri(mediaType, clip);
    }
  }
  const outcome = await pollOnce(context, attempt.provider, taskId);
  const task = outcome.kind === "task" && outcome.task.status === "succeeded" ? outcome.task : undefined;
  const link = media.what === "lastFrame" ? task?.lastFrameUrl : task?.videoUrl;
  if (bytesAllowed && media.what === "lastFrame" && link !== undefined) {
    const frame = await frameAgain(context, attempt, link);
    if (frame !== undefined) return toDataUri("image/png", frame);
  }
  // A path of the provider's own: nobody else can fetch from it.
  if (link !== undefined && URL.canParse(link)) return link;
  const isFrame = media.what === "lastFrame";
  const cut = isFrame && bytesAllowed ? await cutLastFrame(context, attempt) : undefined;
  if (cut !== undefined && cut.problem === undefined) return toDataUri("image/png", cut.png);
  const what = isFrame ? "last frame" : "clip";
  const why = cut?.problem === "failed" ? `, and ffmpeg cannot cut it from the clip: ${cut.words}` : "";
  throw new MediaUnavailable({
    code: "dependency_unavailable",
    message: `The ${what} of ${media.take} is not available: the vendor gives no valid link to it${why}`,
    hint:
      cut?.problem === "no-cutter"
        ? `Install ffmpeg to cut it from the clip, or use a file in the shot.`
        : `Use a file in the shot, or render ${media.take} again.`,
  });
}

/** A frame that was damaged or is gone is fetched once more while its link lives; other bytes than those that were kept are not it. */
async function frameAgain(context: Fetching, attempt: Attempt, link: string): Promise<Uint8Array | undefined> {
  if (attempt.state.name !== "downloaded" || attempt.state.frameSha256 === undefined) return undefined;
  const { frameSha256 } = attempt.state;
  const got = await fetchFrame(context, attempt, { link, receiptFollows: false, tries: 2 });
  if (got.kind !== "stored" || got.clip.sha256 !== frameSha256) return undefined;
  return readSound(context, frameSha256, "frame");
}

/** The vendor returns no last frame: the clip that is here has one. */
async function cutLastFrame({ state, options }: Binding, attempt: Attempt): Promise<CutFrame | undefined> {
  if (attempt.state.name !== "downloaded") return undefined;
  if (options.frameCutter === undefined) return { problem: "no-cutter" };
  const { sha256 } = attempt.state;
  const container = state.store.containerOf(sha256);
  const clip = await readSound({ state }, sha256, "video");
  return clip === undefined ? undefined : options.frameCutter.lastFrame(clip, container);
}

/** What is damaged is moved out of the way, and the next run fetches it again: it is never handed to a vendor. */
async function readSound(
  { state: { store } }: Keeping,
  sha256: string,
  kind: ClipKind,
): Promise<Uint8Array | undefined> {
  try {
    return await store.read(sha256, kind);
  } catch (error) {
    if (!(error instanceof ClipDamagedError)) throw error;
    await store.setDamagedAside(sha256, kind);
    return undefined;
  }
}

async function dependencyOf(
  { state }: Keeping,
  work: Work,
  take: string,
): Promise<{ readonly attempt: Attempt; readonly taskId: string }> {
  const { storyboard } = work.lead;
  const planned = work.plan.takes.find((candidate) => candidate.id === take);
  const chosen = await chosenVersion(state, { storyboard, id: take });
  const attempt =
    chosen === undefined
      ? planned && (await state.ledger.current(planned.realm, planned.digest))
      : await state.ledger.attempt(chosen.attemptId);
  if (attempt === undefined || !("taskId" in attempt.state) || attempt.state.taskId === undefined) {
    throw new Error(`${take} must be rendered before ${work.lead.id}`);
  }
  return { attempt, taskId: attempt.state.taskId };
}

function toDataUri(mediaType: string, bytes: Uint8Array): string {
  return `data:${mediaType};base64,${Buffer.from(bytes).toString("base64")}`;
}
