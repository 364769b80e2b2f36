import { type FormatFacts, isJsonObject, type JsonObject } from "@shotlist/schema";
import { modelFactsOf, present } from "@shotlist/schema";
import { parsePixelSize, sizeOfRatio } from "../tasks/pixel-size.ts";
import type { PixelSize } from "../tasks/pixel-size.ts";
import type { RequestedClip } from "../vendor/requested-clip.ts";
import { contentEntries, upstreamExpirySeconds } from "./content-request.ts";
import { optionalBoolean, optionalNumber, optionalText } from "./read-fields.ts";

/** What a body leaves unsaid, and the vendor then assumes. */
export interface RelayDefaults {
  readonly resolution: string;
  readonly ratio: string;
  readonly size?: string;
  readonly seconds: number;
  readonly audio: boolean;
}

/** Reads a body with `prompt` and `seconds` at the top and the upstream's fields in `metadata`. */
export function readRelayRequest(body: JsonObject, facts: FormatFacts, defaults: RelayDefaults): RequestedClip {
  const metadata = isJsonObject(body["metadata"]) ? body["metadata"] : {};
  const entries = contentEntries(metadata["content"]);
  const frames = optionalNumber(metadata["frames"]);
  const seed = optionalNumber(metadata["seed"]);
  const callbackUrl = optionalText(metadata["callback_url"]);
  const expiresAfterSeconds = optionalNumber(metadata["execution_expires_after"]) ?? upstreamExpirySeconds;
  return {
    model: optionalText(body["model"]) ?? "",
    prompt: optionalText(body["prompt"]) ?? "",
    seconds: frames === undefined ? secondsOf(body, defaults) : frames / facts.framesPerSecond.value,
    ...present({ frames }),
    ...shapeOf(body["size"], metadata, { facts, defaults }),
    audio: audioOf(facts, body["model"]) ?? optionalBoolean(metadata["generate_audio"]) ?? defaults.audio,
    ...(seed === undefined || seed < 0 ? {} : { seed }),
    returnLastFrame: optionalBoolean(metadata["return_last_frame"]) ?? false,
    videoInput: entries.some((entry) => entry["type"] === "video_url"),
    mediaInput:
      entries.some((entry) => entry["type"] !== "text") || frameFields.some((name) => body[name] !== undefined),
    expiresAfterSeconds,
    ...present({ callbackUrl }),
    echo: {
      service_tier: optionalText(metadata["service_tier"]) ?? "default",
      execution_expires_after: expiresAfterSeconds,
    },
  };
}

const frameFields = ["images", "first_frame_image", "last_frame_image"] as const;

/** Some models have sound, or none, whatever a request asks for. */
function audioOf(facts: FormatFacts, model: unknown): boolean | undefined {
  return modelFactsOf(model, facts)?.audioFixed?.value;
}

/** `seconds` wins over its alias `duration`. */
function secondsOf(body: JsonObject, defaults: RelayDefaults): number {
  const seconds = Number(optionalText(body["seconds"]) ?? Number.NaN);
  if (seconds > 0) return seconds;
  const duration = optionalNumber(body["duration"]);
  return duration !== undefined && duration > 0 ? duration : defaults.seconds;
}

type Shape = PixelSize & { readonly resolution: string; readonly ratio: string };

/** `metadata` wins over `size`, field by field; a size alone is a resolution, or is taken to the pixel. */
function shapeOf(
  size: unknown,
  metadata: JsonObject,
  { facts, defaults }: { readonly facts: FormatFacts; readonly defaults: RelayDefaults },
): Shape {
  const named = typeof size === "string" && !size.includes("x") ? size : undefined;
  const askedResolution = optionalText(metadata["resolution"]) ?? named;
  const askedRatio = optionalText(metadata["ratio"]);
  const asked = askedResolution !== undefined || askedRatio !== undefined;
  const pixels = parsePixelSize(size) ?? (asked ? undefined : parsePixelSize(defaults.size));
  const resolution = askedResolution ?? (pixels === undefined ? defaults.resolution : resolutionOf(pixels));
  const ratio = askedRatio ?? (pixels === undefined ? defaults.ratio : nearestRatio(pixels));
  return { ...(pixels !== undefined && !asked ? pixels : sizeOfRatio(facts, resolution, ratio)), resolution, ratio };
}

function resolutionOf({ width, height }: PixelSize): string {
  return `${Math.min(width, height)}p`;
}

const ratios = ["21:9", "16:9", "4:3", "1:1", "3:4", "9:16"] as const;

function nearestRatio({ width, height }: PixelSize): string {
  const distance = (ratio: string): number => {
    const [across = 1, down = 1] = ratio.split(":").map(Number);
    return Math.abs(Math.log(width / height) - Math.log(across / down));
  };
  return [...ratios].toSorted((left, right) => distance(left) - distance(right))[0] ?? "16:9";
}
