import type { JsonValue } from "../json/json.ts";
import type { Role } from "../facts/model-facts.ts";

/** A part of a shot that a request can say. `size` is the picture in pixels, such as `1280x720`. */
export type MappedPart =
  | "model"
  | "prompt"
  | "duration"
  | "frames"
  | "resolution"
  | "ratio"
  | "size"
  | "audio"
  | "seed"
  | "watermark"
  | "cameraFixed"
  | "webSearch"
  | "task"
  | "outputFormat"
  | "priority"
  | "returnLastFrame"
  | "serviceTier"
  | "expiresAfter"
  | "webhookUrl"
  | "clientId"
  | Role;

/** Where a request says one part of a shot, and how. */
export interface MappedPlace {
  /** JSON pointer in `submit.request`; one that ends in `/-` appends to a list. */
  readonly at: string;
  /**
   * What goes there; the text `$value` in it stands for the value. Without it, the value itself. An entry without `$value`
   * is a switch: it goes there where the value is true.
   */
  readonly entry?: JsonValue;
  /** The vendor's words for values of ours. A value that is not among them is said as it is. */
  readonly words?: { readonly [value: string]: string | number | boolean };
  /** `text` for a number that goes as a text, such as `"5"`. */
  readonly as?: "text";
}

/** How a shot is written in a submit, as data; a JSON pointer alone is a place with nothing else to say. */
export interface RequestMapping {
  readonly parts: { readonly [part in MappedPart]?: string | MappedPlace };
  /** What every request says, by JSON pointer. */
  readonly constants?: { readonly [pointer: string]: JsonValue };
}

/** A place in full. */
export function placeOf(mapping: RequestMapping, part: MappedPart): MappedPlace | undefined {
  const place = mapping.parts[part];
  return typeof place === "string" ? { at: place } : place;
}

/** Whether an entry has a place for the value. */
export function holdsValue(entry: unknown): boolean {
  if (entry === "$value") return true;
  return typeof entry === "object" && entry !== null && Object.values(entry).some((inner) => holdsValue(inner));
}
