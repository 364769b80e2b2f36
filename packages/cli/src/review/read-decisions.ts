import { isJsonObject } from "@shotlist/schema";
import { faultOfReview } from "@shotlist/schema/state";
import type { Decision } from "../contact-sheet/page-data.ts";
import { CommandError } from "../world/errors.ts";
import { ExitCode } from "../world/exit-code.ts";

/** Longer than any page of decisions. */
export const maxDecisionBytes = 16_000_000;

const keys = new Set(["realm", "take", "version", "sha256", "use", "verdict", "note"]);

/** Decisions as the review page writes them. Refuses a document as a whole when anything in it is not known. */
export function readDecisions(text: string, name: string): readonly Decision[] {
  const document: unknown = parse(text, name);
  if (!isJsonObject(document) || document["decisions"] !== 1 || !Array.isArray(document["of"]))
    throw unreadable(name, 'it needs "decisions": 1 and a list "of"');
  return document["of"].map((one: unknown, index) => {
    const fault = faultIn(one);
    if (fault !== undefined) throw unreadable(name, `of[${index}] ${fault}`);
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- looked at key by key
    return one as Decision;
  });
}

function parse(text: string, name: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw unreadable(name, "it is not JSON");
  }
}

function faultIn(one: unknown): string | undefined {
  if (!isJsonObject(one)) return "is not an object";
  const unknown = Object.keys(one).find((key) => !keys.has(key));
  if (unknown !== undefined) return `has an unknown key ${JSON.stringify(unknown)}`;
  const { realm, take, version, sha256, use, verdict, note } = one;
  if (realm !== "live" && realm !== "local" && realm !== "mock") return "needs a realm: live, local or mock";
  if (typeof take !== "string" || !take.includes("/")) return "needs a take, written storyboard/take";
  if (!Number.isSafeInteger(version) || Number(version) < 1) return "needs a version, a number from 1";
  if (typeof sha256 !== "string" || !/^[0-9a-f]{64}$/u.test(sha256)) return "needs the sha256 of its clip";
  if (use !== undefined && use !== true) return "has a use that is not true";
  if (verdict !== undefined && verdict !== "approved" && verdict !== "rejected")
    return "has a verdict that is neither approved nor rejected";
  if (use === undefined && verdict === undefined) return "decides nothing: it needs use or verdict";
  if (note === undefined) return undefined;
  if (typeof note !== "string" || faultOfReview({ use: { at: 0, note }, verdicts: [] }) !== undefined)
    return "has a note that is not plain text of up to 2,000 characters";
  return undefined;
}

function unreadable(name: string, why: string): CommandError {
  return new CommandError(`${name} has no decisions: ${why}`, {
    code: "decisions_unreadable",
    exitCode: ExitCode.wrong,
    hint: "Write it with the page of shotlist report or shotlist review",
  });
}
