import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createMockServer } from "@shotlist/mock-server";
import { factsOf, formatIds, type FormatId } from "@shotlist/schema";
import { contractOf, type Places } from "@shotlist/schema/contracts";
import { writtenFixturesOf } from "@shotlist/schema/fixtures";
import { execa } from "execa";
import openapiTypes, { astToString } from "openapi-typescript";
import { afterAll, beforeAll, expect, test } from "vitest";
import { root } from "./sources.ts";

/** What a caller of `openapi-fetch` gets. */
interface Answered {
  readonly data?: unknown;
  readonly error?: unknown;
  readonly response: Response;
}

/** The module that is written for each format below. */
interface GeneratedClient {
  submit(baseUrl: string, key: string): Promise<Answered>;
  poll(baseUrl: string, key: string, id: string): Promise<Answered>;
}

let folder = "";

beforeAll(async () => {
  // Below this package, so that the clients find openapi-fetch; in `dist`, so that nothing else looks at them.
  await mkdir(join(root, "tests/dist"), { recursive: true });
  folder = await mkdtemp(join(root, "tests/dist/openapi-clients-"));
  for (const format of formatIds) await writeClient(format);
});

afterAll(() => rm(folder, { recursive: true, force: true }));

/** Types from the document, and a client over them; the compiler has to agree with its paths, parameters and bodies. */
async function writeClient(format: FormatId): Promise<void> {
  const { submit, poll } = factsOf(format).operations;
  const { body } = exampleOf(format);
  const document = new URL(import.meta.resolve(`@shotlist/schema/openapi/${format}.json`));
  await writeFile(
    join(folder, `${format}-types.ts`),
    astToString(await openapiTypes(document, { defaultNonNullable: false })),
  );
  await writeFile(
    join(folder, `${format}.ts`),
    `import createClient from "openapi-fetch";
import type { paths } from "./${format}-types.ts";

const open = (baseUrl: string, key: string) =>
  createClient<paths>({ baseUrl, headers: { authorization: "Bearer " + key } });

export const submit = (baseUrl: string, key: string) =>
  open(baseUrl, key).POST("${submit?.path}", { body: ${JSON.stringify(body)} });

export const poll = (baseUrl: string, key: string, id: string) =>
  open(baseUrl, key).GET("${poll?.path}", { params: { path: { id } } });

export const wrong = (baseUrl: string, key: string) => [
  // @ts-expect-error -- a prompt is not a number, in whatever shape a request has it
  open(baseUrl, key).POST("${submit?.path}", { body: { ...${JSON.stringify(body)}, prompt: 1, content: 1 } }),
  // @ts-expect-error -- a poll names its task
  open(baseUrl, key).GET("${poll?.path}", {}),
  // @ts-expect-error -- there is no such path
  open(baseUrl, key).GET("/nowhere"),
];
`,
  );
}

function exampleOf(format: FormatId): { readonly body: unknown } {
  const found = writtenFixturesOf(format).find(
    ({ message, breaks, expectsAdvice }) =>
      message === "submit.request" && breaks === undefined && expectsAdvice === undefined,
  );
  if (found === undefined) throw new Error(`${format} has no example of a submit`);
  return found;
}

/** The first text at one of these JSON pointers. */
function textAt(body: unknown, places: Places): string | undefined {
  for (const place of places) {
    let value: unknown = body;
    for (const name of place.split("/").slice(1)) {
      value = typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;
    }
    if (typeof value === "string" && value !== "") return value;
  }
  return undefined;
}

test("the compiler agrees with a client of every document", async () => {
  const options = ["--module", "nodenext", "--target", "es2024", "--lib", "es2025,dom", "--types", "node"];
  const files = formatIds.map((format) => join(folder, `${format}.ts`));
  const { stdout, exitCode } = await execa(
    join(root, "node_modules/.bin/tsc"),
    ["--ignoreConfig", "--noEmit", "--strict", "--skipLibCheck", "--allowImportingTsExtensions", ...options, ...files],
    { reject: false, cwd: join(root, "tests") },
  );
  expect({ stdout, exitCode }).toEqual({ stdout: "", exitCode: 0 });
});

test.each(formatIds)(
  "a client generated from the document of %s submits, polls and reads a refusal",
  async (format) => {
    await using mock = await createMockServer({ clock: "manual", formats: [format] });
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- written above, and held by the compiler
    const client = (await import(join(folder, `${format}.ts`))) as GeneratedClient;
    const { places } = contractOf(format);
    const baseUrl = mock.urlOf(format);

    const submitted = await client.submit(baseUrl, "key");
    const id = textAt(submitted.data, places.submittedTaskId) ?? "";
    expect({ error: submitted.error, id }).toEqual({ error: undefined, id: expect.stringMatching(/./) });

    const words: (string | undefined)[] = [];
    for (let polls = 0; polls < 3; polls += 1) {
      words.push(textAt((await client.poll(baseUrl, "key", id)).data, places.status));
      mock.clock.advance(600_000);
    }
    const meaning = new Map(factsOf(format).statuses.map(({ word, canonical }) => [word, canonical]));
    expect(words.map((word) => meaning.get(word ?? ""))).toEqual(["queued", "running", "succeeded"]);

    const refused = await client.submit(baseUrl, "wrong");
    const documented = factsOf(format).errors.find(({ occasion }) => occasion === "bad_key");
    expect(refused.data).toBeUndefined();
    expect(refused.response.status).toBe(documented?.httpStatus);
    expect(textAt(refused.error, places.errorMessage)).toBeDefined();
  },
);
