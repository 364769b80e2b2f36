import { expect, test } from "vitest";
import { OutputRefusedError } from "../failures/clip-errors.ts";
import { aPlan, aTake } from "../testing/plans.ts";
import { createWorld } from "../testing/world.ts";
import { outputFileOf } from "./output-file.ts";

const [reveal, detail] = [aTake("reveal"), aTake("detail")];
const plan = aPlan([reveal, detail]);
const fileOf = (take: typeof reveal): string => outputFileOf({}, plan, take);
const foreign = Buffer.from("what a person wrote");

test("files of other people are named before anything is submitted", async () => {
  const { render, vendor, store } = createWorld();
  store.files.set(fileOf(detail), foreign);
  const refused = await render(plan).catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(OutputRefusedError);
  expect(refused).toMatchObject({ refusals: [{ take: "detail", reason: "not_a_clip", file: fileOf(detail) }] });
  expect(vendor.requests).toEqual([]);
  expect((await render(plan, { forceOutput: true })).ok).toBe(true);
});

test("a file that appears while a task runs is kept, and so is the clip, which the next run does not pay again", async () => {
  const { render, vendor, store, clock, events } = createWorld();
  const report = await render(plan, {
    onEvent: (event) => {
      events.push(event);
      if (event.type === "succeeded" && event.take === "detail") store.files.set(fileOf(detail), foreign);
    },
  });
  expect(clock.now()).toBeGreaterThan(0);
  expect(report).toMatchObject({ ok: false, totals: { succeeded: 1, failed: 1 } });
  const failed = report.takes.find(({ id }) => id === "detail");
  expect(failed).toMatchObject({ status: "failed", error: { code: "output_refused" } });
  expect(store.clips.has(failed?.sha256 ?? "")).toBe(true);
  expect(store.files.get(fileOf(detail))).toBe(foreign);
  store.files.delete(fileOf(detail));
  expect((await render(plan)).totals).toMatchObject({ cached: 2 });
  expect(vendor.tasks).toHaveLength(2);
});

test("a clip that was edited is kept, also where its take has its clip already", async () => {
  const { render, store } = createWorld();
  await render(plan);
  store.files.set(fileOf(reveal), foreign);
  await expect(render(plan)).rejects.toThrow("was edited since");
  expect(store.files.get(fileOf(reveal))).toBe(foreign);
});

test("a clip that only a receipt, or only another ledger, still knows is replaced", async () => {
  const { render, store, ledger } = createWorld();
  await render(plan);
  const [first] = store.clips.keys();
  const copy = Buffer.from(store.clips.get(first ?? "") ?? []);
  store.clips.delete(first ?? "");
  store.files.set(fileOf(reveal), copy);
  expect((await ledger.attempts()).length).toBe(2);
  expect((await render(plan)).ok).toBe(true);

  const other = createWorld();
  other.store.files.set(fileOf(reveal), foreign);
  expect((await other.render(plan, { isKnownClip: () => Promise.resolve(true) })).ok).toBe(true);
});

const outputPlace = (file: string): string | undefined => (file === fileOf(reveal) ? "not there" : undefined);

test("a place that the caller refuses is refused before anything is submitted", async () => {
  const { render, vendor } = createWorld();
  await expect(render(plan, { outputPlace, forceOutput: true })).rejects.toThrow("not there");
  expect(vendor.requests).toEqual([]);
});
