import { describe, expect, it } from "vitest";
import { resolveTake } from "../decide/resolve-take.ts";
import { retryTakes } from "../decide/retry-takes.ts";
import { collectGarbage } from "../keep/collect-garbage.ts";
import { setDamagedClipsAside, verifyStore } from "../keep/verify-store.ts";
import { OutputRefusedError } from "../failures/clip-errors.ts";
import { aPlan, aProvider, aTake } from "../testing/plans.ts";
import { createWorld, type World } from "../testing/world.ts";

const plan = aPlan([aTake("reveal", { estimate: { kind: "exact", amount: 2, currency: "CNY" } })], {
  providers: [aProvider({ concurrency: 1 })],
});
const place = "/boards/renders/board/reveal.mp4";

/** A rendered take, and the hash of its clip. */
async function rendered(): Promise<World & { readonly sha256: string }> {
  const world = createWorld();
  await world.render(plan);
  const [sha256 = ""] = world.store.clips.keys();
  return { ...world, sha256 };
}

describe("a clip in the store that is damaged", () => {
  it("is found when it is copied, and fetched again from the vendor", async () => {
    const { render, store, vendor, sha256, events } = await rendered();
    const whole = store.clips.get(sha256) ?? Buffer.alloc(0);
    store.clips.set(sha256, Buffer.from("other bytes"));
    store.files.clear();
    expect((await render(plan)).totals).toMatchObject({ cached: 1 });
    expect(store.clips.get(sha256)).toEqual(whole);
    expect(store.files.get(place)).toEqual(whole);
    expect(store.aside.get(`${sha256}-damaged`)?.toString()).toBe("other bytes");
    expect(events).toContainEqual(
      expect.objectContaining({ type: "warning", message: expect.stringContaining("damaged") }),
    );
    expect(vendor.tasks).toHaveLength(1);
  });

  it.each([
    ["waits for a decision", { release: "task-1" }, "uncertain"],
    ["is asked for again and not in the budget", "retry", "left"],
    ["was given up", "abandon", "cancelled"],
  ] as const)(
    "does not stop the run where its take %s, and is fetched again as long as its task is known",
    async (_, decision, status) => {
      const { render, state, store, vendor, sha256 } = await rendered();
      const whole = store.clips.get(sha256) ?? Buffer.alloc(0);
      if (decision === "retry") await retryTakes(state, { take: "reveal" });
      else await resolveTake(state, "reveal", { release: "task-1" });
      if (decision === "abandon") await resolveTake(state, "reveal", "abandon");
      store.clips.set(sha256, Buffer.from("other bytes"));
      store.files.clear();
      const report = await render(plan, { budget: [{ amount: 1, currency: "CNY" }] });
      expect(report.takes).toMatchObject([{ status }]);
      expect(report.stopped).toBeUndefined();
      const isKnown = status === "left";
      expect(store.files.get(place)).toEqual(isKnown ? whole : undefined);
      expect(store.aside.get(`${sha256}-damaged`)?.toString()).toBe("other bytes");
      expect(vendor.tasks).toHaveLength(1);
    },
  );

  it("is taken back from its copy where the vendor has forgotten the task", async () => {
    const { render, store, vendor, sha256 } = await rendered();
    vendor.onPoll = () => ({ httpStatus: 404 });
    store.clips.set(sha256, Buffer.from("other bytes"));
    expect((await render(plan)).totals).toMatchObject({ cached: 1 });
    expect(await verifyStore({ ...createWorld().state, ledger: (await rendered()).ledger, store })).toEqual([]);
  });

  it("is missing where nobody has it any more", async () => {
    const { render, store, vendor, sha256 } = await rendered();
    vendor.onPoll = () => ({ httpStatus: 404 });
    store.clips.set(sha256, Buffer.from("other bytes"));
    store.files.clear();
    const report = await render(plan);
    expect(report.takes).toMatchObject([{ status: "missing", error: { code: "clip_missing" } }]);
    expect(vendor.tasks).toHaveLength(1);
  });

  it("is left to a person where its copy was edited: the copy stays as it is", async () => {
    const { render, store, vendor, sha256 } = await rendered();
    vendor.onPoll = () => ({ httpStatus: 404 });
    store.clips.set(sha256, Buffer.from("other bytes"));
    store.files.set(place, Buffer.from("edited by hand"));
    await expect(render(plan)).rejects.toThrow(OutputRefusedError);
    expect(store.files.get(place)?.toString()).toBe("edited by hand");
    expect(vendor.tasks).toHaveLength(1);
  });

  it("is never handed to a vendor as a reference", async () => {
    const { render, store, vendor, sha256 } = await rendered();
    store.clips.set(sha256, Buffer.from("other bytes"));
    const media = { from: "take", take: "reveal", what: "video" } as const;
    const next = aTake("next", {
      dependsOn: ["reveal"],
      asked: {
        prompt: ["more"],
        model: "model-1",
        duration: 5,
        resolution: "720p",
        references: [{ kind: "video", role: "reference_video", media }],
        audio: false,
      },
    });
    await render(aPlan([...plan.takes, next], { providers: plan.providers }));
    expect(JSON.stringify(vendor.requests)).not.toContain(Buffer.from("other bytes").toString("base64"));
  });

  it("is reported with what will happen, moved aside, and fetched by the next render", async () => {
    const { render, state, store, sha256 } = await rendered();
    store.clips.set(sha256, Buffer.from("other bytes"));
    const problems = await verifyStore(state);
    expect(problems).toMatchObject([{ kind: "changed", sha256, isFetched: true }]);
    await setDamagedClipsAside(state, problems);
    expect(await verifyStore(state)).toMatchObject([{ kind: "missing", sha256, isFetched: true }]);
    expect((await render(plan)).totals).toMatchObject({ cached: 1 });
    expect(await verifyStore(state)).toEqual([]);
  });
});

/** A rendered take whose frame holds other bytes, and what the frame was. */
async function withDamagedFrame(): Promise<World & { readonly sha256: string; readonly frame: Uint8Array }> {
  const world = await rendered();
  const [downloaded] = await world.ledger.attempts({ states: ["downloaded"] });
  const sha256 = (downloaded?.state.name === "downloaded" && downloaded.state.frameSha256) || "";
  const frame = world.store.clips.get(sha256) ?? Buffer.alloc(0);
  world.store.clips.set(sha256, Buffer.from("other bytes"));
  return { ...world, sha256, frame };
}

describe("a last frame in the store that is damaged", () => {
  const media = { from: "take", take: "reveal", what: "lastFrame" } as const;
  const next = aTake("next", {
    dependsOn: ["reveal"],
    asked: { ...aTake("next").asked, references: [{ kind: "image", role: "first_frame", media }] },
  });
  const longer = aPlan([...plan.takes, next], { providers: plan.providers });

  it("is fetched again where a shot continues from it, and not paid for again", async () => {
    const { render, store, vendor, sha256, frame } = await withDamagedFrame();
    expect((await render(longer)).totals).toMatchObject({ cached: 1, succeeded: 1 });
    expect(store.clips.get(sha256)).toEqual(frame);
    expect(vendor.tasks).toHaveLength(2);
    expect(vendor.tasks[1]?.body["media"]).toEqual([`data:image/png;base64,${Buffer.from(frame).toString("base64")}`]);
  });

  it("is not replaced by another picture, which only goes to the vendor as its link", async () => {
    const { render, vendor, store, sha256 } = await withDamagedFrame();
    const { onDownload } = vendor;
    vendor.onDownload = (request) => {
      const answer = onDownload(request);
      const body = Buffer.concat([answer.body ?? Buffer.alloc(0), Buffer.from("!")]);
      return { ...answer, headers: { ...answer.headers, "content-length": String(body.length) }, body };
    };
    await render(longer);
    expect(store.clips.has(sha256)).toBe(false);
    expect(vendor.tasks[1]?.body["media"]).toEqual([expect.stringMatching(/^https:/u)]);
  });

  it("is reported, and moved aside", async () => {
    const { state, store, sha256 } = await withDamagedFrame();
    const problems = await verifyStore(state);
    expect(problems).toMatchObject([{ kind: "changed", what: "frame", sha256, takes: [{ take: "reveal" }] }]);
    await setDamagedClipsAside(state, problems);
    expect(store.aside.get(`${sha256}-damaged`)?.toString()).toBe("other bytes");
    expect(await verifyStore(state)).toEqual([]);
  });
});

describe("a clip that the vendor has encoded again", () => {
  it("is another version of the same paid task: kept, delivered, and never garbage", async () => {
    const { render, state, store, vendor, ledger, sha256 } = await rendered();
    const bytes = Buffer.concat([store.clips.get(sha256) ?? Buffer.alloc(0)]);
    const [[, receipt] = ["", {}]] = [...store.receipts];
    store.clips.delete(sha256);
    store.files.clear();
    const other = Buffer.concat([bytes, Buffer.from([0, 0, 0, 8]), Buffer.from("free")]);
    const { transport } = vendor;
    const report = await render(plan, {
      transport: {
        ...transport,
        stream: async (request, options) => {
          const answer = await transport.stream(request, options);
          const isClip = request.url.includes(".mp4");
          const headers = { ...answer.headers, "content-length": String(other.length) };
          return isClip ? { ...answer, headers, body: once(other) } : answer;
        },
      },
    });
    expect(report.totals).toMatchObject({ cached: 1 });
    const versions = await ledger.versions({ storyboard: "board", take: "reveal" });
    expect(versions.map((version) => version.sha256)).toEqual([sha256, report.takes[0]?.sha256]);
    expect(store.files.get(place)).toEqual(other);
    expect(store.receipts.size).toBe(2);
    expect([...store.receipts.values()][0]).toEqual(receipt);
    expect(await collectGarbage(state, { apply: false })).toEqual([]);
    expect(vendor.tasks).toHaveLength(1);
    expect((await render(plan)).totals).toMatchObject({ cached: 1 });
  });
});

async function* once(bytes: Uint8Array): AsyncIterable<Uint8Array> {
  yield bytes;
}
