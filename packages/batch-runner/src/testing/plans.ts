import { createHash } from "node:crypto";
import type { Plan, PlannedTake, ResolvedProvider } from "@shotlist/core";

/** A provider for tests; everything can be set otherwise. */
export function aProvider(over: Partial<ResolvedProvider> = {}): ResolvedProvider {
  return {
    name: "vendor",
    format: "wisgate",
    baseUrl: "https://vendor.example.com",
    realm: "live:https://vendor.example.com",
    apiKeyEnv: "VENDOR_API_KEY",
    concurrency: 3,
    pollEveryMs: 5000,
    deadlineMs: 3_600_000,
    list: false,
    ...over,
  };
}

/** A take for tests. The digest follows from prompt, take number and what is set otherwise. */
export function aTake(id: string, over: Partial<PlannedTake> = {}): PlannedTake {
  const asked = over.asked ?? {
    prompt: [`a clip of ${id}`],
    model: "model-1",
    duration: 5,
    resolution: "720p",
    references: [],
    audio: false,
  };
  const digest = createHash("sha256")
    .update(JSON.stringify([asked, over.take ?? 1]))
    .digest("hex");
  const place = { file: "board.yaml", line: 3, column: 5 };
  return {
    storyboard: "board",
    realm: "live:https://vendor.example.com",
    id,
    slug: id,
    shot: id,
    variant: {},
    take: 1,
    provider: "vendor",
    format: "wisgate",
    model: "model-1",
    digest,
    dependsOn: [],
    asked,
    request: { method: "POST", path: "/tasks", body: { prompt: JSON.stringify(asked.prompt) } },
    estimate: { kind: "unknown" },
    output: `board/${id}.mp4`,
    place,
    fields: { prompt: { ...place, line: 4, path: `shots[0].prompt` } },
    ...over,
  };
}

export function aPlan(takes: readonly PlannedTake[], over: Partial<Plan> = {}): Plan {
  return {
    version: 1,
    storyboard: "board",
    file: "/boards/board.yaml",
    outputDir: "renders",
    providers: [aProvider()],
    takes,
    ...over,
  };
}
