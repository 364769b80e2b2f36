// Renders as many takes as the argument says, one after the other, and prints what that took (requests, statements,
// file calls, syncs) and in which order.
import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openState } from "../../open-state.ts";
import type { Clock } from "../../ports/clock.ts";
import type { HttpAnswer, Transport } from "../../ports/transport.ts";
import { runPlans } from "../../run/run-plans.ts";
import { plainFormat } from "../plain-format.ts";
import { aPlan, aProvider, aTake } from "../plans.ts";
import { tinyClip } from "../tiny-clip.ts";
import { count, counted, order } from "./counted-calls.ts";

const takes = Number(process.argv[2]);

/** Time passes with each look at it; whoever waits for more than a second waits until its signal fires. */
function createQuickClock(): Clock {
  let now = Date.UTC(2026, 0, 1);
  return {
    now: () => (now += 1),
    sleep: (ms, signal) =>
      new Promise((resolve, reject) => {
        if (ms <= 1000) resolve();
        signal?.addEventListener("abort", () => reject(signal.reason), { once: true });
      }),
  };
}

function json(value: object): HttpAnswer {
  return { status: 200, headers: {}, body: Buffer.from(JSON.stringify(value)) };
}

/** A vendor that is done at once. */
function createQuickVendor(): Transport {
  let tasks = 0;
  return {
    request: async ({ method, url }) => {
      count("requests");
      if (method === "POST") return json({ id: `task-${(tasks += 1)}` });
      return json({ status: "succeeded", url: `http://127.0.0.1/clips/${url.split("/").at(-1)}.mp4` });
    },
    stream: async ({ url }) => {
      count("requests");
      return { status: 200, headers: {}, body: bodyOf(tinyClip(url)) };
    },
    close: async () => undefined,
  };
}

async function* bodyOf(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

const folder = mkdtempSync(join(tmpdir(), "shotlist-counts-"));
try {
  // As in a store that is in use: a folder that is missing is made once.
  for (let shard = 0; shard < 256; shard += 1) {
    mkdirSync(join(folder, "local/clips", shard.toString(16).padStart(2, "0")), { recursive: true });
  }
  const realm = "local:http://127.0.0.1";
  const provider = aProvider({ realm, baseUrl: "http://127.0.0.1", pollEveryMs: 1 });
  const ids = Array.from({ length: takes }, (_, index) => `shot-${index}`);
  // Each take needs the one before: what is counted does not depend on what happens to come together.
  const plan = aPlan(
    ids.map((id, index) =>
      aTake(id, {
        realm,
        digest: createHash("sha256").update(id).digest("hex"),
        dependsOn: ids.slice(Math.max(0, index - 1), index),
      }),
    ),
    { providers: [provider] },
  );
  const state = openState({ dir: folder, realmClass: "local", clock: createQuickClock() });
  const { ok } = await runPlans([plan], {
    state,
    transport: createQuickVendor(),
    keys: () => "key",
    formats: () => plainFormat,
    outputDirOf: () => join(folder, "renders"),
  });
  await state.close();
  if (!ok) throw new Error("not every take was rendered");
  process.stdout.write(
    JSON.stringify({ counts: Object.fromEntries(counted), order: order.map((line) => line.replaceAll(folder, "")) }),
  );
} finally {
  rmSync(folder, { recursive: true, force: true });
}
