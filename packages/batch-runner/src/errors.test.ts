import { expect, test } from "vitest";
import { StorageError, UnrecordedTaskError } from "./errors.ts";

test("a command in a hint is quoted for a shell", () => {
  const full = new StorageError("disk_full", { doing: "recording an attempt" });
  expect(new UnrecordedTaskError("cgt-1", "reveal[lang=it's]", full).hint).toContain(
    `shotlist resolve 'reveal[lang=it'\\''s]' --adopt cgt-1`,
  );
});

test("what the disk says is not lost", () => {
  const cause = new Error("disk I/O error");
  expect(new StorageError("storage_failed", { doing: "reading the ledger", cause }).message).toBe(
    "The disk failed while reading the ledger: disk I/O error",
  );
});
