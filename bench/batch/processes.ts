import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";

/** What one process of `measure.mjs` said about itself. */
export interface Measured {
  readonly seconds: number;
  readonly cpuSeconds: number;
  readonly highestResidentMiB: number;
}

export interface Batch {
  /** The root of the workspace whose batch runner is measured. */
  readonly root: string;
  readonly mode: "ours" | "bare";
  readonly url: string;
  readonly takes: number;
  readonly inFlight?: number;
  readonly pollEveryMs?: number;
}

/** Runs the vendor in a process of its own. */
export async function withVendor<Value>(taskMs: number, use: (url: string) => Promise<Value>): Promise<Value> {
  const vendor = spawn(process.execPath, [join(import.meta.dirname, "vendor.ts"), String(taskMs)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  try {
    const [line]: unknown[] = await once(vendor.stdout, "data");
    return await use(String(line).trim());
  } finally {
    vendor.kill();
  }
}

/** Runs one batch in a process of its own. */
export async function measureBatch({
  root,
  mode,
  url,
  takes,
  inFlight = 20,
  pollEveryMs = 1,
}: Batch): Promise<Measured> {
  const words = [root, mode, url, takes, inFlight, pollEveryMs].map(String);
  const child = spawn(process.execPath, [join(import.meta.dirname, "measure.mjs"), ...words], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  let text = "";
  child.stdout.setEncoding("utf8").on("data", (chunk: string) => (text += chunk));
  await once(child, "close");
  const result: unknown = JSON.parse(text);
  if (!isMeasured(result)) throw new Error(`the measurement said ${text}`);
  return result;
}

function isMeasured(value: unknown): value is Measured {
  return typeof value === "object" && value !== null && "seconds" in value && "highestResidentMiB" in value;
}
