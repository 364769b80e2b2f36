import { createMockServer } from "@shotlist/mock-server";
import { builtInProviders, editionsOf, factsAt, factsOf, formatIds, inEdition } from "@shotlist/schema";
import { expect, test } from "vitest";
import { createProject } from "../testing/project.ts";

const withList = formatIds.find((format) => factsOf(format).operations.models !== undefined);
const withoutList = formatIds.find((format) => factsOf(format).operations.models === undefined);
if (withList === undefined || withoutList === undefined) throw new Error("no format to tell the two apart");
const { apiKeyEnv, models } = factsOf(withList);

test("joins the vendor's own list with the catalogue", async () => {
  await using vendor = await createMockServer();
  using project = createProject();
  const { exitCode, stdout, stderr } = await project.shotlist(
    "models",
    withList,
    "--base-url",
    `${vendor.url}/${withList}`,
  );
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
  expect(stdout).toMatch(/^model +seconds +resolutions +ratios +sound +inputs +vendor\n/);
  expect(stdout).toMatch(/ listed$/m);
  expect(vendor.tasks).toHaveLength(0);
});

test("without a list of models, or without a key, it shows the catalogue and says why", async () => {
  using project = createProject();
  expect(await project.shotlist("models", withoutList)).toEqual({
    exitCode: 0,
    stdout: expect.stringMatching(/^model +seconds +resolutions/),
    stderr: `Showing the built-in catalogue only: the format ${withoutList} has no documented list of models\n`,
  });
  const { exitCode, stdout } = await project.shotlist("models", withList, "--json");
  expect(exitCode).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({
    provider: withList,
    asked: false,
    unasked: `${apiKeyEnv} is not set`,
    models: models.map(({ id }) => ({ id, catalogued: true, sound: "by choice" })),
  });
});

test("a key that is refused ends with exit 2, a vendor that cannot be reached with 1; neither prints the key", async () => {
  await using vendor = await createMockServer();
  using project = createProject();
  const env = { [apiKeyEnv]: "sk-wrong-very-secret" };
  const refused = await project.shotlistWith(env, "models", withList, "--base-url", `${vendor.url}/${withList}`);
  expect(refused.exitCode).toBe(2);
  expect(refused.stderr).toContain(`help: Check ${apiKeyEnv}`);
  const unreachable = await project.shotlistWith(env, "models", withList, "--base-url", "http://127.0.0.1:1");
  expect(unreachable.exitCode).toBe(1);
  expect(unreachable.stderr).toContain("The server refused the connection");
  expect(JSON.stringify([refused, unreachable])).not.toContain("very-secret");
});

test("a provider of a storyboard is asked as it is configured there", async () => {
  await using vendor = await createMockServer();
  using project = createProject({
    "a.yaml": `shotlist: 1
name: launch
provider: inhouse
providers: { inhouse: { format: ${withList}, baseUrl: ${vendor.url}/${withList}, apiKeyEnv: INHOUSE_KEY } }
shots: [{ id: reveal, prompt: A watch, model: ${models[0]?.id} }]
`,
  });
  const { exitCode, stdout } = await project.shotlist("models", "inhouse", "a.yaml", "--json");
  expect(exitCode).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({ provider: "inhouse", format: withList, asked: true });
  expect(await project.shotlist("models", "inhouze", "a.yaml")).toMatchObject({
    exitCode: 2,
    stderr: 'error: Unknown provider "inhouze"\nhelp: Did you mean inhouse?\n',
  });
});

test("--edition shows what a provider offered then", async () => {
  using project = createProject();
  const idsAt = async (...words: readonly string[]): Promise<unknown> => {
    const { stdout } = await project.shotlist("models", ...words, "--json");
    const {
      edition,
      models: found,
    }: { readonly edition: string; readonly models: readonly { readonly id: string }[] } = JSON.parse(stdout);
    return { edition, ids: found.map(({ id }) => id) };
  };
  for (const { name, format } of builtInProviders) {
    const editions = editionsOf(format).map(({ id }) => id);
    for (const edition of editions) {
      const ids = factsAt(name, inEdition(format, edition)).models.map(({ id }) => id);
      // oxlint-disable-next-line no-await-in-loop -- one command after the other
      expect(await idsAt(name, "--edition", edition)).toEqual({ edition, ids });
    }
    // oxlint-disable-next-line no-await-in-loop -- one command after the other
    expect(await idsAt(name)).toEqual(await idsAt(name, "--edition", editions.at(-1) ?? ""));
  }
  expect(await project.shotlist("models", withoutList, "--edition", "2025-01")).toMatchObject({
    exitCode: 2,
    stderr: expect.stringContaining(`${withoutList} has no edition "2025-01"\nhelp: Editions: `),
  });
});
