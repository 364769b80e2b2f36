import { expect, test } from "vitest";
import { recordSession } from "../record/record-session.ts";
import { runContract } from "./run-contract.ts";

const given = { format: "wisgate", baseUrl: "http://127.0.0.1:9" } as const;

test("an option that runContract does not have is refused before anything is asked", async () => {
  // @ts-expect-error -- as plain JavaScript may call it
  await expect(runContract({ ...given, maxTask: 1 })).rejects.toThrow(/^runContract: there is no option maxTask;/u);
});

test("an option that a recorder does not have is refused", () => {
  // @ts-expect-error -- as plain JavaScript may call it
  expect(() => recordSession({ ...given, maxEntrys: 1 })).toThrow(/^The recorder: there is no option maxEntrys;/u);
});
