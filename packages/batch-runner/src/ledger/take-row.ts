import { present } from "@shotlist/schema";
import { objectFromStored } from "./stored.ts";
import type { TakeRecord, Version } from "./take-record.ts";
import type { TakeKey } from "../lifecycle/attempt.ts";

export interface TakeRow {
  readonly storyboard: string;
  readonly take: string;
}

export interface TakeRecordRow extends TakeRow {
  readonly digest: string;
  readonly fields: string;
  readonly chosen: number | null;
  readonly at: number;
}

export interface VersionRow extends TakeRow {
  readonly number: number;
  readonly digest: string;
  readonly attempt_id: string;
  readonly sha256: string;
  readonly at: number;
}

export function toTakeKey({ storyboard, take }: TakeRow): TakeKey {
  return { storyboard, take };
}

export function toTakeRecord(row: TakeRecordRow): TakeRecord {
  return {
    ...toTakeKey(row),
    digest: row.digest,
    fields: objectFromStored<Record<string, string>>(row.fields),
    ...present({ chosen: row.chosen ?? undefined }),
    ...(row.at === 0 ? {} : { at: row.at }),
  };
}

export function toVersion(row: VersionRow): Version {
  const { number, digest, sha256, at } = row;
  return { ...toTakeKey(row), number, digest, attemptId: row.attempt_id, sha256, at };
}
