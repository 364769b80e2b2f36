import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import type { JsonObject } from "@shotlist/core";
import { isAbsence } from "./files.ts";
import { headOf, lineAt, linesOf, receiptIn, type ReceiptHead } from "./receipt-lines.ts";

/** Where the receipts of a store's clips lie: a file for each process that wrote some. */
export function receiptFolderOf(clips: string): string {
  return join(clips, "receipts");
}

const shardName = /^[0-9a-f]{2}$/u;
const ownFile = /^(?<sha256>[0-9a-f]{64})\.[\w-]+\.json$/u;

/** Folders of clips: what a file manager leaves between them is none of the store's. */
export function shardsOf(clips: string): readonly string[] {
  return listed(clips).filter((name) => shardName.test(name));
}

/** A receipt as it is written, and the clip that it names. */
export interface WrittenReceipt {
  readonly text: string;
  readonly sha256: string;
}

/** Every receipt below a folder of clips. Earlier releases wrote one a file, next to its clip. */
export function* writtenReceipts(clips: string): Generator<WrittenReceipt> {
  for (const shard of shardsOf(clips)) {
    for (const name of listed(join(clips, shard))) {
      const sha256 = ownFile.exec(name)?.groups?.["sha256"];
      if (sha256 !== undefined) yield { text: readFileSync(join(clips, shard, name), "utf8"), sha256 };
    }
  }
  for (const path of logsOf(clips)) {
    for (const { text } of linesOf(path)) {
      const head = headOf(text);
      if (head !== undefined) yield { text, sha256: head.sha256 };
    }
  }
}

/** Finds the receipts of single clips. */
export interface ReceiptIndex {
  /** Of one attempt; `undefined` where there is none. */
  receipt(sha256: string, attemptId: string): JsonObject | undefined;
  of(sha256: string): readonly ReceiptHead[];
}

interface Placed extends ReceiptHead {
  readonly path: string;
  readonly at: number;
  readonly bytes: number;
}

/** Reads the logs with the first question, and with later ones what was added since: other processes may be writing theirs. */
export function createReceiptIndex(clips: string): ReceiptIndex {
  const known = new Map<string, Placed[]>();
  const readUntil = new Map<string, number>();

  function readMore(): void {
    for (const path of logsOf(clips)) {
      const from = readUntil.get(path) ?? 0;
      if ((statSync(path, { throwIfNoEntry: false })?.size ?? 0) <= from) continue;
      for (const { text, at, bytes, isWhole } of linesOf(path, from)) {
        // Half a line may still become a whole one.
        if (!isWhole) break;
        const head = headOf(text);
        readUntil.set(path, at + bytes);
        if (head !== undefined)
          known.set(head.sha256, [...(known.get(head.sha256) ?? []), { ...head, path, at, bytes }]);
      }
    }
  }

  function of(sha256: string): readonly Placed[] {
    readMore();
    return known.get(sha256) ?? [];
  }

  return {
    of,
    receipt(sha256, attemptId) {
      const placed = of(sha256).find((head) => head.attemptId === attemptId);
      return placed === undefined ? undefined : receiptIn(lineAt(placed.path, placed), sha256);
    },
  };
}

function logsOf(clips: string): readonly string[] {
  const folder = receiptFolderOf(clips);
  return listed(folder)
    .filter((name) => name.endsWith(".jsonl"))
    .map((name) => join(folder, name));
}

function listed(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    if (isAbsence(error)) return [];
    throw error;
  }
}
