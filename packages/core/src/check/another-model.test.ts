import { expect, test } from "vitest";
import { compileStoryboard } from "../compile-storyboard.ts";

const files = {
  readText: () => ({ problem: "missing" }) as const,
  describe: () => ({ problem: "missing" }) as const,
};

test("names another model of the same provider where nobody else takes the shot", () => {
  const text = [
    "shotlist: 1",
    "name: cheap",
    "provider: ark",
    "shots:",
    "  - id: reveal",
    "    model: doubao-seedance-2-0-260128",
    "    prompt: A watch turns",
    "    duration: 5",
    "    audio: false",
    "    serviceTier: flex",
    "",
  ].join("\n");
  const { diagnostics } = compileStoryboard({ file: "cheap.yaml", text }, { files });
  expect(diagnostics.map(({ code, line, help }) => ({ code, line, help }))).toEqual([
    {
      code: "field-unsupported",
      line: 10,
      help: expect.stringMatching(/^Use ark \(doubao-seedance-1-5-pro-251215\), or /),
    },
  ]);
});
