import type { FormatFacts, ModelFacts } from "@shotlist/schema";
import { placeOf, type MappedPart, type RequestMapping } from "@shotlist/schema/own";
import { shotFieldNames, shotFields } from "../model/shot.ts";
import { mappedRoles } from "./mapped-codec.ts";

/** What a mapping leaves unsaid or says twice: a JSON pointer into the mapping, and why. */
export interface MappingFault {
  readonly pointer: string;
  readonly message: string;
}

/** Whatever a model of the format takes has to have a place in its request: nothing an author writes is dropped. */
export function mappingFaults(mapping: RequestMapping, facts: FormatFacts): readonly MappingFault[] {
  const needs = new Map<MappedPart, string>([
    ["model", "every request names its model"],
    ["prompt", "every shot has a prompt"],
  ]);
  for (const model of facts.models) for (const [part, reason] of neededBy(model)) needs.set(part, reason);
  if (facts.lookup?.value.by === "clientId") needs.set("clientId", "tasks are looked up by it");
  if (facts.webhook !== undefined) needs.set("webhookUrl", "the vendor calls back");
  const has = (part: MappedPart): boolean => placeOf(mapping, part) !== undefined;
  const missing = [...needs].filter(([part]) => !has(part) && !(["resolution", "ratio"].includes(part) && has("size")));
  return [
    ...missing.map(([part, reason]) => ({ pointer: "/parts", message: `\`${part}\` has no place, but ${reason}` })),
    ...facts.models.filter(({ draft, draftOf }) => draft?.value === true || draftOf?.value === true).map(needsCode),
    ...facts.models.flatMap((model) => crowdedPlaces(mapping, model)),
    ...badPlaces(mapping),
  ];
}

function neededBy(model: ModelFacts): readonly (readonly [MappedPart, string])[] {
  const { id, duration, frames, resolutions, ratios, roles } = model;
  const needs: (readonly [MappedPart, string])[] = [];
  if (duration.value.min !== duration.value.max) needs.push(["duration", `${id} makes clips of different lengths`]);
  if (frames !== undefined) needs.push(["frames", `${id} counts lengths in frames`]);
  if (resolutions.value.length > 1) needs.push(["resolution", `${id} has more than one`]);
  if (ratios.value.length > 1) needs.push(["ratio", `${id} has more than one`]);
  for (const role of mappedRoles) if (roles[role] !== undefined) needs.push([role, `${id} takes one`]);
  for (const field of shotFieldNames) {
    const { offered } = shotFields[field];
    if (offered === "always" || offered === "by rule" || field === "draft" || field === "draftOf") continue;
    const fact = model[offered];
    if (fact === undefined || fact.value === false || !isPart(field)) continue;
    needs.push([field, `${id} takes it`]);
  }
  return needs;
}

const ruledFields = ["references", "extra", "draft", "draftOf"] as const;

function isPart(field: (typeof shotFieldNames)[number]): field is Exclude<typeof field, (typeof ruledFields)[number]> {
  return !ruledFields.some((name) => name === field);
}

function needsCode({ id }: ModelFacts): MappingFault {
  return { pointer: "/parts", message: `${id} makes drafts, which a mapping cannot describe: write a codec` };
}

function crowdedPlaces(mapping: RequestMapping, { id, roles }: ModelFacts): readonly MappingFault[] {
  return mappedRoles.flatMap((role) => {
    const [place, most] = [placeOf(mapping, role), roles[role]?.max ?? 0];
    if (place === undefined || most < 2 || place.at.split("/").includes("-")) return [];
    const message = `${id} takes ${most} of these: the place of a list ends in \`/-\``;
    return [{ pointer: `/parts/${role}`, message }];
  });
}

function badPlaces(mapping: RequestMapping): readonly MappingFault[] {
  const places = Object.keys(mapping.parts).map((part) => {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the keys of a mapping are parts
    const at = placeOf(mapping, part as MappedPart)?.at ?? "";
    return { at, pointer: `/parts/${part}` };
  });
  const constants = Object.keys(mapping.constants ?? {}).map((at) => ({ at, pointer: "/constants" }));
  const taken = new Map<string, string>();
  return [...places, ...constants].flatMap(({ at, pointer }) => {
    if (!/^\/[^/-]/u.test(at))
      return [{ pointer, message: `${JSON.stringify(at)} is not a JSON pointer such as \`/prompt\`` }];
    const other = taken.get(at);
    if (!at.split("/").includes("-")) taken.set(at, pointer);
    return other === undefined
      ? []
      : [{ pointer, message: `\`${at}\` is already the place of ${other.slice("/parts/".length)}` }];
  });
}
