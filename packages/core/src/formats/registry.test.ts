import {
  editionsOf,
  factsOf,
  type FormatFacts,
  formatIds,
  inEdition,
  isFormatId,
  type MessageName,
  type MessageVerdict,
  validateMessage,
} from "@shotlist/schema";
import { type Fixture, writtenFixturesOf } from "@shotlist/schema/fixtures";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ResolvedShot } from "../model/shot.ts";
import { codecFor } from "./codec-for.ts";
import { mediaFormOf } from "../wire/media-form.ts";
import { roleFactsOf } from "../model/model-facts.ts";
import * as registry from "./registry.ts";
import { arbitraryShot } from "./testing/arbitrary-shot.ts";
import { mediaAtSubmit } from "./testing/bindings-at-submit.ts";

const registered = Object.keys(registry).filter(isFormatId);
const webhookUrl = "https://hooks.example.com/shotlist";
const anyJson = fc.jsonValue({ maxDepth: 4 });

it("has a codec for every format that the schemas know", () => {
  expect(Object.keys(registry).toSorted()).toEqual(formatIds.toSorted());
  expect(Object.entries(registry).map(([id, { codec }]) => [id, codec.id])).toEqual(registered.map((id) => [id, id]));
});

describe.each(registered)("%s", (format) => {
  const codec = codecFor(format);
  const facts = factsOf(format);
  const newest = inEdition(format, editionsOf(format).at(-1)?.id);

  const verdictOf = (shot: ResolvedShot, seed: number): MessageVerdict => {
    const bindings = { media: mediaAtSubmit(shot.model, facts), seed, clientId: "attempt-01", webhookUrl };
    return validateMessage(newest, "submit.request", codec.encodeSubmit(shot, bindings).body);
  };

  it("encodes every shot it offers to a request that its schema takes", () => {
    fc.assert(
      fc.property(arbitraryShot(facts), fc.nat(), (shot, seed) => {
        expect(verdictOf(shot, seed)).toMatchObject({ ok: true });
      }),
    );
  });

  it("gives no cause for a remark that the author did not give", () => {
    const usual = arbitraryShot(facts).filter((shot) => isUsual(shot, facts));
    fc.assert(
      fc.property(usual, fc.nat(), (shot, seed) => {
        expect(verdictOf(shot, seed)).toEqual({ ok: true, advice: [] });
      }),
    );
  });

  it("encodes to plain JSON, with nothing undefined in it", () => {
    fc.assert(
      fc.property(arbitraryShot(facts), (shot) => {
        const { body } = codec.encodeSubmit(shot, { media: mediaAtSubmit(shot.model, facts) });
        expect(JSON.parse(JSON.stringify(body))).toStrictEqual(body);
      }),
    );
  });

  const accepted = (message: MessageName): readonly Fixture[] =>
    writtenFixturesOf(format).filter((fixture) => fixture.message === message && fixture.breaks === undefined);

  it.each(accepted("submit.response"))("finds the task id in $name", ({ body }) => {
    expect(codec.decodeSubmit(body)).toEqual({
      taskId: expect.stringMatching(facts.taskIdPattern.value),
      warnings: [],
    });
  });

  it.each(accepted("task.response"))("reads $name without a doubt", ({ body }) => {
    const task = codec.decodeTask(body);
    expect(task.warnings).toEqual([]);
    expect(task.status !== "succeeded" || (task.videoUrl ?? task.download) !== undefined).toBe(true);
  });

  it.each(accepted("error.response"))("reads the reason of $name", ({ body }) => {
    const { code, message } = codec.decodeError(400, body);
    expect({ code, message }).toEqual({ code: expect.any(String), message: expect.not.stringMatching(/^HTTP 400/) });
  });

  it("puts the task id into the poll path as one segment", () => {
    const { path } = codec.encodePoll("task/1?x#y");
    expect(path).toBe(facts.operations.poll?.path.replace("{id}", "task%2F1%3Fx%23y"));
  });

  it("reads any JSON as a task, an answer to a submit or an error, and never throws", () => {
    fc.assert(
      fc.property(anyJson, fc.integer({ min: 300, max: 599 }), (body, httpStatus) => {
        expect(codec.decodeTask(body).status).toBeTypeOf("string");
        expect(codec.decodeSubmit(body)).toBeTypeOf("object");
        expect(codec.decodeError(httpStatus, body).message).not.toBe("");
      }),
    );
  });

  it("repeats no address in what people get to read", () => {
    const address = "https://cdn.example.com/clip.mp4?sig=abcdef";
    const word = fc.constantFrom(address, `see ${address}`, "failed", "FAILURE", "succeeded", "SUCCESS");
    const key = fc.constantFrom(
      "status",
      "error",
      "message",
      "fail_reason",
      "data",
      "code",
      "type",
      "url",
      "id",
      "task_id",
    );
    const { body } = fc.letrec<{ body: unknown; node: unknown }>((tie) => ({
      body: fc.dictionary(key, tie("node"), { maxKeys: 6 }),
      node: fc.oneof({ depthSize: "small" }, word, word, tie("body"), fc.array(tie("node"), { maxLength: 2 })),
    }));
    fc.assert(
      fc.property(body, (answer) => {
        const task = codec.decodeTask(answer);
        const failure = "failure" in task ? task.failure : undefined;
        const error = codec.decodeError(400, answer);
        const submitted = codec.decodeSubmit(answer);
        const printed = [task.wireStatus, task.warnings, failure, error, submitted.taskId === undefined && submitted];
        expect(JSON.stringify(printed)).not.toContain("cdn.example.com");
      }),
    );
  });
});

/** Whether a shot keeps to roles that somebody documents, and to one form for the two frames of a pair. */
function isUsual({ model, references }: ResolvedShot, facts: FormatFacts): boolean {
  const frames = references.filter(({ role }) => role.endsWith("_frame"));
  const forms = new Set(frames.map((reference) => mediaFormOf(reference, { model, facts })));
  const grades = references.map(({ role }) => roleFactsOf(role, model, facts)?.provenance.grade);
  return forms.size <= 1 && !grades.includes("assumed");
}
