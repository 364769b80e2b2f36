import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { compileStoryboard } from "./compile-storyboard.ts";
import { readCase } from "./testing/read-case.ts";
import { showCompiled } from "./testing/show-compiled.ts";

const root = join(import.meta.dirname, "../golden");
const names = readdirSync(root, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);

describe("a storyboard compiles to the plan and the diagnostics next to it", () => {
  test.each(names)("%s", async (name) => {
    const { text, files, texts } = readCase(root, name);
    const compiled = compileStoryboard(
      { file: "storyboard.yaml", text },
      { files, env: { CAMPAIGN: "spring", WISGATE_API_KEY: "secret" } },
    );
    await expect(showCompiled(compiled, texts)).toMatchFileSnapshot(join(root, name, "expected.txt"));
  });
});
