import { mappingFaults } from "@shotlist/core/own";
import type { Diagnostic } from "@shotlist/core";
import { validateMessage, type FormatFacts, type FormatId, type MessageName } from "@shotlist/schema";
import { stepsOf, valueAt, type OwnFormat } from "@shotlist/schema/own";
import type { MessageSchema } from "@shotlist/schema/schemas";
import type { FolderDocument, FormatFolder } from "./read-folder.ts";

/** What is wrong with facts that have the right shape. Nothing of the format is registered yet. */
export function factsFaults(facts: FormatFacts, { faultAt }: FolderDocument): readonly Diagnostic[] {
  const { id, operations, statuses, lifecycle, taskIdPattern, baseUrl, models } = facts;
  const words = new Set(statuses.map(({ word }) => word));
  const faults: Diagnostic[] = [];
  const add = (pointer: string, message: string): void => void faults.push(faultAt(pointer, message));
  if (!/^[a-z][\da-z-]*$/u.test(id))
    add("/id", "An id may have lower-case letters, digits and hyphens, and must begin with a letter");
  if (models.length === 0) add("/models", "A format needs at least one model");
  if (!URL.canParse(baseUrl.value) || !/^https?:$/u.test(new URL(baseUrl.value).protocol)) {
    add("/baseUrl", "This must be a URL that begins with https://");
  }
  for (const name of ["submit", "poll"] as const)
    if (operations[name] === undefined) add("/operations", `\`${name}\` is missing`);
  for (const [name, { path }] of Object.entries(operations)) {
    if (!/^\/[^/\\\s][^\\\s]*$/u.test(path)) add(`/operations/${name}/path`, "A path must begin with one slash");
    if (name === "poll" && !path.includes("{id}")) add("/operations/poll/path", "The path of a poll must contain {id}");
  }
  for (const wanted of ["succeeded", "failed"] as const) {
    if (statuses.every(({ canonical }) => canonical !== wanted))
      add("/statuses", `No status is mapped to \`${wanted}\``);
  }
  for (const [index, { from, to }] of lifecycle.entries()) {
    for (const word of [from, to])
      if (!words.has(word)) add(`/lifecycle/${index}`, `\`${word}\` is not among the statuses`);
  }
  if (!isPattern(taskIdPattern.value)) add("/taskIdPattern", "This is not a regular expression");
  return faults;
}

function isPattern(text: string): boolean {
  try {
    return new RegExp(text, "u") instanceof RegExp;
  } catch {
    return false;
  }
}

/** What is wrong with a registered format's parts taken together: fixtures that its schemas refuse, places that nothing fills. */
export function contentFaults(id: FormatId, format: OwnFormat, folder: FormatFolder): readonly Diagnostic[] {
  return [...fixtureFaults(id, format, folder), ...placeFaults(format, folder), ...requestFaults(format, folder)];
}

function fixtureFaults(
  id: FormatId,
  { fixtures, compiled }: OwnFormat,
  { data, schemas }: FormatFolder,
): readonly Diagnostic[] {
  const document = data.get("fixtures");
  const faults = fixtures.flatMap(({ message, body, breaks }, index) => {
    if (compiled[message] === undefined)
      return [document?.faultAt(`/${index}/message`, `${message}.schema.json is missing`)];
    const verdict = validateMessage(id, message, body, { strict: true });
    const broken = verdict.ok ? [] : verdict.errors;
    if (breaks === undefined) {
      const refused = validateMessage(id, message, body);
      if (refused.ok) return [];
      return refused.errors.map(({ path, message: why }) =>
        document?.faultAt(`/${index}/body${path}`, `The schema rejects this body: ${why}`),
      );
    }
    if (broken.some(({ rule }) => rule === breaks)) return [];
    const others = broken.map(({ rule }) => rule).join(", ") || "none";
    return [document?.faultAt(`/${index}/breaks`, `This body does not break \`${breaks}\`; it breaks: ${others}`)];
  });
  const unseen = [...schemas].flatMap(([message, schema]) => {
    const isSeen = fixtures.some((fixture) => fixture.message === message && fixture.breaks === undefined);
    return isSeen ? [] : [schema.faultAt("", `No fixture has an accepted ${message}`)];
  });
  return [...faults, ...unseen].filter((fault) => fault !== undefined);
}

/** A place that no example has is misspelt more often than rare. */
function placeFaults({ contract, fixtures }: OwnFormat, { data }: FormatFolder): readonly Diagnostic[] {
  const document = data.get("contract");
  const { places } = contract;
  const needed: readonly (readonly [keyof typeof places, MessageName])[] = [
    ["model", "submit.request"],
    ["prompt", "submit.request"],
    ["submittedTaskId", "submit.response"],
    ["taskId", "task.response"],
    ["status", "task.response"],
    ["videoUrl", "task.response"],
    ["errorMessage", "error.response"],
  ];
  return needed.flatMap(([name, message]) => {
    const bodies = fixtures.filter((fixture) => fixture.message === message && fixture.breaks === undefined);
    const isThere = bodies.some(({ body }) => places[name]?.some((place) => holds(body, place)));
    const fault = document?.faultAt(`/places/${name}`, `No accepted ${message} in the fixtures has a value here`);
    return isThere || fault === undefined ? [] : [fault];
  });
}

function holds(body: unknown, place: string): boolean {
  return stepsOf(place).includes("*") || valueAt(body, place) !== undefined;
}

function requestFaults({ mapping, facts, schemas }: OwnFormat, { data }: FormatFolder): readonly Diagnostic[] {
  const document = data.get("request");
  if (mapping === undefined || document === undefined) return [];
  const unknown = Object.entries(mapping.parts).flatMap(([part, place]) => {
    const at = typeof place === "object" ? place.at : (place ?? "");
    const step = unknownStep(schemas["submit.request"], stepsOf(at));
    return step === undefined ? [] : [document.faultAt(`/parts/${part}`, `submit.request has no property \`${step}\``)];
  });
  return [
    ...mappingFaults(mapping, facts).map(({ pointer, message }) => document.faultAt(pointer, message)),
    ...unknown,
  ];
}

/** The first step of a place that a schema with a list of properties does not list. */
function unknownStep(schema: MessageSchema | undefined, [step, ...below]: readonly string[]): string | undefined {
  if (schema === undefined || step === undefined) return undefined;
  if (step === "-") return unknownStep(schema.items, below);
  if (schema.properties === undefined) return undefined;
  return Object.hasOwn(schema.properties, step) ? unknownStep(schema.properties[step], below) : step;
}
