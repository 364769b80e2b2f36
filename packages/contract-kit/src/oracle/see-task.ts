import { factsOf } from "@shotlist/schema";
import type { CanonicalStatus, FormatRef, Provenance } from "@shotlist/schema";
import { contractOf } from "@shotlist/schema/contracts";
import { findAt, numberAt, textAt } from "../answer/pointer.ts";
import { describe } from "../check/describe.ts";
import type { Finding } from "../check/finding.ts";
import { levelOf } from "../check/level-of.ts";
import { canonicalOf, isEnded, reachable } from "./belief.ts";
import type { Belief, PossibleState } from "./belief.ts";

/** What follows from one look at a task. */
export interface Seen {
  readonly belief: Belief;
  readonly findings: readonly Finding[];
}

/** Every observation of a task narrows down what it may be; one that leaves nothing possible is a finding. */
export function seeTask(
  format: FormatRef,
  belief: Belief,
  { body, atMs }: { readonly body: unknown; readonly atMs: number },
): Seen {
  const { places } = contractOf(format);
  const found = findAt(body, places.status);
  const status = canonicalOf(format, found?.value);
  const path = found?.path ?? places.status[0] ?? "";
  if (status === undefined) return { belief, findings: [unknownStatus(format, found?.value, path)] };
  const order = checkOrder(format, belief, { status, word: String(found?.value), path });
  const times = checkTimes(format, belief, body);
  const progress = checkProgress(format, belief, { body, status });
  const link = checkLink(format, { body, status });
  const next: Belief = {
    possible: new Set<PossibleState>([status]),
    seen: status,
    ...(isEnded(status) ? { endSeenAtMs: belief.endSeenAtMs ?? atMs } : {}),
    ...known("progress", numberAt(body, places.progress) ?? belief.progress),
    ...known("createdAt", numberAt(body, places.createdAt) ?? belief.createdAt),
    ...known("updatedAt", numberAt(body, places.updatedAt) ?? belief.updatedAt),
  };
  return { belief: next, findings: [...order, ...times, ...progress, ...link] };
}

function known<Key extends string>(key: Key, value: number | undefined): Partial<Record<Key, number>> {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a computed key is typed as any string
  return value === undefined ? {} : ({ [key]: value } as Partial<Record<Key, number>>);
}

function unknownStatus(format: FormatRef, word: unknown, path: string): Finding {
  const { statuses, document } = factsOf(format);
  const words = statuses.map((status) => status.word);
  const provenance: Provenance = statuses[0]?.provenance ?? { grade: "documented", source: document };
  return {
    rule: "lifecycle: known-status",
    level: levelOf(provenance),
    path,
    seen: describe(word),
    allowed: `one of ${words.join(", ")}`,
    message: "the status must be a status of the format",
    provenance,
  };
}

function checkOrder(
  format: FormatRef,
  belief: Belief,
  { status, word, path }: { readonly status: CanonicalStatus; readonly word: string; readonly path: string },
): readonly Finding[] {
  const possible = reachable(format, belief.possible);
  if (possible.has(status)) return [];
  const { rule, message } = brokenOrder(belief);
  const provenance = factsOf(format).statuses.find((one) => one.word === word)?.provenance ?? { grade: "assumed" };
  return [
    {
      rule,
      // Whoever documents the words: a client that has seen an end acts on it.
      level: rule === terminalIsFinal ? "reject" : levelOf(provenance),
      path,
      seen: belief.seen === undefined ? `${status} at first` : `${status} after ${belief.seen}`,
      allowed: [...possible].join(", "),
      message,
      provenance,
    },
  ];
}

const terminalIsFinal = "lifecycle: terminal-is-final";

function brokenOrder({ isCancelGranted = false, seen }: Belief): Pick<Finding, "rule" | "message"> {
  if (isCancelGranted) return { rule: "lifecycle: cancel-holds", message: "a confirmed cancel must take effect" };
  if (seen !== undefined && isEnded(seen)) {
    return { rule: terminalIsFinal, message: "a task that has ended must keep its status" };
  }
  return { rule: "lifecycle: status-order", message: "this status change is not documented" };
}

/** What holds of any time and any progress, in whatever format: reported as the format's own field has it. */
function finding(
  format: FormatRef,
  rule: string,
  { path, seen, allowed, message }: Pick<Finding, "path" | "seen" | "allowed" | "message">,
): Finding {
  const provenance: Provenance = factsOf(format).operations.poll?.provenance ?? { grade: "assumed" };
  return { rule, level: levelOf(provenance), path, seen, allowed, message, provenance };
}

function checkTimes(format: FormatRef, belief: Belief, body: unknown): readonly Finding[] {
  const { places } = contractOf(format);
  const createdAt = numberAt(body, places.createdAt);
  const updatedAt = numberAt(body, places.updatedAt);
  const found: Finding[] = [];
  if (createdAt !== undefined && belief.createdAt !== undefined && createdAt !== belief.createdAt) {
    found.push(
      finding(format, "lifecycle: created-at-stays", {
        path: places.createdAt?.[0] ?? "",
        seen: String(createdAt),
        allowed: String(belief.createdAt),
        message: "the creation time must not change",
      }),
    );
  }
  const least = Math.max(belief.updatedAt ?? 0, createdAt ?? 0);
  if (updatedAt !== undefined && updatedAt < least) {
    found.push(
      finding(format, "lifecycle: updated-at-grows", {
        path: places.updatedAt?.[0] ?? "",
        seen: String(updatedAt),
        allowed: `${least} or later`,
        message: "the time of the last change must not decrease",
      }),
    );
  }
  return found;
}

function checkProgress(
  format: FormatRef,
  belief: Belief,
  { body, status }: { readonly body: unknown; readonly status: CanonicalStatus },
): readonly Finding[] {
  const { places } = contractOf(format);
  const place = findAt(body, places.progress);
  const progress = numberAt(body, places.progress);
  if (place === undefined) return [];
  const about = { path: place.path, seen: describe(place.value) };
  if (progress === undefined || progress < 0 || progress > 100) {
    const message = "progress must be a percentage";
    return [finding(format, "lifecycle: progress-in-range", { ...about, allowed: "0 to 100", message })];
  }
  if (status === "succeeded" && progress !== 100) {
    const message = "a succeeded task must have a progress of 100 percent";
    return [finding(format, "lifecycle: progress-complete", { ...about, allowed: "100", message })];
  }
  // A task that failed may be shown at 0 again.
  if (belief.progress !== undefined && progress < belief.progress && (status === "queued" || status === "running")) {
    const message = "progress must not decrease";
    return [finding(format, "lifecycle: progress-grows", { ...about, allowed: `${belief.progress} or more`, message })];
  }
  return [];
}

function checkLink(
  format: FormatRef,
  { body, status }: { readonly body: unknown; readonly status: CanonicalStatus },
): readonly Finding[] {
  const { videoUrl } = contractOf(format).places;
  // Some formats hand a clip out on its own path and link to nothing.
  if (status !== "succeeded" || videoUrl.length === 0) return [];
  if (/^https?:\/\//.test(textAt(body, videoUrl) ?? "")) return [];
  const place = findAt(body, videoUrl);
  const absent = finding(format, "lifecycle: link-present", {
    path: place?.path ?? videoUrl[0] ?? "",
    seen: describe(place?.value),
    allowed: "a link to the clip",
    message: "a succeeded task must have a link to its clip",
  });
  // Whatever the source: what was paid for cannot be had.
  return [{ ...absent, level: "reject" }];
}
