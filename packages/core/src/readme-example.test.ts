import { codecFor, compileStoryboard, formatDiagnostic, noFiles } from "@shotlist/core";
import { expect, test } from "vitest";

const text = `
shotlist: 1
name: aurora
provider: wisgate
defaults: { model: doubao-seedance-2.0 }
matrix: { lang: [en, de] }
text: { line: { en: time made of light, de: Zeit aus Licht } }
shots:
  - id: watch
    prompt: A watch turns slowly, \${{ text.line[matrix.lang] }}
    duration: 8
`;

test("a storyboard compiles to requests", () => {
  const { plan, diagnostics } = compileStoryboard({ file: "aurora.yaml", text }, { files: noFiles });

  expect(diagnostics).toEqual([]);
  expect(plan?.takes.map(({ id }) => id)).toEqual(["watch[lang=en]", "watch[lang=de]"]);
  expect(plan?.takes[1]?.request).toEqual({
    method: "POST",
    path: "/api/v3/contents/generations/tasks",
    body: {
      model: "doubao-seedance-2.0",
      content: [{ type: "text", text: "A watch turns slowly, Zeit aus Licht" }],
      resolution: "720p",
      ratio: "16:9",
      duration: 8,
      generate_audio: false,
      return_last_frame: true,
    },
  });
});

test("what another provider cannot take is an error at its place", () => {
  const moved = text.replace("wisgate", "toapis").replace("seedance-2.0", "seedance-1-5-pro").replace(": 8", ": 15");
  const { plan, diagnostics } = compileStoryboard({ file: "aurora.yaml", text: moved }, { files: noFiles });

  expect(plan).toBeUndefined();
  expect(formatDiagnostic(diagnostics[0]!, moved)).toContain(
    "toapis accepts 4 to 12 whole seconds; this shot asks for 15",
  );
});

test("an answer is read the same way at every vendor", () => {
  const task = codecFor("toapis").decodeTask({ id: "task_1", status: "in_progress", progress: 40 });

  expect(task).toMatchObject({ status: "running", progress: 40 });
});
