import { toAttempt } from "../ledger/attempt-row.ts";
import type { AttemptFilter, Ledger } from "../ledger/ledger.ts";
import { toTakeRecord, toVersion, type TakeRecordRow, type TakeRow, type VersionRow } from "../ledger/take-row.ts";
import { toRecords } from "../ledger/to-records.ts";
import type { UploadRow } from "../ledger/books.ts";
import type { Upload } from "../ledger/upload.ts";
import { uploadIn } from "../ledger/uploads.ts";
import type { Attempt } from "../lifecycle/attempt.ts";
import type { Database, Session } from "./connection.ts";
import { attemptColumns } from "./load.ts";
import { shown } from "./working-books.ts";
import type { StoredAttempt } from "./working-set.ts";

/** The calls that answer whole lists, each as it was at one moment. */
export function createWholeReads(
  database: Database,
  schema: string,
): Pick<Ledger, "attempts" | "currentOf" | "takes" | "versionsIn" | "uploads" | "records"> {
  const fromAttempts = `SELECT ${attemptColumns}, (
      SELECT coalesce(json_agg(json_build_object('storyboard', t.storyboard, 'take', t.take) ORDER BY t.storyboard, t.take), '[]')
      FROM ${schema}.attempt_takes t WHERE t.attempt_id = a.id
    ) AS takes FROM ${schema}.attempts a JOIN ${schema}.endpoints e ON e.hash = a.endpoint`;

  async function attemptsWhere(
    session: Session,
    where: string,
    values: readonly unknown[],
  ): Promise<readonly StoredAttempt[]> {
    const sql = `SELECT row_to_json(x) AS row FROM (${fromAttempts}${where} ORDER BY a.created_at, a.id) x`;
    return (await session.rows<{ row: StoredAttempt }>(sql, values)).map(({ row }) => row);
  }

  async function takesOf(session: Session, storyboard: string | undefined): Promise<readonly TakeRecordRow[]> {
    const sql = `SELECT row_to_json(x) AS row FROM (SELECT * FROM ${schema}.takes
      WHERE $1::text IS NULL OR storyboard = $1 ORDER BY storyboard, take) x`;
    return (await session.rows<{ row: TakeRecordRow }>(sql, [storyboard ?? null])).map(({ row }) => row);
  }

  async function uploadsIn(session: Session): Promise<readonly Upload[]> {
    return (await session.rows<UploadRow>(`SELECT upload, counters FROM ${schema}.uploads ORDER BY id`)).map(uploadIn);
  }

  return {
    uploads: () => database.with(uploadsIn),
    attempts: (filter = {}) =>
      database.with(async (session) => {
        const { where, values } = conditionOf(filter, schema);
        return (await attemptsWhere(session, where, values)).map((row) => toPlain(shown(row)));
      }),
    currentOf: (realm, digests) =>
      database.with(async (session) => {
        const where = ` WHERE a.realm = $1 AND a.digest = ANY($2::text[]) AND a.state <> 'resubmitted' AND a.retired = 0`;
        return (await attemptsWhere(session, where, [realm, digests])).map((row) => toPlain(shown(row)));
      }),
    versionsIn: (storyboard) =>
      database.with(async (session) => {
        const sql = `SELECT row_to_json(x) AS row FROM (SELECT * FROM ${schema}.versions WHERE storyboard = $1 ORDER BY take, number) x`;
        return (await session.rows<{ row: VersionRow }>(sql, [storyboard])).map(({ row }) => toVersion(row));
      }),
    takes: (storyboard) => database.with(async (session) => (await takesOf(session, storyboard)).map(toTakeRecord)),
    records: () =>
      database.with(async (session) => {
        await session.run("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
        const attempts = (await attemptsWhere(session, "", [])).map(toPlain);
        const takes = (await takesOf(session, undefined)).map(toTakeRecord);
        const clips = `SELECT row_to_json(x) AS row FROM (SELECT * FROM ${schema}.versions ORDER BY storyboard, take, number) x`;
        const versions = (await session.rows<{ row: VersionRow }>(clips)).map(({ row }) => toVersion(row));
        const uploads = await uploadsIn(session);
        await session.run("COMMIT");
        return toRecords({ attempts, takes, versions, uploads });
      }),
  };
}

function toPlain(row: StoredAttempt): Attempt {
  return toAttempt(
    row,
    row.takes.map(({ storyboard, take }: TakeRow) => ({ storyboard, take })),
  );
}

function conditionOf(
  { states, storyboard, take }: AttemptFilter,
  schema: string,
): { readonly where: string; readonly values: readonly unknown[] } {
  const conditions: string[] = [];
  const values: unknown[] = [];
  const given = (value: unknown): string => `$${values.push(value)}`;
  if (states !== undefined) {
    conditions.push(`(CASE WHEN a.retired = 1 THEN 'resubmitted' ELSE a.state END) = ANY(${given(states)}::text[])`);
  }
  if (storyboard !== undefined || take !== undefined) {
    const ofTakes = [
      ...(storyboard === undefined ? [] : [`storyboard = ${given(storyboard)}`]),
      ...(take === undefined ? [] : [`take = ${given(take)}`]),
    ];
    conditions.push(`a.id IN (SELECT attempt_id FROM ${schema}.attempt_takes WHERE ${ofTakes.join(" AND ")})`);
  }
  return { where: conditions.length === 0 ? "" : ` WHERE ${conditions.join(" AND ")}`, values };
}
