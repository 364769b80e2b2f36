import { expect, test } from "vitest";
import { StorageError, UnrecordedTaskError } from "./storage-error.ts";

test("a way out has a name, and a hint that needs no command line", () => {
  const full = new StorageError("disk_full", { doing: "recording an attempt" });
  expect(new UnrecordedTaskError("cgt-1", "reveal", full)).toMatchObject({
    hint: "Free some space, then adopt task cgt-1 for reveal.",
    way: "adopt",
    take: "reveal",
    taskId: "cgt-1",
  });
  expect(new StorageError("no_folder", { doing: "writing" })).toMatchObject({ way: "other-folders" });
  expect(full.way).toBeUndefined();
});

test("what the disk says is not lost", () => {
  const cause = new Error("disk I/O error");
  expect(new StorageError("storage_failed", { doing: "reading the ledger", cause }).message).toBe(
    "The disk failed while reading the ledger: disk I/O error",
  );
});
