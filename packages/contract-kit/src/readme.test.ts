import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";

const readme = readFileSync(new URL("../README.md", import.meta.url), "utf8");

describe("the README", () => {
  test.each(["readme-suite", "readme-run", "readme-nock", "readme-record"])(
    "shows the example %s as it runs here",
    (name) => {
      const example = readFileSync(new URL(`${name}.test.ts`, import.meta.url), "utf8");
      expect(readme).toContain(`\`\`\`ts\n${example}\`\`\``);
    },
  );
});
