import { StorageError } from "@shotlist/batch-runner";
import { expect, test } from "vitest";
import { wayOut } from "./ways-out.ts";

test("a way out by name is put into commands and flags", () => {
  expect(wayOut({ hint: "Nothing is submitted again.", way: "retry" })).toBe(
    "Run `shotlist retry` to submit it again.",
  );
  expect(wayOut({ hint: "Buy it again.", way: "rebuy" })).toContain("--rebuy");
  expect(wayOut(new StorageError("no_folder", { doing: "writing" }))).toContain("--state and --out");
});

test("what the runner knows of it is kept, and quoted for a shell", () => {
  const adopt = { hint: "Make room.", way: "adopt", taskId: "task-1" } as const;
  expect(wayOut({ ...adopt, take: "campaign/reveal[16:9]" })).toBe(
    "Free some space, then give the task to its take: shotlist resolve 'campaign/reveal[16:9]' --adopt task-1",
  );
  expect(wayOut(adopt)).toBe("Make room.");
  expect(wayOut({ hint: "It says what is paid for.", way: "mend-lock", file: "my board.lock.json" })).toContain(
    "shotlist ledger import 'my board.lock.json'",
  );
  expect(wayOut({ hint: "Check HTTPS_PROXY and NO_PROXY.", way: "see-proxy" })).toBe(
    "Check HTTPS_PROXY and NO_PROXY. `shotlist doctor` shows which proxy is used.",
  );
});

test("a hint without a name stays as it is", () => {
  expect(wayOut({ hint: "Run again." })).toBe("Run again.");
  expect(wayOut({})).toBeUndefined();
});
