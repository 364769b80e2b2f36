import type { AdmitRequest, Advance, Cap } from "../ledger/ledger.ts";
import { minutesSince } from "../ledger/books.ts";
import { submitWindowMs } from "../ledger/search.ts";
import type { LedgerCallName } from "../ledger/ledger-calls.ts";
import type { LedgerRecord } from "../ledger/ledger-record.ts";
import type { Ledger } from "../ledger/ledger.ts";
import type { TakeKey } from "../lifecycle/attempt.ts";
import { digestKey, fileKey, type FileName, laneKey, minutesKey, takeKey, type Needs } from "./needs.ts";

type Hints = {
  readonly [Name in LedgerCallName]?: (needs: Needs, now: number, ...values: Parameters<Ledger[Name]>) => void;
};

/**
 * What each call will ask for, so that it is read at once. What is missing here is read once it is asked for: that costs a round
 * trip, and nothing else.
 */
export const hints: Hints = {
  acquire: (needs) => (needs.orphans = true),
  beat: (needs) => (needs.orphans = true),
  admit: (needs, now, _fence, request) => ofAdmission(needs, now, request),
  claim: (needs, _now, _fence, attemptId) => void needs.attempts.add(attemptId),
  leave: (needs, _now, _fence, realm, digest) => ofDigest(needs, realm, digest),
  advance: (needs, _now, _fence, { attemptId, event }: Advance) => {
    needs.attempts.add(attemptId);
    if (event.type === "accepted") needs.tasks.add(event.taskId);
  },
  join: (needs, _now, _fence, attemptId) => void needs.attempts.add(attemptId),
  want: (needs, _now, _fence, take) => ofTake(needs, take),
  addVersion: (needs, _now, _fence, version) => ofTake(needs, version),
  choose: (needs, _now, _fence, take) => ofTake(needs, take),
  review: (needs, _now, _fence, take) => ofTake(needs, take),
  beginUpload: (needs, now, _fence, { id, realm, account, sha256, caps }) => {
    needs.uploads.add(id);
    ofFile(needs, [realm, account, sha256]);
    for (const cap of caps) ofCap(needs, now, cap);
  },
  endUpload: (needs, _now, _fence, id) => void needs.uploads.add(id),
  current: (needs, _now, realm, digest) => ofDigest(needs, realm, digest),
  attempt: (needs, _now, id) => void needs.attempts.add(id),
  attemptOfTask: (needs, _now, _realm, taskId) => void needs.tasks.add(taskId),
  take: (needs, _now, key) => ofTake(needs, key),
  versions: (needs, _now, key) => ofTake(needs, key),
  reviewOf: (needs, _now, key) => ofTake(needs, key),
  spending: (needs, _now, key) => void needs.counters.add(key),
  importRecords: (needs, _now, _fence, records) => {
    for (const record of records) ofRecord(needs, record);
  },
};

function ofAdmission(needs: Needs, now: number, { realm, digest, provider, runId, caps, limits }: AdmitRequest): void {
  ofDigest(needs, realm, digest);
  needs.counters.add(`run:${runId}`);
  for (const cap of caps) ofCap(needs, now, cap);
  if (limits === undefined) return;
  const lane = { realm, provider: provider.name, now, since: now - submitWindowMs };
  needs.lanes.set(laneKey(lane), lane);
}

function ofCap(needs: Needs, now: number, { key, withinMs }: Cap): void {
  if (withinMs === undefined) {
    needs.counters.add(key);
    return;
  }
  const [from, to] = minutesSince(key, now - withinMs);
  needs.minutes.set(minutesKey(from, to), [from, to]);
}

function ofDigest(needs: Needs, realm: string, digest: string): void {
  needs.digests.set(digestKey(realm, digest), [realm, digest]);
}

function ofFile(needs: Needs, file: FileName): void {
  needs.files.set(fileKey(file), file);
}

function ofTake(needs: Needs, { storyboard, take }: TakeKey): void {
  needs.takes.set(takeKey({ storyboard, take }), { storyboard, take });
}

function ofRecord(needs: Needs, record: LedgerRecord): void {
  switch (record.type) {
    case "attempt":
      needs.attempts.add(record.attempt.id);
      return ofDigest(needs, record.attempt.realm, record.attempt.digest);
    case "take":
      return ofTake(needs, record.take);
    case "clip":
      return ofTake(needs, record.clip);
    case "upload":
      needs.uploads.add(record.upload.id);
      return ofFile(needs, [record.upload.realm, record.upload.account, record.upload.sha256]);
    default:
      throw new Error(`no such record: ${JSON.stringify(record satisfies never)}`);
  }
}
