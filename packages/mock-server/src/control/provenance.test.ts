import { isJsonObject } from "@shotlist/schema";
import { describe, expect, test } from "vitest";
import { playableFormats } from "../formats/mount.ts";
import { startMock } from "../testing/start-mock.ts";

/** What identifies a format rather than says something about it, and the list of the sources themselves. */
const names: ReadonlySet<string> = new Set([
  "id",
  "order",
  "title",
  "document",
  "apiKeyEnv",
  "edition",
  "openModels",
  "sources",
  "aliases",
  "provenance",
]);

function isSourced(statement: Readonly<Record<string, unknown>>): boolean {
  const { provenance } = statement;
  if (!isJsonObject(provenance)) return false;
  const { grade, source, place, asOf } = provenance;
  const isNamed = [source, place, asOf].every((text) => typeof text === "string" && text !== "");
  return grade === "assumed" || ((grade === "documented" || grade === "observed" || grade === "public") && isNamed);
}

/** Paths of statements without a source. A source covers all that is inside, except that a model states many things. */
function unsourced(value: unknown, path: string): readonly string[] {
  if (Array.isArray(value)) return value.flatMap((entry, index) => unsourced(entry, `${path}/${index}`));
  if (!isJsonObject(value)) return [path];
  const isModel = "resolutions" in value && "roles" in value;
  if (isSourced(value) && !isModel) return [];
  // What a cell of a table is about is not a statement; its verdicts carry their own sources.
  const isCell = "accepted" in value && "refused" in value;
  const inner = Object.entries(value).filter(
    ([key]) => !names.has(key) && (!isCell || key === "accepted" || key === "refused"),
  );
  return inner.flatMap(([key, one]) => unsourced(one, `${path}/${key}`));
}

async function statements(): Promise<Readonly<Record<string, unknown>>> {
  const { mock } = await startMock("wisgate");
  const body: unknown = await (await mock.fetch(new Request(`${mock.url}/__mock/provenance`))).json();
  return isJsonObject(body) ? body : {};
}

describe.each([...playableFormats, "mock"])("%s", (part) => {
  test("gives a source with address and date for every state, edge, code, life, limit and time", async () => {
    const { [part]: facts } = await statements();
    const stated = Object.entries(isJsonObject(facts) ? facts : {}).filter(([key]) => !names.has(key));
    expect(stated.length).toBeGreaterThan(2);
    expect(stated.flatMap(([key, value]) => unsourced(value, `/${key}`))).toEqual([]);
  });
});

test("a statement that has lost its source is found", async () => {
  const text = JSON.stringify(await statements());
  const parts = ["statuses", "lifecycle", "errors", "linkLifeSeconds", "webhookRetryAfterSeconds"];
  for (const name of parts) {
    const facts: unknown = JSON.parse(text, (key, value: unknown) =>
      key === name ? JSON.parse(JSON.stringify(value).replace(/,?"provenance":\{[^}]*\}/, "")) : value,
    );
    const toapis = isJsonObject(facts) && isJsonObject(facts["toapis"]) ? facts["toapis"] : {};
    expect(unsourced(toapis[name], `/${name}`).length).toBeGreaterThan(0);
  }
});
