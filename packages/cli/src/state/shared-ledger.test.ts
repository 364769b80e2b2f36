import { expect, it } from "vitest";
import { dispatchOf, noteSharedLedger, refuseSharedLedger, sharedLedgerOf } from "./shared-ledger.ts";

const address = "postgres://somebody:a-password@host/database";

it("remembers the address for a state folder, until the environment names none", () => {
  noteSharedLedger("/noted", { SHOTLIST_LEDGER: address });
  expect(sharedLedgerOf("/noted")).toBe(address);
  expect(sharedLedgerOf("/other")).toBeUndefined();
  noteSharedLedger("/noted", {});
  expect(sharedLedgerOf("/noted")).toBeUndefined();
});

it.each(["a-password", "https://somebody:a-password@host/", "/var/lib/ledger.sqlite"])(
  "refuses %j, and does not repeat it: it may hold a password",
  (given) => {
    expect(() => noteSharedLedger("/refused", { SHOTLIST_LEDGER: given })).toThrow(
      "--ledger and $SHOTLIST_LEDGER take the address of a PostgreSQL database",
    );
    expect(sharedLedgerOf("/refused")).toBeUndefined();
  },
);

it("refuses what needs a ledger to itself", () => {
  noteSharedLedger("/shared", { SHOTLIST_LEDGER: address });
  expect(() => refuseSharedLedger("/shared", "gc")).toThrow("gc cannot be used with a shared ledger");
  expect(() => refuseSharedLedger("/alone", "gc")).not.toThrow();
});

it("knows what hands out the work, and refuses what does not exist", () => {
  noteSharedLedger("/served", { SHOTLIST_LEDGER: address });
  expect(dispatchOf("/served")).toBe("rows");
  noteSharedLedger("/served", { SHOTLIST_LEDGER: address, SHOTLIST_DISPATCH: "pg-boss" });
  expect(dispatchOf("/served")).toBe("pg-boss");
  expect(() => noteSharedLedger("/served", { SHOTLIST_LEDGER: address, SHOTLIST_DISPATCH: "boss" })).toThrow(
    '$SHOTLIST_DISPATCH takes rows or pg-boss; got "boss"',
  );
});
