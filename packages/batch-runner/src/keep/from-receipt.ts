import type { JsonObject, JsonValue, ResolvedProvider } from "@shotlist/core";
import { isFormatId, present } from "@shotlist/schema";
import type { Attempt, TakeKey } from "../lifecycle/attempt.ts";
import { checkRecord } from "../ledger/check-record.ts";
import type { LedgerRecord } from "../ledger/ledger-record.ts";
import { carefulProvider } from "../ledger/careful-provider.ts";
import { isMoney, toMicros } from "../money/micros.ts";

/**
 * What a receipt proves: an attempt that was paid for, and its clip as a version of each of its takes. Nothing, where a value
 * of it cannot be: it may have been edited, or come from a stranger.
 */
export function fromReceipt(receipt: JsonObject): readonly LedgerRecord[] {
  const attempt = toAttempt(receipt);
  if (attempt === undefined || attempt.state.name !== "downloaded") return [];
  if ("fault" in checkRecord({ type: "attempt", version: 1, attempt })) return [];
  const { sha256 } = attempt.state;
  const versions = attempt.takes.map((key) => ({
    type: "clip" as const,
    version: 1 as const,
    clip: { ...key, number: 1, digest: attempt.digest, attemptId: attempt.id, sha256, at: attempt.updatedAt },
  }));
  return [{ type: "attempt", version: 1, attempt }, ...versions];
}

/** The hash that a receipt names; empty where it names none. */
export function clipOfReceipt(receipt: JsonObject): string {
  return text(object(receipt["clip"])["sha256"]) ?? "";
}

function toAttempt(receipt: JsonObject): Attempt | undefined {
  const id = text(receipt["attempt"]);
  const digest = text(receipt["digest"]);
  const taskId = text(receipt["task"]);
  const sha256 = text(object(receipt["clip"])["sha256"]);
  const frameSha256 = text(object(receipt["lastFrame"])["sha256"]);
  const realm = toRealm(text(receipt["realm"]));
  const provider = realm === undefined ? undefined : toProvider(receipt, realm);
  if (receipt["version"] !== 1 || realm === undefined || provider === undefined) return undefined;
  if (id === undefined || digest === undefined || taskId === undefined || sha256 === undefined) return undefined;
  const price = object(receipt["price"]);
  const currency = text(price["currency"]);
  const paid = amount(price["amount"]);
  const micros = currency === undefined || paid === undefined ? 0 : toMicros(paid);
  const quoted = amount(object(receipt["quote"])["amount"]);
  const at = number(receipt["submittedAt"]) ?? 0;
  return {
    id,
    realm,
    digest,
    number: number(receipt["number"]) ?? 1,
    state: { name: "downloaded", taskId, sha256, ...present({ frameSha256 }) },
    provider,
    model: text(receipt["model"]) ?? "",
    runId: "rebuilt",
    takes: toTakes(receipt["takes"]),
    reserved: quoted === undefined || currency === undefined ? micros : toMicros(quoted),
    settled: micros,
    failuresAreFree: false,
    facts: {},
    createdAt: at,
    updatedAt: at,
    submittedAt: at,
    finishedAt: at,
    ...present({ currency }),
  };
}

function toProvider(receipt: JsonObject, realm: Attempt["realm"]): ResolvedProvider | undefined {
  const format = text(receipt["format"]);
  const name = text(receipt["provider"]);
  const baseUrl = text(receipt["baseUrl"]);
  if (!isFormatId(format) || name === undefined || baseUrl === undefined) return undefined;
  return carefulProvider({ name, format, baseUrl, realm, apiKeyEnv: text(receipt["apiKeyEnv"]) ?? "" });
}

function toTakes(value: JsonValue | undefined): readonly TakeKey[] {
  if (!isList(value)) return [];
  return value.flatMap((item) => {
    const storyboard = text(object(item)["storyboard"]);
    const take = text(object(item)["take"]);
    return storyboard === undefined || take === undefined ? [] : [{ storyboard, take }];
  });
}

function toRealm(value: string | undefined): Attempt["realm"] | undefined {
  if (value === "mock") return value;
  const [, kind, origin] = /^(local|live):(.+)$/u.exec(value ?? "") ?? [];
  if (origin === undefined) return undefined;
  return kind === "local" ? `local:${origin}` : `live:${origin}`;
}

function object(value: JsonValue | undefined): JsonObject {
  return typeof value === "object" && value !== null && !isList(value) ? value : {};
}

function isList(value: JsonValue | undefined): value is readonly JsonValue[] {
  return Array.isArray(value);
}

function text(value: JsonValue | undefined): string | undefined {
  return typeof value === "string" ? value : undefined;
}

/** Money within reason. */
function amount(value: JsonValue | undefined): number | undefined {
  return typeof value === "number" && isMoney(value) ? value : undefined;
}

function number(value: JsonValue | undefined): number | undefined {
  return typeof value === "number" ? value : undefined;
}
