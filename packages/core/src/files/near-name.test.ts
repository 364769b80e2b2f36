import { expect, test } from "vitest";
import { compileStoryboard } from "../compile-storyboard.ts";
import { createMemoryFiles } from "../testing/memory-files.ts";

const head = "shotlist: 1\nname: aurora\nprovider: wisgate\ndefaults: { model: doubao-seedance-2.0 }\n";
const missing = { problem: "missing" } as const;

test.each([
  [
    "a medium",
    "shots: [{ id: one, prompt: one, firstFrame: ./Watch.jpg }]",
    'Did you mean "watch.jpg"? It is written with other upper and lower case letters.',
  ],
  [
    "a medium that looks the same",
    "shots: [{ id: one, prompt: one, firstFrame: ./gru\u0308n.jpg }]",
    'Did you mean "gr\u00FCn.jpg"? It is written with other Unicode characters: copy its name, or rename the file.',
  ],
  [
    "a prompt",
    "shots: [{ id: one, prompt: { file: Watch.md } }]",
    'Did you mean "watch.md"? It is written with other upper and lower case letters.',
  ],
  [
    "a table",
    "matrix: { rows: Watch.csv }\nshots: [{ id: one, prompt: one }]",
    'Did you mean "watch.csv"? It is written with other upper and lower case letters.',
  ],
  [
    "an included file",
    "include: Watch.yaml\nshots: [{ id: one, prompt: one }]",
    'Did you mean "watch.yaml"? It is written with other upper and lower case letters.',
  ],
])("a missing file is proposed by the name that it has: %s", (_, text, help) => {
  const files = createMemoryFiles({
    "Watch.jpg": { ...missing, near: "watch.jpg" },
    "gru\u0308n.jpg": { ...missing, near: "gr\u00FCn.jpg" },
    "Watch.md": { ...missing, near: "watch.md" },
    "Watch.csv": { ...missing, near: "watch.csv" },
    "Watch.yaml": { ...missing, near: "watch.yaml" },
  });
  const { diagnostics } = compileStoryboard({ file: "sb.yaml", text: head + text }, { files });
  expect(diagnostics.map((one) => one.help)).toContain(help);
});
