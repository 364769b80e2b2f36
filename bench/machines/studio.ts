// A storyboard, a vendor and a server of a ledger, for as many machines as a bench starts. Linux only.
import { spawn, type ChildProcess } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { createMockServer, type MockServer } from "@shotlist/mock-server";
import { startCluster, type Cluster } from "../../tests/external/postgres/cluster.ts";

const launcher = join(dirname(fileURLToPath(import.meta.url)), "../../packages/cli/bin/shotlist.js");

/** How a program has ended, and what it printed. */
interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A program on a machine of its own. */
export interface Program {
  readonly process: ChildProcess;
  readonly ended: Promise<Ended>;
}

export interface Studio {
  readonly cluster: Cluster;
  readonly vendor: MockServer;
  /** Starts a program on a machine, with clips of its own. */
  readonly start: (machine: string, ...words: readonly string[]) => Program;
  readonly close: () => Promise<void>;
}

export interface Size {
  readonly takes: number;
  /** Tasks in flight, of all machines together. */
  readonly limit: number;
  /** How fast the vendor's clock runs: its tasks take minutes. */
  readonly speed: number;
}

/** Starts everything but the machines. */
export async function openStudio({ takes, limit, speed }: Size): Promise<Studio> {
  const folder = mkdtempSync(join(tmpdir(), "shotlist-machines-"));
  const cluster = await startCluster();
  const address = cluster.database("studio");
  const vendor = await createMockServer({ format: "wisgate", speed });
  const started = new Set<ChildProcess>();
  writeFileSync(join(folder, "board.yaml"), storyboardOf(takes, { limit, url: vendor.url }));
  return {
    cluster,
    vendor,
    start(machine, ...words) {
      const child = spawn(process.execPath, [launcher, ...words, "--state", join(folder, machine)], {
        cwd: folder,
        env: { ...process.env, SHOTLIST_LEDGER: address, CI: "1" },
      });
      started.add(child);
      return { process: child, ended: endOf(child) };
    },
    async close() {
      for (const child of started) child.kill("SIGKILL");
      await vendor.close();
      cluster.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function endOf(child: ChildProcess): Promise<Ended> {
  const printed = { stdout: "", stderr: "" };
  child.stdout?.on("data", (data) => (printed.stdout += String(data)));
  child.stderr?.on("data", (data) => (printed.stderr += String(data)));
  return new Promise((resolve) => void child.once("close", (code) => resolve({ code, ...printed })));
}

function storyboardOf(takes: number, { limit, url }: { readonly limit: number; readonly url: string }): string {
  const numbers = Array.from({ length: takes }, (_, index) => index).join(", ");
  return `shotlist: 1
name: board
provider: wisgate
providers:
  wisgate: { baseUrl: "${url}", pollEvery: 500ms, concurrency: ${limit}, requestsPerMinute: 60000, deadline: 60s }
defaults: { model: doubao-seedance-2.0, resolution: 480p }
matrix: { n: [${numbers}] }
shots:
  - { id: shot, prompt: "take \${{ matrix.n }}" }
`;
}
