import type { JsonObject } from "@shotlist/schema";
import { optionalText } from "../../shapes/read-fields.ts";
import { parsePixelSize } from "../../tasks/pixel-size.ts";
import type { RequestedClip } from "../../vendor/requested-clip.ts";

const usualModel = "sora-2";
const usualSeconds = 4;
const usualSize = { width: 720, height: 1280 };

/** Reads a body that the schema has accepted. Every clip has sound. */
export function readRequest(body: JsonObject): RequestedClip {
  const { width, height } = parsePixelSize(body["size"]) ?? usualSize;
  const seconds = Number(optionalText(body["seconds"]) ?? usualSeconds);
  return {
    model: optionalText(body["model"]) ?? usualModel,
    prompt: optionalText(body["prompt"]) ?? "",
    seconds: seconds > 0 ? seconds : usualSeconds,
    width,
    height,
    resolution: `${Math.min(width, height)}p`,
    ratio: width >= height ? "16:9" : "9:16",
    audio: true,
    returnLastFrame: false,
    videoInput: false,
    mediaInput: body["input_reference"] !== undefined,
    echo: {},
  };
}
