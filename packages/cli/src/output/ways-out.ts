import type { WayOut } from "@shotlist/batch-runner";
import { shellQuote } from "../arguments/shell-quote.ts";

/** What is known of something that went wrong, as far as a way out needs it. */
export interface Trouble {
  /** The runner's own words for the way out. */
  readonly hint?: string | undefined;
  /** The way out by name: then it is put into this program's words. */
  readonly way?: WayOut | undefined;
  /** The take it is about, as a person writes it. */
  readonly take?: string | undefined;
  readonly taskId?: string | undefined;
  readonly file?: string | undefined;
}

const waysOut: { readonly [way in WayOut]: (trouble: Trouble) => string | undefined } = {
  "see-status": ({ hint }) => followedBy(hint, "Look at `shotlist status`."),
  "see-plan": ({ hint }) => followedBy(hint, "Look at `shotlist plan`."),
  "list-undecided": () => "`shotlist resolve --list` shows what waits for a decision.",
  decide: () => "Decide it with `shotlist resolve`.",
  adopt: ({ hint, take, taskId }) =>
    take === undefined || taskId === undefined
      ? hint
      : `Make room, then give it to its take: ${shellQuote(["shotlist", "resolve", take, "--adopt", taskId])}`,
  render: () => "Run `shotlist render`.",
  retry: () => "`shotlist retry` submits it again.",
  rebuy: () => "Put the store back, or buy it again with --rebuy.",
  "render-changed": () => "Look at `shotlist plan`; --yes, or --budget with a price, renders it again.",
  "more-tasks": () => "Raise --max-tasks, or run again.",
  verify: () => "Run `shotlist verify`, then render again: it is fetched while its link lives, and not paid for again.",
  "rebuild-ledger": () =>
    "Restore it from a backup, or run `shotlist ledger rebuild`: it makes one from the receipts of the clips.",
  "move-ledger-and-rebuild": () =>
    "Restore it from a backup; or move it away, and `shotlist ledger rebuild` makes one from the receipts of the clips. Nothing is submitted before.",
  "export-again": () => "Nothing was imported. Export it again with `shotlist ledger export`.",
  "mend-lock": ({ file = "FILE.lock.json" }) =>
    `It says what is paid for. \`${shellQuote(["shotlist", "ledger", "import", file])}\` takes both sides of a merge and writes it again; or restore it from git.`,
  "make-writable": () =>
    "Make the folder writable, or choose others with --state and --out; then run the same command again.",
  "other-folders": () => "Name other folders with --state and --out; then run the same command again.",
  "price-or-tasks": ({ hint }) => followedBy(hint, "--max-tasks limits them."),
  "see-proxy": ({ hint }) => followedBy(hint, "`shotlist doctor` says which proxy is used."),
  "see-addresses": ({ hint }) => followedBy(hint, "Run `shotlist doctor`."),
};

/** The way out as somebody at a terminal goes it. */
export function wayOut(trouble: Trouble): string | undefined {
  return trouble.way === undefined ? trouble.hint : waysOut[trouble.way](trouble);
}

function followedBy(hint: string | undefined, sentence: string): string {
  return hint === undefined ? sentence : `${hint} ${sentence}`;
}
