import { DatabaseSync, type StatementSync } from "node:sqlite";
import { assertWhole, migrate } from "../ledger/sqlite-schema.ts";

/** So many closed ones are kept for the next ledgers. */
const mostKept = 4;
const kept: MemoryDatabase[] = [];

/** What is run without an answer, over and over. */
const prepared: ReadonlySet<string> = new Set(["BEGIN IMMEDIATE", "COMMIT", "ROLLBACK"]);

/**
 * The database of a ledger in memory. To make one and to prepare its statements costs as much as many a simulation takes from it, and
 * there are thousands: so one that is closed is emptied, and is the next one.
 */
class MemoryDatabase extends DatabaseSync {
  readonly #statements = new Map<string, StatementSync>();
  #empty: readonly StatementSync[] | undefined;

  constructor() {
    super(":memory:", { enableForeignKeyConstraints: true });
    migrate(this, { backUp: () => undefined });
    assertWhole(this);
  }

  override prepare(sql: string): StatementSync {
    const known = this.#statements.get(sql);
    if (known !== undefined) return known;
    const statement = super.prepare(sql);
    this.#statements.set(sql, statement);
    return statement;
  }

  override exec(sql: string): void {
    if (prepared.has(sql)) this.prepare(sql).run();
    else super.exec(sql);
  }

  override close(): void {
    if (this.isTransaction) this.exec("ROLLBACK");
    if (kept.length >= mostKept) return super.close();
    this.#empty ??= this.#emptying();
    for (const statement of this.#empty) statement.run();
    kept.push(this);
  }

  /** A new ledger has no rows but that of its lock. */
  #emptying(): readonly StatementSync[] {
    const names = this.prepare("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
      .all()
      .map(({ name }) => String(name));
    // A table refers to earlier ones alone.
    return [...names.toReversed().map((name) => `DELETE FROM ${name}`), "INSERT INTO lock VALUES (1, 0, NULL, 0)"].map(
      (sql) => this.prepare(sql),
    );
  }
}

/** An empty ledger's database. */
export function openMemoryDatabase(): DatabaseSync {
  return kept.pop() ?? new MemoryDatabase();
}
