import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { createProcessHolder, isProcessGone } from "./process-holder.ts";

const now = Date.now();

test("this process is there, and keeps its lock however long it is silent", () => {
  expect(isProcessGone(createProcessHolder("run"), 0, now)).toBe(false);
});

test("a process that has ended is gone", async () => {
  const child = spawn(process.execPath, ["-e", ""]);
  await once(child, "exit");
  expect(isProcessGone({ ...createProcessHolder("run"), pid: child.pid ?? 0 }, now, now)).toBe(true);
});

test("an id that was used again is not the holder", () => {
  expect(isProcessGone({ ...createProcessHolder("run"), startedAt: "1" }, now, now)).toBe(process.platform === "linux");
});

test("a holder on another machine is gone after a quarter of an hour of silence", () => {
  const elsewhere = { ...createProcessHolder("run"), host: "another" };
  expect(isProcessGone(elsewhere, now - 14 * 60_000, now)).toBe(false);
  expect(isProcessGone(elsewhere, now - 16 * 60_000, now)).toBe(true);
});

test.runIf(process.platform === "linux")("a process that has ended and that nobody has reaped is gone", async () => {
  // The shell becomes a program that never asks about the child it started; the child ends only after that.
  const parent = spawn("sh", ["-c", "cat <&3 & echo $!; exec tail -f /dev/null"], {
    stdio: ["ignore", "pipe", "ignore", "pipe"],
  });
  try {
    const pid = Number(String(await once(present(parent.stdio[1]), "data")));
    const [, startedAt = ""] = statOf(pid);
    await expect.poll(() => readFileSync(`/proc/${parent.pid}/comm`, "utf8")).toBe("tail\n");
    parent.stdio[3]?.destroy();
    await expect.poll(() => statOf(pid)[0]).toBe("Z");
    expect(isProcessGone({ ...createProcessHolder("run"), pid, startedAt }, now, now)).toBe(true);
  } finally {
    parent.kill("SIGKILL");
  }
});

function present<Value>(value: Value | null | undefined): Value {
  if (value === null || value === undefined) throw new Error("the process has no such pipe");
  return value;
}

/** A process's state and start time, as the system reports them. */
function statOf(pid: number): readonly [string | undefined, string | undefined] {
  const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return [fields[0], fields[19]];
}
