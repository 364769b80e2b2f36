// oxlint-disable typescript/no-unsafe-type-assertion -- as plain JavaScript may call it
import { expect, test } from "vitest";
import * as kit from "./index.ts";

type Loose = (...values: readonly unknown[]) => unknown;

const recording = { format: "seedance", entries: [] };

test.each([
  ["runContract", { format: "seedance", baseUrl: "http://127.0.0.1:1", maxTask: 1 }],
  ["recordSession", { format: "seedance", baseUrl: "http://127.0.0.1:1", maxTask: 1 }],
  ["openRecordingProxy", { format: "seedance", baseUrl: "http://127.0.0.1:1", ports: 1 }],
  ["replaySession", recording, { clips: new Uint8Array() }],
  ["openReplayServer", recording, { ports: 1 }],
  ["readRecording", "", { formats: "seedance" }],
  ["driftOf", recording, { strikt: true }],
  ["diffContracts", {}, {}, { names: "message" }],
  ["toTable", {}, { al: true }],
] as const)("%s refuses an option that it does not have, and names it", async (name, ...values) => {
  const call = async (): Promise<unknown> => await (Reflect.get(kit, name) as Loose)(...values);
  await expect(call()).rejects.toThrow(/there is no option \w+; the options are /u);
});
