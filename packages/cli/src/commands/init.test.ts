import { readFileSync } from "node:fs";
import { builtInProviders, editionsOf, factsAt, formatIds, inEdition, validateMessage } from "@shotlist/schema";
import { expect, test } from "vitest";
import { createProject } from "../testing/project.ts";

test("writes a storyboard that renders against the mock at once", async () => {
  using project = createProject();
  const written = await project.shotlist("init", "Spring Launch");
  expect(written).toMatchObject({ exitCode: 0, stderr: "" });
  const command = written.stdout.split("\n")[1] ?? "";
  expect(command).toBe("  shotlist render 'Spring Launch/storyboard.yaml' --mock");
  const { exitCode, stdout } = await project.shotlist(
    "render",
    "Spring Launch/storyboard.yaml",
    "--mock",
    "--speed",
    "6000",
  );
  expect(exitCode).toBe(0);
  expect(stdout).toContain("4 takes: 4 rendered.");
  expect(readFileSync(project.path("Spring Launch", "storyboard.yaml"), "utf8")).toContain("\nname: spring-launch\n");
});

test("says what to do next, and keeps what is made out of git", async () => {
  using project = createProject({ ".gitignore": "node_modules\n/renders/" });
  const { stdout } = await project.shotlist("init", "boards");
  expect(stdout).toContain(
    "\n  shotlist cut boards/storyboard.yaml --mock\n  shotlist review boards/storyboard.yaml\n",
  );
  const ignored = readFileSync(project.path(".gitignore"), "utf8").split("\n");
  expect(ignored.slice(0, 4)).toEqual(["node_modules", "/renders/", ".shotlist/", "renders-mock/"]);
  await project.shotlist("init", "others");
  expect(readFileSync(project.path(".gitignore"), "utf8").split("\n")).toEqual(ignored);
});

test("names a schema for editors that is there: the one installed above, or a copy next to it", async () => {
  using project = createProject({ "node_modules/@shotlist/schema/storyboard.schema.json": "{}" });
  await project.shotlist("init", "boards/launch");
  const first = readFileSync(project.path("boards/launch/storyboard.yaml"), "utf8").split("\n")[0];
  expect(first).toBe("# yaml-language-server: $schema=../../node_modules/@shotlist/schema/storyboard.schema.json");

  using alone = createProject();
  const { stdout } = await alone.shotlist("init");
  expect(stdout).toContain("storyboard.schema.json next to it");
  expect(readFileSync(alone.path("storyboard.yaml"), "utf8")).toMatch(/^# .*=\.\/storyboard\.schema\.json\n/);
  expect(JSON.parse(readFileSync(alone.path("storyboard.schema.json"), "utf8"))).toHaveProperty("properties.shots");
});

test("never writes over a storyboard", async () => {
  using project = createProject({ "storyboard.yaml": "mine" });
  expect(await project.shotlist("init")).toMatchObject({
    exitCode: 2,
    stderr: "error: storyboard.yaml already exists\nhelp: Choose another folder: shotlist init DIR\n",
  });
  expect(readFileSync(project.path("storyboard.yaml"), "utf8")).toBe("mine");
});

test("--provider chooses whom to render with; one that is not built in is answered with what is near", async () => {
  using project = createProject();
  const format = formatIds[1] ?? "";
  await project.shotlist("init", "a", "--provider", format);
  expect(readFileSync(project.path("a", "storyboard.yaml"), "utf8")).toContain(`\nprovider: ${format} #`);
  expect(await project.shotlist("init", "b", "--provider", format.slice(1))).toMatchObject({
    exitCode: 2,
    stderr: expect.stringContaining(`Did you mean ${format}?`),
  });
});

test.each(builtInProviders)(
  "plan --requests shows what init writes for $name: valid in every edition",
  async (provider) => {
    using project = createProject();
    const { name, format } = provider;
    expect(await project.shotlist("init", "a", "--provider", name)).toMatchObject({ exitCode: 0 });
    expect(readFileSync(project.path("a", "storyboard.yaml"), "utf8")).toContain(
      `\nprovider: ${name} # ${factsAt(name, format).title}`,
    );
    const { exitCode, stdout } = await project.shotlist("plan", "a/storyboard.yaml", "--requests", "--json");
    expect(exitCode).toBe(0);
    const { takes }: { readonly takes: readonly { readonly request: { readonly body: unknown } }[] } =
      JSON.parse(stdout);
    expect(takes).toHaveLength(4);
    for (const { id } of editionsOf(format)) {
      const verdicts = takes.map(({ request }) =>
        validateMessage(inEdition(format, id), "submit.request", request.body),
      );
      expect({ id, verdicts }).toEqual({ id, verdicts: takes.map(() => ({ ok: true, advice: [] })) });
    }
  },
);
