import { expect, it } from "vitest";
import { noteSharedLedger } from "../state/shared-ledger.ts";
import { requireDetachable } from "./detach.ts";

const none = {
  mock: false,
  final: false,
  rebuy: false,
  concurrency: undefined,
  "max-duration": undefined,
  "webhook-url": undefined,
  out: undefined,
  "force-output": false,
  junit: undefined,
  events: false,
};

it("needs a ledger that workers see", () => {
  noteSharedLedger("/shared-by-many", { SHOTLIST_LEDGER: "postgres://host/database" });
  expect(() => requireDetachable("/shared-by-many", none)).not.toThrow();
  expect(() => requireDetachable("/alone", none)).toThrow("--detach needs a shared ledger");
});

it.each([
  ["mock", true],
  ["final", true],
  ["rebuy", true],
  ["out", "clips"],
  ["concurrency", "4"],
  ["max-duration", "5m"],
])("is not for what only a run can do: --%s", (name, value) => {
  noteSharedLedger("/shared-by-many", { SHOTLIST_LEDGER: "postgres://host/database" });
  expect(() => requireDetachable("/shared-by-many", { ...none, [name]: value })).toThrow(
    `--detach and --${name} cannot be used together`,
  );
});
