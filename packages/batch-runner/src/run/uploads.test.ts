import { createHash } from "node:crypto";
import type { Plan, PlannedTake, ResolvedProvider } from "@shotlist/core";
import { describe, expect, it } from "vitest";
import { exportLedger } from "../keep/export-ledger.ts";
import { uploadAgain } from "../decide/upload-again.ts";
import { aPlan, aProvider, aTake } from "../testing/plans.ts";
import { createWorld } from "../testing/world.ts";

const picture = Buffer.from("a picture");
const sha256 = createHash("sha256").update(picture).digest("hex");
const estimate = { kind: "exact", amount: 1, currency: "CNY" } as const;
const dear = { price: { amount: 0.1, currency: "CNY" } };

function aTakeWith(id: string, over: Partial<PlannedTake> = {}, what: { readonly sha256?: string } = {}): PlannedTake {
  const media = {
    from: "file",
    path: "assets/watch.png",
    sha256,
    bytes: picture.length,
    mediaType: "image/png",
    upload: true,
    ...what,
  } as const;
  const references = [{ kind: "image", role: "first_frame", media }] as const;
  const asked = { prompt: [id], model: "model-1", duration: 5, resolution: "720p", references, audio: false };
  return aTake(id, { asked, ...over });
}

function aBoard(
  takes: readonly PlannedTake[],
  uploads: ResolvedProvider["uploads"] = {},
  over: Partial<Plan> = {},
): Plan {
  return aPlan(takes, { providers: [aProvider({ uploads })], ...over });
}

const readAsset = async (): Promise<Uint8Array> => picture;
const one = aTakeWith("one");
const two = aTakeWith("two");

describe("a local file", () => {
  it("is uploaded once for all takes that need it, and once for all runs", async () => {
    const { render, vendor, events } = createWorld();
    const report = await render(aBoard([one, two]), { readAsset });
    expect(report.ok).toBe(true);
    expect(vendor.uploads).toHaveLength(1);
    expect(vendor.tasks.map(({ body }) => body["media"])).toEqual([
      ["https://files.example.com/1.png"],
      ["https://files.example.com/1.png"],
    ]);
    await render(aBoard([one, two, aTakeWith("three")]), { readAsset });
    expect(vendor.uploads).toHaveLength(1);
    expect(events.filter(({ type }) => type === "uploaded")).toMatchObject([{ reused: false }, { reused: true }]);
  });

  it("goes as a form with the key, under no name of this machine", async () => {
    const { render, vendor } = createWorld();
    await render(aBoard([one]), { readAsset });
    const [request] = vendor.uploads;
    expect(request).toMatchObject({ method: "POST", url: "https://vendor.example.com/uploads" });
    expect(request?.headers["authorization"]).toBe("Bearer canary-key");
    const form = await new Response(Buffer.from(request?.body ?? ""), { headers: request?.headers ?? {} }).formData();
    const file = form.get("file");
    if (!(file instanceof File)) throw new Error("the form has no file");
    expect([file.name, file.type]).toEqual([`${sha256.slice(0, 16)}.png`, "image/png"]);
    expect(Buffer.from(await file.arrayBuffer())).toEqual(picture);
  });

  it("is uploaded again for another key, since accounts do not see each other's files", async () => {
    const { render, vendor } = createWorld();
    await render(aBoard([one]), { readAsset });
    await render(aBoard([one, two]), { readAsset, keys: () => "another-key" });
    expect(vendor.uploads).toHaveLength(2);
  });

  it("is uploaded again to another vendor at the same host, even under the same key", async () => {
    const { render, vendor } = createWorld();
    await render(aBoard([one]), { readAsset });
    const baseUrl = "https://vendor.example.com/other";
    await render(aPlan([one, two], { providers: [aProvider({ baseUrl, uploads: {} })] }), { readAsset });
    expect(vendor.uploads.map(({ url }) => url)).toEqual([
      "https://vendor.example.com/uploads",
      "https://vendor.example.com/other/uploads",
    ]);
  });

  it("is uploaded again once its address has lapsed", async () => {
    const { render, vendor, clock } = createWorld();
    const lifeMs = 3_600_000;
    await render(aBoard([one], { lifeMs }), { readAsset });
    await clock.run(() => clock.sleep(lifeMs));
    await render(aBoard([one, two], { lifeMs }), { readAsset });
    expect(vendor.uploads).toHaveLength(2);
    expect(vendor.tasks[1]?.body["media"]).toEqual(["https://files.example.com/2.png"]);
  });

  it("that has changed since the plan is not uploaded", async () => {
    const { render, vendor } = createWorld();
    const report = await render(aBoard([one]), { readAsset: async () => Buffer.from("another picture") });
    expect(report.takes[0]?.error?.code).toBe("asset_changed");
    expect([vendor.uploads, vendor.tasks]).toEqual([[], []]);
  });

  it("is sent again where a free upload had no answer", async () => {
    const { render, vendor } = createWorld();
    const faults = [undefined, "lost-answer", { status: 502, body: "<html>" }, "reset"] as const;
    vendor.onUpload = (nth) => faults[nth];
    const report = await render(aBoard([one, two]), { readAsset });
    expect(report.ok).toBe(true);
    expect(vendor.uploads).toHaveLength(2);
    expect(vendor.tasks).toHaveLength(2);
  });

  it("that cannot be uploaded leaves its takes, and nothing is paid", async () => {
    const { render, vendor } = createWorld();
    vendor.onUpload = () => ({ status: 500, body: {} });
    const report = await render(aBoard([aTakeWith("one", { estimate })]), { readAsset });
    expect(report.takes[0]).toMatchObject({ status: "left", error: { code: "upload_failed" } });
    expect([vendor.tasks, report.spent]).toEqual([[], []]);
    vendor.onUpload = () => undefined;
    expect((await render(aBoard([one]), { readAsset })).ok).toBe(true);
  });

  it("that the vendor refuses fails its takes in the vendor's words, and is sent once", async () => {
    const { render, vendor } = createWorld();
    vendor.onUpload = () => ({ status: 400, body: { message: "Image too large. Maximum size is 10MB" } });
    const report = await render(aBoard([one, two]), { readAsset });
    expect(report.takes.map(({ status }) => status)).toEqual(["failed", "failed"]);
    expect(report.takes[0]?.error).toMatchObject({
      code: "upload_refused",
      message: "vendor refuses the upload of assets/watch.png: Image too large. Maximum size is 10MB",
    });
    expect(vendor.requests).toHaveLength(1);
  });

  it("waits with its takes where the vendor's rate limit or account refuses it", async () => {
    const limited = createWorld();
    limited.vendor.onUpload = (nth) => (nth === 1 ? { status: 429, headers: { "retry-after": "30" } } : undefined);
    expect((await limited.render(aBoard([one]), { readAsset })).ok).toBe(true);
    const closed = createWorld();
    closed.vendor.onUpload = () => ({ status: 401 });
    const report = await closed.render(aBoard([one, two]), { readAsset });
    expect(report.takes.map(({ error }) => error?.code)).toEqual(["provider_closed", "provider_closed"]);
    expect(closed.vendor.requests).toHaveLength(1);
  });

  it.each([
    ["in a private network", "https://10.0.0.1/one.png"],
    ["without encryption", "http://files.example.com/one.png"],
    ["with credentials", "https://user:word@files.example.com/one.png"],
    ["that is none", "one.png"],
    ["with the key", "https://files.example.com/canary-key/one.png"],
  ])("is in no request under an address %s", async (_what, url) => {
    const { render, vendor } = createWorld();
    vendor.onUpload = () => ({ url });
    const report = await render(aBoard([one]), { readAsset });
    expect(report.takes[0]).toMatchObject({ status: "left", error: { code: "upload_failed" } });
    expect(vendor.tasks).toEqual([]);
  });

  it("with an address that may be signed is used in this run, and the address is in no file and no event", async () => {
    const { render, vendor, ledger, state, events } = createWorld();
    vendor.onUpload = () => ({ url: "https://files.example.com/one.png?signature=canary-signature" });
    const report = await render(aBoard([one, two]), { readAsset });
    expect(report.ok).toBe(true);
    expect(vendor.uploads).toHaveLength(1);
    expect(vendor.tasks[1]?.body["media"]).toEqual(["https://files.example.com/one.png?signature=canary-signature"]);
    const kept = `${await exportLedger(state)} ${JSON.stringify([await ledger.uploads(), events, report])}`;
    expect(kept).not.toContain("canary-signature");
    expect(kept).not.toContain("canary-key");
    await render(aBoard([aTakeWith("three")]), { readAsset });
    expect(vendor.uploads).toHaveLength(2);
  });
});

describe("an upload that costs money", () => {
  const priced = aTakeWith("one", { estimate });

  it("is reserved and spent like a task, and paid for once", async () => {
    const { render, vendor } = createWorld();
    const report = await render(aBoard([priced, aTakeWith("two", { estimate })], dear), { readAsset });
    expect(report.spent).toEqual([{ amount: 2.1, currency: "CNY" }]);
    expect(report.submitted).toBe(2);
    await render(aBoard([priced, aTakeWith("three", { estimate })], dear), { readAsset });
    expect(vendor.uploads).toHaveLength(1);
  });

  it("is made only where the budget pays for a take as well", async () => {
    const { render, vendor } = createWorld();
    const report = await render(aBoard([priced], dear), { readAsset, budget: [{ amount: 1.05, currency: "CNY" }] });
    expect(report.takes[0]).toMatchObject({ status: "left", error: { code: "budget_reached" } });
    expect([vendor.requests, report.spent]).toEqual([[], []]);
  });

  it("is not begun where no budget can see its price", async () => {
    const { render, vendor } = createWorld();
    const board = aBoard([priced], { price: { amount: 0.1, currency: "USD" } });
    await expect(render(board, { readAsset, budget: [{ amount: 9, currency: "CNY" }] })).rejects.toMatchObject({
      code: "budget_needs_price",
      message: "The uploads of take one have no price in CNY, so the budget cannot be guaranteed",
    });
    expect(vendor.requests).toEqual([]);
  });

  it("whose answer is lost is held with its money, and so are its takes, until a person decides", async () => {
    const { render, vendor, state, ledger } = createWorld();
    vendor.onUpload = () => "lost-answer";
    const report = await render(aBoard([priced, aTakeWith("two", { estimate })], dear), { readAsset });
    expect(report.takes.map(({ status, error }) => [status, error?.code])).toEqual([
      ["failed", "upload_uncertain"],
      ["failed", "upload_uncertain"],
    ]);
    expect(report.takes[0]?.error?.way).toBe("decide-upload");
    expect(report.spent).toEqual([{ amount: 0.1, currency: "CNY" }]);
    vendor.onUpload = () => undefined;
    await render(aBoard([priced], dear), { readAsset });
    expect(vendor.uploads).toHaveLength(1);
    await uploadAgain(state, sha256.slice(0, 12));
    expect((await render(aBoard([priced], dear), { readAsset })).ok).toBe(true);
    expect(vendor.uploads).toHaveLength(2);
    expect((await ledger.spending("storyboard:board")).spent).toEqual([{ micros: 1_200_000, currency: "CNY" }]);
  });

  it("is not repeated where its address may be signed: a later run holds its takes", async () => {
    const { render, vendor } = createWorld();
    vendor.onUpload = () => ({ url: "https://files.example.com/one.png?signature=canary-signature" });
    expect((await render(aBoard([priced], dear), { readAsset })).ok).toBe(true);
    const report = await render(aBoard([aTakeWith("two", { estimate })], dear), { readAsset });
    expect(report.takes[0]?.error?.code).toBe("upload_uncertain");
    expect(vendor.uploads).toHaveLength(1);
  });
});
