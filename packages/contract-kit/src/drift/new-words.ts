import { factsOf, hasMessage } from "@shotlist/schema";
import type { FormatRef, JsonValue, MessageName } from "@shotlist/schema";
import { contractOf } from "@shotlist/schema/contracts";
import { expandReferences, messageSchema } from "@shotlist/schema/schemas";
import { findAt } from "../answer/pointer.ts";
import { describe } from "../check/describe.ts";
import type { Recording } from "../record/recording.ts";
import { createRedact, redactJson } from "../redact/redact.ts";
import { findOperation } from "../trace/find-operation.ts";
import type { TraceEntry } from "../trace/trace.ts";
import { unknownProperties } from "./unknown-properties.ts";

/** Something in a recording that the format does not know: no rule is broken, but it should be checked. */
export interface NewWord {
  readonly what: "property" | "error code";
  readonly message: MessageName;
  /** Its place; entries of arrays are written `*`. */
  readonly path: string;
  /** How it looks the first time, secrets removed. */
  readonly seen: string;
  /** The calls that show it, by their place in the recording, from 0. */
  readonly entries: readonly number[];
}

type Sighting = Omit<NewWord, "entries"> & { readonly entry: number };

const redact = createRedact([]);

/** Lists what a recording's messages say beyond the format. */
export function newWords({ format, entries }: Recording): readonly NewWord[] {
  const sightings = entries.flatMap((entry, place) =>
    messagesOf(format, entry).flatMap(({ message, body, prefix }) => [
      ...addedProperties(format, message, body).map(({ path, value }): Sighting => {
        const seen = describe(redactJson(value, redact));
        return { what: "property", message, path: `${prefix}${path}`, seen, entry: place };
      }),
      ...(message === "error.response" ? newCode(format, entry.status, body) : []).map(({ path, value }): Sighting => ({
        what: "error code",
        message,
        path,
        seen: describe(value),
        entry: place,
      })),
    ]),
  );
  const groups = Map.groupBy(sightings, ({ what, message, path, seen }) =>
    [what, message, path, what === "error code" ? seen : ""].join(" "),
  );
  return [...groups.values()].flatMap((group) =>
    group.slice(0, 1).map(({ entry: _first, ...about }) => ({
      ...about,
      entries: [...new Set(group.map(({ entry }) => entry))],
    })),
  );
}

interface Message {
  readonly message: MessageName;
  readonly body: JsonValue;
  /** The place of the message in a body that holds several. */
  readonly prefix: string;
}

/** The messages of the format that a call consists of. */
function messagesOf(format: FormatRef, entry: TraceEntry): readonly Message[] {
  const { method, url, status, request, response } = entry;
  const found = findOperation(format, method.toUpperCase(), new URL(url, "http://trace.invalid").pathname);
  if (found === undefined) return [];
  const { operation } = found;
  const asked: readonly Message[] =
    operation === "submit" && request !== undefined ? [{ message: "submit.request", body: request, prefix: "" }] : [];
  return [...asked, ...(response === undefined ? [] : answersIn(format, { operation, status, response }))].filter(
    ({ message }) => hasMessage(format, message),
  );
}

function answersIn(
  format: FormatRef,
  {
    operation,
    status,
    response,
  }: { readonly operation: string; readonly status: number; readonly response: JsonValue },
): readonly Message[] {
  // A gateway in front of the vendor speaks in its own words.
  if (status >= 500) return [];
  if (status >= 400) return [{ message: "error.response", body: response, prefix: "" }];
  if (operation === "submit") return [{ message: "submit.response", body: response, prefix: "" }];
  if (operation === "poll") return [{ message: "task.response", body: response, prefix: "" }];
  const listed = operation === "list" ? findAt(response, contractOf(format).places.listedTasks) : undefined;
  if (listed === undefined || !isList(listed.value)) return [];
  return listed.value.map((body) => ({ message: "task.response", body, prefix: `${listed.path}/*` }));
}

function addedProperties(
  format: FormatRef,
  message: MessageName,
  body: JsonValue,
): ReturnType<typeof unknownProperties> {
  return unknownProperties(expandReferences(messageSchema(format, message)), body);
}

function newCode(format: FormatRef, status: number, body: JsonValue): readonly { path: string; value: unknown }[] {
  const found = findAt(body, contractOf(format).places.errorCode);
  if (found === undefined || found.value === "") return [];
  const value = String(found.value);
  const known = factsOf(format).errors.map(({ code }) => String(code));
  // Some vendors narrow a code down with a field's name behind a dot; some say the HTTP status again.
  const isKnown = value === String(status) || known.some((code) => value === code || value.startsWith(`${code}.`));
  return isKnown ? [] : [{ path: found.path, value: found.value }];
}

function isList(value: unknown): value is readonly JsonValue[] {
  return Array.isArray(value);
}
