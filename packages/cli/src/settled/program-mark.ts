import { createHash } from "node:crypto";
import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { markOf } from "./file-mark.ts";

/** The version and build of this program, and which user runs it. */
export function programMark(bundle: string): string {
  const names = readdirSync(bundle, { recursive: true, encoding: "utf8" }).toSorted();
  const files = [join("..", "package.json"), ...names].map(
    (name) => [name, statSync(join(bundle, name), { throwIfNoEntry: false })] as const,
  );
  const marks = files.map(([name, stats]) => [name, stats === undefined ? undefined : markOf(stats)]);
  const runtime = [process.version, process.platform, process.arch, process.getuid?.()];
  return createHash("sha256")
    .update(JSON.stringify([runtime, marks]))
    .digest("hex");
}
