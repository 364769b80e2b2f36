import * as fc from "fast-check";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { stringify } from "yaml";
import { compileStoryboard } from "../compile-storyboard.ts";
import { arbitraryStoryboard } from "../testing/arbitrary-storyboard.ts";
import { createMemoryFiles, type MemoryFile } from "../testing/memory-files.ts";
import { digestOf } from "./digest.ts";
import type { Plan } from "../model/plan.ts";
import type { ResolvedShot } from "../model/shot.ts";

const bytes = { sha256: "ab".repeat(32) };

function compile(text: string, files: { readonly [path: string]: MemoryFile } = {}, file = "storyboard.yaml"): Plan {
  const { plan, diagnostics } = compileStoryboard({ file, text }, { files: createMemoryFiles(files) });
  if (plan === undefined) throw new Error(`Expected a plan, but found ${JSON.stringify(diagnostics)}`);
  return plan;
}

function digests(plan: Plan): { readonly [take: string]: string } {
  return Object.fromEntries(plan.takes.map(({ id, digest }) => [id, digest]));
}

const base = `shotlist: 1
name: aurora
provider: wisgate
vars: { product: watch }
defaults: { model: doubao-seedance-2.0, duration: 6 }
matrix: { lang: [en, zh] }
shots:
  - id: reveal
    prompt: "A \${{ vars.product }} in \${{ matrix.lang }}"
    firstFrame: a/watch.jpg
    takes: 2
  - id: after
    prompt: Onwards
    firstFrame: \${{ shots.reveal.lastFrame }}
    extra: { priority: 3, camera_fixed: true }
`;
const files = { "a/watch.jpg": bytes };

describe("what does not change a digest", () => {
  const before = digests(compile(base, files));

  test.each([
    ["a comment", base.replace("shots:", "# the shots\nshots: # here")],
    ["the storyboard's name", base.replace("name: aurora", "name: borealis")],
    [
      "the order of keys",
      base.replace("{ model: doubao-seedance-2.0, duration: 6 }", "{ duration: 6, model: doubao-seedance-2.0 }"),
    ],
    [
      "the order of keys in extra",
      base.replace("{ priority: 3, camera_fixed: true }", "{ camera_fixed: true, priority: 3 }"),
    ],
    [
      "an anchor",
      base.replace("prompt: Onwards", "prompt: &p Onwards").replace("vars: {", "x-a: &v { used: 1 }\nvars: {"),
    ],
    [
      "a variable in place of a word",
      base
        .replace("prompt: Onwards", 'prompt: "${{ vars.next }}"')
        .replace("product: watch", "product: watch, next: Onwards"),
    ],
    [
      "a default written out",
      base.replace(
        "prompt: Onwards",
        "prompt: Onwards\n    audio: false\n    resolution: 720p\n    returnLastFrame: true",
      ),
    ],
    [
      "another provider of the same format",
      base.replace(
        "provider: wisgate",
        "provider: mine\nproviders: { mine: { format: wisgate, baseUrl: 'https://other.example.com' } }",
      ),
    ],
    ["the output path", base.replace("shots:", 'output: { file: "x/${{ take.slug }}.mp4" }\nshots:')],
    ["an unused value in an axis", base.replace("takes: 2", "takes: 2\n    needs: []")],
    ["line ends", base.replaceAll("\n", "\r\n")],
  ])("%s", (_, text) => {
    expect(digests(compile(text, files))).toEqual(before);
  });

  test("a moved file", () => {
    const moved = compile(
      base.replace("a/watch.jpg", "b/c/renamed.png"),
      { "b/c/renamed.png": bytes },
      "elsewhere/other.yaml",
    );
    expect(digests(moved)).toEqual(before);
  });

  test("the same bytes as a data: URI", () => {
    const sha256 = "315f5bdb76d078c43b8ac0064e4a0164612b1fce77c869345bfc94c75894edd3"; // of "Hello, world!"
    const inline = compile(base.replace("a/watch.jpg", "data:image/png;base64,SGVsbG8sIHdvcmxkIQ=="));
    expect(digests(inline)).toEqual(digests(compile(base, { "a/watch.jpg": { sha256 } })));
  });

  test("layout, key order and a block of comments, for any sound storyboard", () => {
    fc.assert(
      fc.property(arbitraryStoryboard, fc.boolean(), (storyboard, flow) => {
        const shuffled = Object.fromEntries(Object.entries(storyboard).toReversed());
        const shots = storyboard.shots.map((shot) => Object.fromEntries(Object.entries(shot).toReversed()));
        const text = stringify({ ...shuffled, name: "other", shots }, flow ? { collectionStyle: "flow" } : {});
        expect(digests(compile(`# a comment\n${text}`))).toEqual(digests(compile(stringify(storyboard))));
      }),
      { numRuns: 40 },
    );
  });
});

describe("what changes a digest", () => {
  const before = digests(compile(base, files));

  test.each([
    ["a word of the prompt", base.replace("Onwards", "Backwards")],
    ["the duration", base.replace("duration: 6", "duration: 7")],
    ["the model", base.replace("doubao-seedance-2.0", "doubao-seedance-2-fast")],
    ["a field set", base.replace("prompt: Onwards", "prompt: Onwards\n    watermark: false")],
    ["the last frame refused", base.replace("prompt: Onwards", "prompt: Onwards\n    returnLastFrame: false")],
    ["extra", base.replace("priority: 3", "priority: 4")],
    ["what comes before", base.replace("A ${{", "The ${{")],
  ])("%s", (_, text) => {
    expect(digests(compile(text, files))["after[lang=en]"]).not.toBe(before["after[lang=en]"]);
  });

  test("the bytes of an asset, here and in what depends on it", () => {
    const after = digests(compile(base, { "a/watch.jpg": { sha256: "cd".repeat(32) } }));
    for (const [take, digest] of Object.entries(before)) expect(after[take]).not.toBe(digest);
  });

  test("the take number", () => {
    expect(before["reveal[lang=en]"]).not.toBe(before["reveal[lang=en]#2"]);
  });
});

test("cells that ask for the same share one digest", () => {
  const { takes } = compile(base.replace("${{ matrix.lang }}", "words"), files);
  const [first, , second] = takes.filter(({ shot }) => shot === "reveal").toSorted((a, b) => a.take - b.take);
  expect(
    new Set(takes.filter(({ shot, take }) => shot === "reveal" && take === 1).map(({ digest }) => digest)).size,
  ).toBe(1);
  expect(first?.digest).not.toBe(second?.digest);
});

test("another version of what it depends on gives another digest, computed from the plan alone", () => {
  const plan = compile(base, files);
  const after = plan.takes.find(({ id }) => id === "after[lang=en]");
  if (after === undefined) throw new Error("The base storyboard has this take.");
  const known = new Map(plan.takes.map(({ id, digest }) => [id, digest]));
  expect(digestOf(after, (take) => known.get(take) ?? "")).toBe(after.digest);
  expect(digestOf(after, () => "another version")).not.toBe(after.digest);
});

describe("the golden file of digests: a change in it makes everybody pay again", () => {
  const shots: { readonly [name: string]: ResolvedShot } = {
    text: {
      prompt: ["A watch"],
      model: "m",
      duration: 5,
      resolution: "720p",
      ratio: "16:9",
      references: [],
      audio: false,
      returnLastFrame: true,
    },
    frames: {
      prompt: ["A"],
      model: "m",
      frames: 121,
      resolution: "480p",
      references: [{ kind: "image", role: "first_frame", media: { from: "url", url: "https://example.com/a.png" } }],
      audio: true,
      seed: 0,
      watermark: false,
      returnLastFrame: false,
    },
    references: {
      prompt: ["Like ", { kind: "image", index: 1 }, " 时间"],
      model: "m",
      duration: 5,
      resolution: "720p",
      references: [
        {
          kind: "image",
          role: "reference_image",
          media: { from: "file", path: "a.png", sha256: "ab".repeat(32), bytes: 3, mediaType: "image/png" },
        },
        { kind: "video", role: "reference_video", media: { from: "asset", id: "asset-1" } },
        {
          kind: "audio",
          role: "reference_audio",
          media: { from: "data", uri: "data:audio/wav;base64,AAAA", sha256: "cd".repeat(32) },
        },
      ],
      audio: false,
      extra: { b: [1, { d: null, c: true }], a: "x" },
    },
    chained: {
      prompt: [],
      model: "m",
      duration: 5,
      resolution: "720p",
      references: [{ kind: "image", role: "first_frame", media: { from: "take", take: "reveal", what: "lastFrame" } }],
      audio: false,
    },
    draft: {
      prompt: ["A"],
      model: "m",
      duration: 5,
      resolution: "720p",
      ratio: "1:1",
      references: [],
      audio: false,
      draftOf: { take: "reveal" },
      serviceTier: "flex",
      expiresAfter: 3600,
      draft: true,
    },
    task: {
      prompt: ["A"],
      model: "m",
      duration: 5,
      resolution: "720p",
      references: [],
      audio: false,
      draftOf: { task: "cgt-1" },
    },
  };

  test("digests.golden.txt", async () => {
    const lines = Object.entries(shots).flatMap(([name, asked]) =>
      [1, 2].map(
        (take) => `${name} ${take} ${digestOf({ format: "wisgate", take, asked }, (id) => `digest of ${id}`)}`,
      ),
    );
    await expect(`${lines.join("\n")}\n`).toMatchFileSnapshot(join(import.meta.dirname, "digests.golden.txt"));
  });
});
