import { type FormatFacts, isJsonObject, type JsonObject } from "@shotlist/schema";
import { sizeOfRatio } from "../tasks/pixel-size.ts";
import type { RequestedClip } from "../vendor/requested-clip.ts";
import { optionalBoolean, optionalNumber, optionalText } from "./read-fields.ts";

/** What a body leaves unsaid, and the vendor then assumes. */
export interface ContentDefaults {
  readonly resolution: string;
  readonly ratio: string;
  readonly seconds: number;
  readonly audio: boolean;
}

/** Time after which the upstream gives a task up, where a request does not say. */
export const upstreamExpirySeconds = 172_800;

/** Reads a body whose wishes lie in `content[]` and in typed fields next to it. */
export function readContentRequest(body: JsonObject, facts: FormatFacts, defaults: ContentDefaults): RequestedClip {
  const entries = contentEntries(body["content"]);
  const resolution = optionalText(body["resolution"])?.toLowerCase() ?? defaults.resolution;
  const ratio = optionalText(body["ratio"]) ?? defaults.ratio;
  const frames = optionalNumber(body["frames"]);
  const seed = optionalNumber(body["seed"]);
  const expiresAfterSeconds = optionalNumber(body["execution_expires_after"]) ?? upstreamExpirySeconds;
  const { width, height } = sizeOfRatio(facts, resolution, ratio);
  return {
    model: optionalText(body["model"]) ?? "",
    prompt: promptOf(entries),
    seconds: secondsOf(optionalNumber(body["duration"]), frames, { facts, defaults }),
    frames,
    width,
    height,
    resolution,
    ratio,
    audio: optionalBoolean(body["generate_audio"]) ?? defaults.audio,
    seed: seed === undefined || seed < 0 ? undefined : seed,
    returnLastFrame: optionalBoolean(body["return_last_frame"]) ?? false,
    videoInput: entries.some((entry) => entry["type"] === "video_url"),
    mediaInput: entries.some((entry) => entry["type"] !== "text"),
    expiresAfterSeconds,
    callbackUrl: optionalText(body["callback_url"]),
    echo: {
      service_tier: optionalText(body["service_tier"]) ?? "default",
      execution_expires_after: expiresAfterSeconds,
    },
  };
}

/** The objects in a `content` array. */
export function contentEntries(content: unknown): readonly JsonObject[] {
  return Array.isArray(content) ? content.filter(isJsonObject) : [];
}

function promptOf(entries: readonly JsonObject[]): string {
  return entries
    .filter((entry) => entry["type"] === "text")
    .map((entry) => optionalText(entry["text"]) ?? "")
    .join(" ");
}

function secondsOf(
  duration: number | undefined,
  frames: number | undefined,
  { facts, defaults }: { readonly facts: FormatFacts; readonly defaults: ContentDefaults },
): number {
  if (frames !== undefined) return frames / facts.framesPerSecond.value;
  return duration !== undefined && duration > 0 ? duration : defaults.seconds;
}
