import { factsOf, type FormatFacts, present, validateMessage } from "@shotlist/schema";
import { contractOf } from "@shotlist/schema/contracts";
import { registerFormat, type RequestMapping } from "@shotlist/schema/own";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { codecFor } from "../formats/codec-for.ts";
import { arbitraryShot } from "../formats/testing/arbitrary-shot.ts";
import { mediaAtSubmit } from "../formats/testing/bindings-at-submit.ts";
import { createMappedCodec } from "./mapped-codec.ts";
import { mappingFaults } from "./mapping-faults.ts";

const builtIn = "relaydance";
const media = (role: string, kind: string) => ({
  at: "/metadata/content/-",
  entry: { type: `${kind}_url`, [`${kind}_url`]: { url: "$value" }, role },
});

/** The built-in format once more, its requests as data. */
const mapping: RequestMapping = {
  parts: {
    model: "/model",
    prompt: "/prompt",
    duration: { at: "/seconds", as: "text" },
    frames: "/metadata/frames",
    ratio: "/metadata/ratio",
    resolution: "/metadata/resolution",
    audio: "/metadata/generate_audio",
    seed: "/metadata/seed",
    watermark: "/metadata/watermark",
    cameraFixed: "/metadata/camera_fixed",
    webSearch: { at: "/metadata/tools/-", entry: { type: "web_search" } },
    outputFormat: "/metadata/output_format",
    priority: "/metadata/priority",
    returnLastFrame: "/metadata/return_last_frame",
    serviceTier: "/metadata/service_tier",
    expiresAfter: "/metadata/execution_expires_after",
    webhookUrl: "/metadata/callback_url",
    first_frame: media("first_frame", "image"),
    last_frame: media("last_frame", "image"),
    reference_image: media("reference_image", "image"),
    reference_video: media("reference_video", "video"),
    reference_audio: media("reference_audio", "audio"),
  },
};

const facts: FormatFacts = {
  ...factsOf(builtIn),
  id: "mapped-relay",
  sites: [],
  // Whether a model has sound by its id alone is more than a mapping can say.
  models: factsOf(builtIn).models.filter(({ audioFixed }) => audioFixed === undefined),
};
const id = registerFormat({ facts, contract: contractOf(builtIn), schemas: {}, compiled: {}, fixtures: [], mapping });
const mapped = createMappedCodec(id, { places: contractOf(builtIn).places, mapping });
const written = codecFor(builtIn);

test("a mapping writes every shot as a codec written by hand does", () => {
  fc.assert(
    fc.property(arbitraryShot(facts), fc.nat(9999), (drawn, seed) => {
      // How prompts name media is a codec's own.
      const shot = { ...drawn, prompt: [...drawn.prompt.filter((part) => typeof part === "string"), "A watch"] };
      const bindings = {
        media: mediaAtSubmit(shot.model, facts),
        seed,
        clientId: "take-1",
        webhookUrl: "https://hooks.example.com/1",
      };
      const { body } = mapped.encodeSubmit(shot, bindings);
      expect(body).toEqual(written.encodeSubmit(shot, bindings).body);
      expect(validateMessage(builtIn, "submit.request", body)).toMatchObject({ ok: true });
    }),
  );
});

test.each([
  { task_id: "task_1", status: "submitted" },
  { task_id: "task_1", status: "running", progress: "40%" },
  { task_id: "task_1", status: "succeeded", url: "https://clips.example.com/1.mp4" },
  { task_id: "task_1", status: "failed", error: { message: "No.", code: "policy" } },
  { code: "success", data: { task_id: "task_1", status: "SUCCESS", result_url: "https://clips.example.com/1.mp4" } },
  { task_id: "task_1", status: "nobody-knows" },
  null,
  "<html>",
])("reads the task %j at the places of the contract", (body) => {
  const read = mapped.decodeTask(body, "task_1");
  const { status, taskId, wireStatus } = written.decodeTask(body, "task_1");
  expect(read).toMatchObject({ status, wireStatus, ...present({ taskId }) });
  const video = { clip: read.status === "succeeded" ? read.videoUrl : undefined };
  const other = written.decodeTask(body, "task_1");
  expect(video).toEqual({ clip: other.status === "succeeded" ? other.videoUrl : undefined });
});

test("reads ids and errors at the places of the contract", () => {
  expect(mapped.decodeSubmit({ task_id: "task_1" })).toEqual({ taskId: "task_1", warnings: [] });
  expect(mapped.decodeSubmit({})).toEqual({ missing: "The answer has no task_id or id." });
  expect(mapped.decodeError(400, { error: { message: "No.", type: "x" } })).toMatchObject({ message: "No." });
  expect(mapped.decodeError(502, "<html>")).toMatchObject({ httpStatus: 502, notCreated: false });
});

test("a mapping has a place for everything that a model takes", () => {
  expect(mappingFaults(mapping, facts)).toEqual([]);
  const { audio: _, first_frame: __, ...parts } = mapping.parts;
  expect(mappingFaults({ parts }, facts).map(({ message }) => message)).toEqual([
    expect.stringContaining("`first_frame` has no place"),
    expect.stringContaining("`audio` has no place"),
  ]);
});

test.each([
  [{ prompt: "prompt" }, "/parts/prompt", "is not a JSON pointer"],
  [{ prompt: "/-" }, "/parts/prompt", "is not a JSON pointer"],
  [{ prompt: "/model" }, "/parts/prompt", "is already the place of model"],
  [{ reference_image: "/metadata/image" }, "/parts/reference_image", "the place of a list ends in `/-`"],
])("refuses the place in %j", (parts, pointer, words) => {
  const faults = mappingFaults({ parts: { ...mapping.parts, ...parts } }, facts);
  expect(faults).toContainEqual({ pointer, message: expect.stringContaining(words) });
});
