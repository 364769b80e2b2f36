import { present } from "@shotlist/schema";
import { expect, test } from "vitest";
import { compileStoryboard } from "../compile-storyboard.ts";
import type { Plan } from "../model/plan.ts";
import { createMemoryFiles } from "../testing/memory-files.ts";

function compile(text: string, stage?: "draft"): Plan {
  const options = { files: createMemoryFiles({}), ...present({ stage }) };
  const { plan, diagnostics } = compileStoryboard({ file: "storyboard.yaml", text }, options);
  if (plan === undefined) throw new Error(`Expected a plan, but found ${JSON.stringify(diagnostics)}`);
  return plan;
}

function board(provider: string, defaults: string, shots: string): string {
  return `shotlist: 1\nname: aurora\nprovider: ${provider}\ndefaults: { ${defaults} }\nshots:\n${shots}`;
}

function digestsOf({ takes }: Plan): readonly string[] {
  return takes.map(({ digest }) => digest);
}

const reveal = "  - { id: reveal, prompt: A watch turns slowly }\n";
const model15 = "model: doubao-seedance-1-5-pro-251215";

test("a model that makes drafts makes one, at the terms of its drafts and at a share of the price", () => {
  const text = board("ark", `${model15}, resolution: 1080p, serviceTier: flex, audio: true`, reveal);
  const [draft] = compile(text, "draft").takes;
  const [final] = compile(text).takes;
  expect(draft?.asked).toEqual({
    ...final?.asked,
    draft: true,
    resolution: "480p",
    serviceTier: undefined,
    returnLastFrame: undefined,
  });
  expect(draft?.request.body).toMatchObject({ draft: true, resolution: "480p" });
  expect(draft?.request.body).not.toHaveProperty("service_tier");
  expect(draft?.digest).not.toBe(final?.digest);
  const [cheap, dear] = [draft?.estimate, final?.estimate];
  if (cheap?.kind !== "exact" || dear?.kind !== "exact") throw new Error("both have a list price");
  expect(cheap.amount).toBeLessThan(dear.amount / 2);
});

test("without drafts the lowest resolution is the cheapest form", () => {
  const text = board("wisgate", "model: doubao-seedance-2.0, resolution: 1080p", reveal);
  const plan = compile(text, "draft");
  expect(plan.takes[0]?.asked).toEqual({ ...compile(text).takes[0]?.asked, resolution: "480p" });
  expect(plan.drafts?.forms).toEqual({ reveal: "lowest-resolution" });
});

test("drafts have a name and their own folder, and make no film", () => {
  const shots = `  - { id: reveal, prompt: "\${{ storyboard.name }}" }\ncut: { sound: none }\n`;
  const text = board("wisgate", "model: doubao-seedance-2.0", shots);
  const { storyboard, outputDir, takes, films, drafts } = compile(text, "draft");
  expect({ storyboard, outputDir, films }).toEqual({
    storyboard: "aurora~draft",
    outputDir: "renders-draft",
    films: undefined,
  });
  expect(takes[0]).toMatchObject({ output: "aurora/reveal.mp4", asked: { prompt: ["aurora"] } });
  expect(drafts?.of).toBe("aurora");
  expect(compile(text)).not.toHaveProperty("drafts");
});

test.each([
  ["asks for its cheapest form already", "wisgate", "model: doubao-seedance-2.0, resolution: 480p", "as-written"],
  ["is a draft itself", "ark", `${model15}, draft: true`, "as-written"],
  [
    "has another resolution laid over it",
    "wisgate",
    "model: doubao-seedance-2.0, extra: { resolution: 1080p }",
    "as-written",
  ],
  ["has a model that is not listed", "ark", "model: ep-20260628-abc", "unlisted"],
])("a shot that %s has its clip as its draft, which is paid for once", (_, provider, defaults, form) => {
  const text = board(provider, defaults, reveal);
  const plan = compile(text, "draft");
  expect(plan.drafts?.forms).toEqual({ reveal: form });
  expect(plan.takes[0]?.digest).toBe(compile(text).takes[0]?.digest);
});

test("what is made from a draft has none, nor has what is made from that", () => {
  const shots = `  - { id: sketch, prompt: A watch, draft: true }
  - { id: final, draftOf: sketch }
  - { id: after, prompt: Onwards, firstFrame: "\${{ shots.final.lastFrame }}", ratio: adaptive }
`;
  const plan = compile(board("ark", model15, shots), "draft");
  expect(plan.takes.map(({ id }) => id)).toEqual(["sketch"]);
  expect(plan.drafts?.without).toEqual([
    { take: "final", reason: "is made from the draft sketch" },
    { take: "after", reason: "needs final, which has no draft" },
  ]);
});

test("a draft that continues from another one has the digest of that one in its own", () => {
  const shots = `${reveal}  - { id: after, prompt: Onwards, firstFrame: "\${{ shots.reveal.lastFrame }}" }\n`;
  const text = board("wisgate", "model: doubao-seedance-2.0, resolution: 480p", shots);
  const higher = board("wisgate", "model: doubao-seedance-2.0, resolution: 1080p", shots);
  expect(digestsOf(compile(higher, "draft"))).toEqual(digestsOf(compile(text)));
});

test("a mistake of the storyboard is said as it is written, not as its draft would have it", () => {
  const { plan, diagnostics } = compileStoryboard(
    { file: "storyboard.yaml", text: board("wisgate", "model: doubao-seedance-2.0, resolution: 8k", reveal) },
    { files: createMemoryFiles({}), stage: "draft" },
  );
  expect(plan).toBeUndefined();
  expect(diagnostics).toMatchObject([{ code: "resolution-unsupported", line: 4 }]);
});
