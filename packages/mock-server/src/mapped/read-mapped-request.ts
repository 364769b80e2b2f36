import type { FormatFacts, JsonObject, JsonValue, ModelFacts, Role } from "@shotlist/schema";
import {
  holdsValue,
  placeOf,
  stepsOf,
  valueAt,
  type MappedPart,
  type MappedPlace,
  type RequestMapping,
} from "@shotlist/schema/own";
import { optionalBoolean, optionalNumber, optionalText } from "../shapes/read-fields.ts";
import { modelFactsOf, present } from "@shotlist/schema";
import { parsePixelSize, sizeOfRatio } from "../tasks/pixel-size.ts";
import type { RequestedClip } from "../vendor/requested-clip.ts";

const roles: readonly Role[] = ["first_frame", "last_frame", "reference_image", "reference_video", "reference_audio"];

/** Reads a body by the places that the format's mapping gives to the parts of a shot. */
export function readMappedRequest(body: JsonObject, facts: FormatFacts, mapping: RequestMapping): RequestedClip {
  const part = (name: MappedPart): unknown => valuesOf(body, placeOf(mapping, name))[0];
  const model = optionalText(part("model")) ?? facts.models[0]?.id ?? "";
  const catalogued = modelFactsOf(model, facts) ?? facts.models[0];
  const frames = number(part("frames"));
  const seed = number(part("seed"));
  const media = roles.filter((role) => valuesOf(body, placeOf(mapping, role)).length > 0);
  const clientId = optionalText(part("clientId"));
  const callbackUrl = optionalText(part("webhookUrl"));
  const expiresAfterSeconds = number(part("expiresAfter"));
  return {
    model,
    prompt: optionalText(part("prompt")) ?? "",
    seconds: secondsOf({ frames, seconds: number(part("duration")) }, catalogued, facts),
    ...present({ frames }),
    ...shapeOf({ size: part("size"), resolution: part("resolution"), ratio: part("ratio") }, catalogued, facts),
    audio: optionalBoolean(part("audio")) ?? catalogued?.audioFixed?.value ?? false,
    ...(seed === undefined || seed < 0 ? {} : { seed }),
    returnLastFrame: optionalBoolean(part("returnLastFrame")) ?? false,
    videoInput: media.includes("reference_video"),
    mediaInput: media.length > 0,
    ...present({ expiresAfterSeconds, clientId, callbackUrl }),
    echo: {},
  };
}

function number(value: unknown): number | undefined {
  return optionalNumber(typeof value === "string" && value.trim() !== "" ? Number(value) : value);
}

function secondsOf(
  asked: { readonly frames: number | undefined; readonly seconds: number | undefined },
  model: ModelFacts | undefined,
  { framesPerSecond }: FormatFacts,
): number {
  if (asked.frames !== undefined) return asked.frames / framesPerSecond.value;
  // A negative length leaves the choice to the model.
  const { seconds = 0 } = asked;
  return seconds > 0 ? seconds : (model?.duration.value.min ?? 5);
}

function shapeOf(
  asked: { readonly size: unknown; readonly resolution: unknown; readonly ratio: unknown },
  model: ModelFacts | undefined,
  facts: FormatFacts,
): Pick<RequestedClip, "width" | "height" | "resolution" | "ratio"> {
  const resolution = optionalText(asked.resolution) ?? model?.resolutions.value[0] ?? "720p";
  const ratio = optionalText(asked.ratio) ?? model?.ratios.value[0] ?? "16:9";
  return { ...(parsePixelSize(asked.size) ?? sizeOfRatio(facts, resolution, ratio)), resolution, ratio };
}

/** Every value that a body has at a place, in our words. */
function valuesOf(body: JsonObject, place: MappedPlace | undefined): readonly unknown[] {
  if (place === undefined) return [];
  return candidates(body, stepsOf(place.at)).flatMap((value) => {
    const inner = place.entry === undefined ? value : readEntry(place.entry, value);
    return inner === undefined ? [] : [ownWord(place, inner)];
  });
}

/** What a pointer may mean: `-` is any entry of a list. */
function candidates(value: unknown, [step, ...below]: readonly string[]): readonly unknown[] {
  if (value === undefined) return [];
  if (step === undefined) return [value];
  if (step === "-") return Array.isArray(value) ? value.flatMap((item) => candidates(item, below)) : [];
  return candidates(valueAt(value, `/${step.replaceAll("~", "~0").replaceAll("/", "~1")}`), below);
}

/** An entry without a place for the value is a switch that is on. */
function readEntry(entry: JsonValue, value: unknown): unknown {
  if (holdsValue(entry)) return extracted(entry, value);
  return JSON.stringify(entry) === JSON.stringify(value) ? true : undefined;
}

/** The value in the place of the template's `$value`; undefined where the rest of it differs. */
function extracted(template: unknown, value: unknown): unknown {
  if (template === "$value") return value;
  if (typeof template !== "object" || template === null) return undefined;
  if (typeof value !== "object" || value === null) return undefined;
  let found: unknown;
  for (const [key, inner] of Object.entries(template)) {
    const there: unknown = Reflect.get(value, key);
    const below = holdsValue(inner) ? extracted(inner, there) : undefined;
    if (holdsValue(inner) ? below === undefined : JSON.stringify(inner) !== JSON.stringify(there)) return undefined;
    found ??= below;
  }
  return found;
}

function ownWord({ words }: MappedPlace, value: unknown): unknown {
  const word = Object.entries(words ?? {}).find(([, theirs]) => theirs === value)?.[0];
  return word === "true" ? true : word === "false" ? false : (word ?? value);
}
