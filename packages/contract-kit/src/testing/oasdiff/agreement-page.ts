import { diffContracts } from "../../diff/diff-contracts.ts";
import { reasonFor } from "./differences.ts";
import { pairFor } from "./document-pairs.ts";
import { oasdiffVerdicts, oasdiffVersion } from "./verdicts.ts";
import type { OasdiffVerdict } from "./verdicts.ts";

/** One rule of oasdiff with both verdicts on the pair of documents that shows it. */
export interface Judged {
  readonly rule: string;
  readonly theirs: OasdiffVerdict;
  readonly ours: "breaking" | "compatible" | "annotation";
  readonly agrees: boolean;
  readonly reason: string | undefined;
}

/** Judges the pair of every rule. */
export function judgeAll(): readonly Judged[] {
  return Object.entries(oasdiffVerdicts).map(([rule, theirs]) => {
    const pair = pairFor(rule);
    if (pair === undefined) throw new Error(`no pair of documents shows ${rule}`);
    const [first] = diffContracts(...pair).changes;
    const ours = first?.label ?? "annotation";
    return { rule, theirs, ours, agrees: (ours === "breaking") === (theirs !== "INFO"), reason: reasonFor(rule) };
  });
}

const levels = { ERR: "breaks", WARN: "may break", INFO: "does not break" } as const;

function row({ rule, theirs, ours }: Judged): string {
  return `| \`${rule}\` | ${levels[theirs]} | ${ours} |`;
}

/** The page of agreements and differences. */
export function agreementPage(): string {
  const judged = judgeAll();
  const agreed = judged.filter(({ agrees }) => agrees);
  const differing = judged.filter(({ agrees }) => !agrees);
  const byReason = Map.groupBy(differing, ({ reason = "" }) => reason);
  return [
    "# contract diff and oasdiff",
    "",
    "`shotlist contract diff` and [oasdiff](https://github.com/oasdiff/oasdiff) both say which change of an OpenAPI document breaks a",
    `client. Each of the ${judged.length} rules of oasdiff (${oasdiffVersion}) is shown by a pair of our own documents; this page`,
    "is written by a test from what `contract diff` says of them. What breaks or may break there has to be `breaking` here.",
    "",
    `${agreed.length} of ${judged.length} agree.`,
    "",
    "## Where we judge otherwise",
    "",
    ...[...byReason].flatMap(([reason, members]) => [
      reason,
      "",
      "| rule | oasdiff | here |",
      "| --- | --- | --- |",
      ...members.map(row),
      "",
    ]),
    "## Where we agree",
    "",
    "| rule | oasdiff | here |",
    "| --- | --- | --- |",
    ...agreed.map(row),
    "",
  ].join("\n");
}
