import { isFormatId, isJsonObject, validateMessage } from "@shotlist/schema";
import type { FormatId, JsonValue } from "@shotlist/schema";
import { acceptedBody } from "@shotlist/schema/arbitrary";
import { writtenFixturesOf } from "@shotlist/schema/fixtures";
import { expandReferences, messageSchema } from "@shotlist/schema/schemas";
import type { MessageSchema } from "@shotlist/schema/schemas";
import { describe, expect, test } from "vitest";
import { playableFormats } from "../formats/mount.ts";
import { seededRandom } from "../random/seeded-random.ts";
import { startMock } from "../testing/start-mock.ts";

/** What a careless client may put in the place of any property. */
const mutants: readonly unknown[] = [
  undefined,
  null,
  true,
  false,
  0,
  -1,
  1,
  1.5,
  5,
  12,
  99,
  1e21,
  "",
  " ",
  "5",
  "720p",
  "16:9",
  "x".repeat(5000),
  [],
  [null],
  [{}],
  {},
  { type: "text" },
];

/** Where a value is in a body: keys, and positions in lists. */
type Path = readonly (string | number)[];

/** A path for people, in which every position of a list is the same place. */
function placeOf(path: Path): string {
  return path.map((key) => (typeof key === "number" ? "/*" : `/${key}`)).join("");
}

/** The places of all properties that a schema speaks of. */
function placesIn(schema: MessageSchema, path: Path = []): readonly string[] {
  const { properties = {}, items, allOf = [], anyOf = [], oneOf = [], then } = schema;
  return [
    ...Object.entries(properties).flatMap(([name, inner]) => [
      placeOf([...path, name]),
      ...placesIn(inner, [...path, name]),
    ]),
    ...(items === undefined ? [] : placesIn(items, [...path, 0])),
    ...[...allOf, ...anyOf, ...oneOf, ...(then === undefined ? [] : [then])].flatMap((inner) => placesIn(inner, path)),
  ];
}

/** The objects of a body, the body itself included. */
function objectsIn(value: unknown, path: Path = []): readonly { readonly path: Path; readonly object: object }[] {
  const inner: readonly (readonly [string | number, unknown])[] = Array.isArray(value)
    ? [...value.entries()]
    : isJsonObject(value)
      ? Object.entries(value)
      : [];
  return [
    ...(isJsonObject(value) ? [{ path, object: value }] : []),
    ...inner.flatMap(([key, member]) => objectsIn(member, [...path, key])),
  ];
}

/** Requests that the schema accepts: those that are written down, and some that follow from the schema. */
function acceptedBodies(format: FormatId): readonly JsonValue[] {
  const random = seededRandom("mutants", format);
  const pick = (count: number): number => random.integer(0, count - 1);
  const made = Array.from({ length: 60 }, () => acceptedBody(format, "submit.request", { pick }) ?? []);
  const written = writtenFixturesOf(format).filter(
    ({ message, breaks }) => message === "submit.request" && breaks === undefined,
  );
  return [...written.map(({ body }) => body), ...made].filter(isJsonObject);
}

/** One body and path for each property of each kind of object that a request may hold, and for one property unknown to it. */
function propertiesOf(format: FormatId): ReadonlyMap<string, { readonly body: JsonValue; readonly path: Path }> {
  const known = placesIn(expandReferences(messageSchema(format, "submit.request")));
  const found = new Map<string, { readonly body: JsonValue; readonly path: Path }>();
  for (const body of acceptedBodies(format)) {
    for (const { path, object } of objectsIn(body)) {
      const place = `${placeOf(path)}/`;
      const names = known
        .filter((name) => name.startsWith(place))
        .map((name) => name.slice(place.length).split("/")[0]!);
      const kind = "type" in object ? String(object.type) : "";
      for (const name of [...new Set(names), ...Object.keys(object), "unheard_of"]) {
        const key = `${place}${name} ${kind}`;
        if (name !== "*" && !found.has(key)) found.set(key, { body, path: [...path, name] });
      }
    }
  }
  return found;
}

/** The body with another value at the path, or without any where the value is undefined. */
function replaced(body: unknown, [key, ...rest]: Path, value: unknown): unknown {
  if (key === undefined) return value;
  if (Array.isArray(body)) return body.map((entry, index) => (index === key ? replaced(entry, rest, value) : entry));
  return isJsonObject(body) ? { ...body, [key]: replaced(body[key], rest, value) } : body;
}

describe.each(playableFormats.filter(isFormatId))("%s", (format) => {
  const places = propertiesOf(format);

  test("has a request for every property that its schema speaks of", () => {
    const reached = new Set([...places.keys()].map((key) => key.split(" ")[0]));
    expect(placesIn(expandReferences(messageSchema(format, "submit.request"))).filter((p) => !reached.has(p))).toEqual(
      [],
    );
  });

  test("gives the schema's verdict on every property with every mutant in its place", async () => {
    const { mock, submit } = await startMock(format, { journalLimit: 1 });
    const verdicts = new Set<boolean>();
    for (const { body, path } of places.values()) {
      for (const mutant of mutants) {
        const sent: unknown = JSON.parse(JSON.stringify(replaced(body, path, mutant)));
        // oxlint-disable-next-line no-await-in-loop -- the journal must speak of this one
        const { status } = await submit(sent);
        const { ok, advice, ...verdict } = validateMessage(format, "submit.request", sent);
        const noted = mock.requests.at(-1);
        const errors = "errors" in verdict ? verdict.errors : [];
        expect({ sent, errors: noted?.errors, advice: noted?.advice }).toEqual({ sent, errors, advice });
        // The mock alone can know that a draft is none of its tasks.
        const draftIsUnknown = ok && JSON.stringify(sent).includes('"draft_task"');
        const accepted = status === 200 || (status === 404 && draftIsUnknown);
        expect({ sent, status, accepted }).toEqual({ sent, status, accepted: ok });
        verdicts.add(ok);
      }
    }
    expect(mutants.length).toBeGreaterThanOrEqual(20);
    expect(verdicts.size).toBe(2);
  });
});
