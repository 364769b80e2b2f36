import { validateMessage } from "@shotlist/schema";
import type { FormatRef, JsonValue } from "@shotlist/schema";
import { fixturesOf } from "@shotlist/schema/fixtures";
import * as fc from "fast-check";
import type { Arbitrary } from "fast-check";
import { namesEarlierTask } from "../case/earlier-task.ts";
import { arbitraryAcceptedBody } from "./arbitrary-body.ts";

/** Bodies of a submit that break a rule of level `reject`. */
export function arbitraryRefusedBody(format: FormatRef): Arbitrary<JsonValue> {
  const broken = fixturesOf(format).filter(
    ({ message, breaks }) => message === "submit.request" && breaks !== undefined,
  );
  const edited = fc
    .tuple(arbitraryAcceptedBody(format), fc.nat(), junk)
    .map(([body, place, value]) => putSomewhere(body, place, value));
  const varied = fc.constantFrom(...broken.map(({ body }) => body));
  return fc
    .oneof(edited, varied)
    .filter((body) => !namesEarlierTask(format, body) && !validateMessage(format, "submit.request", body).ok);
}

/** What clients send by mistake: the wrong type, nothing, too much. */
const junk: Arbitrary<JsonValue | undefined> = fc.constantFrom<JsonValue | undefined>(
  undefined,
  null,
  "",
  "undocumented",
  -1,
  0,
  5.5,
  1e9,
  true,
  [],
  {},
);

/** Puts a value at one of the places of a body, or takes away what is there. */
function putSomewhere(body: JsonValue, place: number, value: JsonValue | undefined): JsonValue {
  const count = countPlaces(body);
  return count === 0 ? body : edit(body, place % count, value).body;
}

function countPlaces(value: JsonValue): number {
  return membersOf(value).reduce((sum, [, member]) => sum + 1 + countPlaces(member), 0);
}

function edit(
  body: JsonValue,
  place: number,
  value: JsonValue | undefined,
): { readonly body: JsonValue; readonly left: number } {
  let left = place;
  const members = membersOf(body).flatMap(([key, member]): readonly (readonly [string, JsonValue])[] => {
    if (left < 0) return [[key, member]];
    if (left === 0) {
      left = -1;
      return value === undefined ? [] : [[key, value]];
    }
    const inner = edit(member, left - 1, value);
    left = inner.left;
    return [[key, inner.body]];
  });
  if (typeof body !== "object" || body === null) return { body, left };
  return { body: Array.isArray(body) ? members.map(([, member]) => member) : Object.fromEntries(members), left };
}

function membersOf(value: JsonValue): readonly (readonly [string, JsonValue])[] {
  return typeof value === "object" && value !== null ? Object.entries(value) : [];
}
