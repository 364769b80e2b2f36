import { execFile, execFileSync } from "node:child_process";
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { once } from "node:events";
import { tmpdir, userInfo } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

const execute = promisify(execFile);

/** A PostgreSQL server with a cluster of its own in a temporary folder. */
export interface Cluster {
  readonly port: number;
  /** Makes a new database; answers its address. */
  readonly database: (name: string) => string;
  /** Stops it as a crash would, and starts it again. */
  readonly crash: () => Promise<void>;
  /** Runs one statement on a database. */
  readonly sql: (database: string, statement: string) => string;
  readonly stop: () => void;
}

/** A stop that a crash is like: no checkpoint, no goodbye. */
const immediately = ["-m", "immediate"];

/** Starts a server. Only with `fsync` does what it confirms survive a power cut, which no test has. */
export async function startCluster(settings: readonly string[] = ["fsync=off"]): Promise<Cluster> {
  const folder = mkdtempSync(join(tmpdir(), "shotlist-postgres-"));
  const user = ownerOf(folder);
  const data = join(folder, "data");
  const port = await freePort();
  const run = (program: string, ...values: readonly string[]): string => runAs(user, join(programs(), program), values);
  run("initdb", "-D", data, "-U", "shotlist", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync");
  const options = ["listen_addresses=127.0.0.1", `port=${port}`, `unix_socket_directories=${folder}`, ...settings];
  writeFileSync(join(data, "postgresql.auto.conf"), options.map(toLine).join(""));
  const start = (): string => run("pg_ctl", "-D", data, "-w", "-t", "60", "-l", join(folder, "log"), "start");
  const sql = (database: string, statement: string): string =>
    run("psql", "-h", "127.0.0.1", "-p", String(port), "-U", "shotlist", "-d", database, "-qAtX", "-c", statement);
  start();
  return {
    port,
    sql,
    database(name) {
      sql("postgres", `CREATE DATABASE ${name}`);
      return `postgres://shotlist@127.0.0.1:${port}/${name}`;
    },
    async crash() {
      const [command, values] = commandAs(user, join(programs(), "pg_ctl"), ["-D", data, "-w", "stop", ...immediately]);
      await execute(command, values, { cwd: tmpdir() });
      start();
    },
    stop() {
      run("pg_ctl", "-D", data, "-w", "stop", ...immediately);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function toLine(setting: string): string {
  const [name, value] = setting.split("=");
  return `${name} = '${value}'\n`;
}

/** The newest version that the system's packages have installed. */
function programs(): string {
  const root = "/usr/lib/postgresql";
  const versions = existsSync(root) ? readdirSync(root).map(Number) : [];
  if (versions.length === 0) throw new Error("PostgreSQL is not installed: install the package postgresql");
  return join(root, String(Math.max(...versions)), "bin");
}

/** The server refuses to run as root: then the folder is given to somebody else. */
function ownerOf(folder: string): string | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const [name = "", , uid, gid] = execFileSync("getent", ["passwd", "postgres"], { encoding: "utf8" })
    .trim()
    .split(":");
  chownSync(folder, Number(uid), Number(gid));
  return name === userInfo().username ? undefined : name;
}

type Command = readonly [program: string, values: string[]];

function commandAs(user: string | undefined, program: string, values: readonly string[]): Command {
  return user === undefined ? [program, [...values]] : ["runuser", ["-u", user, "--", program, ...values]];
}

function runAs(user: string | undefined, program: string, values: readonly string[]): string {
  const [command, own] = commandAs(user, program, values);
  return execFileSync(command, own, {
    encoding: "utf8",
    cwd: tmpdir(),
    stdio: ["ignore", "pipe", "pipe"],
  }).trim();
}

/** A port of this machine that nobody listens at. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === "string") throw new Error("no port");
  return address.port;
}
