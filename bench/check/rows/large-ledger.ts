import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { cpuSecondsOf } from "../processes.ts";
import { launcherOf, renderedProject } from "../projects.ts";
import type { Row } from "../row.ts";

const takes = 1000;
const starts = 3;
const commands = {
  status: ["status", "bench.yaml"],
  plan: ["plan", "bench.yaml", "--mock"],
  render: ["render", "bench.yaml", "--mock"],
};

/** What a command over 1,000 takes costs when the ledger also has a million attempts of other storyboards. */
export const largeLedger: Row = {
  name: "large-ledger",
  long: true,
  goals: Object.keys(commands).map((figure) => ({
    figure,
    what: `ledger of 1,000,000 attempts: \`${figure}\` of 1,000 takes, CPU over that with 1,000 attempts`,
    bound: 1.2,
    side: "at most",
  })),
  open: (build) => {
    const [small, large] = [renderedProject(takes, build), renderedProject(takes, build)];
    addAttempts(join(large.folder, ".shotlist/mock/ledger.sqlite"), 1_000_000 / takes);
    const cpuOf = (cwd: string, words: readonly string[]): number =>
      cpuSecondsOf([process.execPath, launcherOf(build), ...words], { cwd });
    return Promise.resolve({
      round: () => {
        const figures = Object.entries(commands).map(([figure, words]): [string, number] => {
          let [own, base] = [0, 0];
          for (let start = 0; start < starts; start += 1) {
            base += cpuOf(small.folder, words);
            own += cpuOf(large.folder, words);
          }
          return [figure, own / base];
        });
        return Promise.resolve(Object.fromEntries(figures));
      },
      [Symbol.asyncDispose]: () => {
        small[Symbol.dispose]();
        large[Symbol.dispose]();
        return Promise.resolve();
      },
    });
  },
};

/** Copies each attempt, take and version of a ledger so many times, for other storyboards. */
function addAttempts(file: string, times: number): void {
  const database = new DatabaseSync(file);
  const columnsOf = (table: string): string[] =>
    database
      .prepare(`SELECT name FROM pragma_table_info(?)`)
      .all(table)
      .map(({ name }) => String(name));
  const others: Readonly<Record<string, string>> = {
    id: "id || '-' || n",
    attempt_id: "attempt_id || '-' || n",
    digest: "substr(digest, 1, 48) || printf('%016x', n)",
    storyboard: "'other-' || n",
    task_id: "task_id || '-' || n",
  };
  database.exec("BEGIN");
  for (const table of ["attempts", "attempt_takes", "takes", "versions"]) {
    const columns = columnsOf(table);
    const values = columns.map((column) =>
      table === "attempts" || column !== "id" ? (others[column] ?? column) : column,
    );
    database.exec(
      `INSERT INTO ${table} (${columns.join(", ")})
       WITH RECURSIVE counted(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM counted WHERE n < ${times - 1})
       SELECT ${values.join(", ")} FROM ${table}, counted`,
    );
  }
  database.exec("COMMIT");
  database.close();
}
