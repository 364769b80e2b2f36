// A PostgreSQL server of its own in a temporary folder, from the programs that the system's package has installed.
import { execFileSync } from "node:child_process";
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { once } from "node:events";
import { tmpdir } from "node:os";
import { join } from "node:path";

export interface Postgres {
  readonly version: number;
  readonly port: number;
  /** Where Shotlist finds its ledger. */
  readonly address: string;
  readonly stop: () => void;
}

const packages = "/usr/lib/postgresql";

export async function startPostgres(): Promise<Postgres> {
  const version = newestVersion();
  const port = await freePort();
  const home = mkdtempSync(join(tmpdir(), "shotlist-postgres-"));
  const isRoot = process.getuid?.() === 0;
  if (isRoot) giveToPostgres(home);
  const run = (program: string, ...words: readonly string[]): void => {
    const command = [join(packages, String(version), "bin", program), ...words];
    // The server refuses to run as root.
    const [first = "", ...others] = isRoot ? ["runuser", "-u", "postgres", "--", ...command] : command;
    execFileSync(first, others, { cwd: "/", stdio: ["ignore", "ignore", "inherit"] });
  };
  const data = join(home, "data");
  run("initdb", "-D", data, "-U", "shotlist", "-A", "trust", "-E", "UTF8", "--locale=C");
  const settings = { listen_addresses: "127.0.0.1", port, unix_socket_directories: home };
  const lines = Object.entries(settings).map(([name, value]) => `${name} = '${value}'\n`);
  writeFileSync(join(data, "postgresql.auto.conf"), lines.join(""));
  run("pg_ctl", "-D", data, "-w", "-l", join(home, "log"), "start");
  return {
    version,
    port,
    address: `postgres://shotlist@127.0.0.1:${port}/postgres`,
    stop() {
      run("pg_ctl", "-D", data, "-w", "-m", "fast", "stop");
      rmSync(home, { recursive: true, force: true });
    },
  };
}

function newestVersion(): number {
  const versions = existsSync(packages) ? readdirSync(packages).map(Number) : [];
  if (versions.length > 0) return Math.max(...versions);
  throw new Error("PostgreSQL is not installed: install the package postgresql");
}

/** The package has made a user for the server. */
function giveToPostgres(folder: string): void {
  chownSync(folder, idOfPostgres("-u"), idOfPostgres("-g"));
}

function idOfPostgres(option: string): number {
  return Number(execFileSync("id", [option, "postgres"], { encoding: "utf8" }));
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  if (address === null || typeof address === "string") throw new Error("no free port");
  return address.port;
}
