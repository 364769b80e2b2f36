import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inspect } from "node:util";
import { describe, expect, it, onTestFinished } from "vitest";
import { listUncertain } from "./decide/resolve-take.ts";
import { statusOf } from "./decide/status-of.ts";
import { openState } from "./open-state.ts";
import { aPlan, aProvider, aTake } from "./testing/plans.ts";
import { createWorld } from "./testing/world.ts";

const canaries = ["canary-key", "canary-signature", "canary-password"];

function everyByteBelow(folder: string): string {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), "latin1"))
    .join("\n");
}

describe("secrets", () => {
  it("are in no file, event, report, status or error, even where the vendor repeats them", async () => {
    const folder = mkdtempSync(join(tmpdir(), "shotlist-secrets-"));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const { render, vendor, events, clock } = createWorld();
    const state = openState({ dir: folder, realmClass: "live", clock });
    const repeated = "canary-key is bad, see https://user:canary-password@x.example/y?signature=canary-signature";
    vendor.onSubmit = (nth) =>
      nth === 1
        ? { status: 400, body: { code: "canary-key", message: repeated } }
        : nth === 2
          ? { status: 500, body: { message: repeated } }
          : undefined;
    vendor.onPoll = (task) =>
      task?.id === "task-1"
        ? { status: "failed", message: repeated }
        : { status: "succeeded", url: `https://vendor.example.com/files/${task?.id}.mp4?signature=canary-signature` };
    const signed = "https://assets.example.com/a.jpg?signature=canary-signature";
    const { asked } = aTake("e");
    const takes = [
      ...["a", "b", "c", "d"].map((id) => aTake(id)),
      aTake("e", {
        asked: {
          ...asked,
          references: [{ kind: "image", role: "first_frame", media: { from: "url", url: signed } }],
        },
        request: { method: "POST", path: "/tasks", body: { media: [signed] } },
      }),
    ];
    const plan = aPlan(takes, { providers: [aProvider({ concurrency: 1 })] });
    const report = await render(plan, { state, outputDirOf: () => join(folder, "renders") });
    expect(report.totals).toMatchObject({ failed: 2, uncertain: 1, succeeded: 2 });

    // The plan itself holds what its author wrote.
    const { takes: _planned, ...status } = await statusOf(state, [plan]);
    const said = inspect([report, events, status, await listUncertain(state)], { depth: 20 });
    await state.close();
    const written = everyByteBelow(folder);
    expect(written).toContain("assets.example.com/a.jpg");
    for (const canary of canaries) {
      expect(said).not.toContain(canary);
      expect(written).not.toContain(canary);
    }
  });
});
