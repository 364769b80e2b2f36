import { expect, test } from "vitest";
import { StorageError, UnrecordedTaskError } from "./errors.ts";

test("a command in a hint is quoted for a shell", () => {
  const full = new StorageError("disk_full", { doing: "recording an attempt" });
  expect(new UnrecordedTaskError("cgt-1", "reveal[lang=it's]", full).hint).toContain(
    `shotlist resolve 'reveal[lang=it'\\''s]' --adopt cgt-1`,
  );
});
