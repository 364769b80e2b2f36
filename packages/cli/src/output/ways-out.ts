import type { WayOut } from "@shotlist/batch-runner";
import { shellQuote } from "../arguments/shell-quote.ts";

/** What is known about something that went wrong, as far as a way out needs it. */
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
  "see-status": ({ hint }) => followedBy(hint, "Run `shotlist status`."),
  "see-plan": ({ hint }) => followedBy(hint, "Run `shotlist plan`."),
  "list-undecided": () => "`shotlist resolve --list` shows what needs a decision.",
  decide: () => "Decide it with `shotlist resolve`.",
  "decide-upload": () =>
    "`shotlist resolve --list` shows the file. Look for it at the vendor, then decide with --upload-again.",
  adopt: ({ hint, take, taskId }) =>
    take === undefined || taskId === undefined
      ? hint
      : `Free some space, then give the task to its take: ${shellQuote(["shotlist", "resolve", take, "--adopt", taskId])}`,
  render: () => "Run `shotlist render`.",
  retry: () => "Run `shotlist retry` to submit it again.",
  "without-draft": ({ take }) =>
    take === undefined
      ? "To buy it without its draft, run `shotlist retry`, then `shotlist render` without --final."
      : `The vendor may no longer have its draft. To buy it without, run ${shellQuote(["shotlist", "retry", "--take", take])}, then render it with --only and without --final.`,
  rebuy: () => "Restore the store, or pay for the clip again with --rebuy.",
  "render-changed": () => "See `shotlist plan`; to render it again, add --yes, or --budget if there is a price.",
  "more-tasks": () => "Raise --max-tasks, or run again.",
  verify: () =>
    "Run `shotlist verify`, then render again: the clip is downloaded while its link works, and not paid for again.",
  "rebuild-ledger": () =>
    "Restore it from a backup, or rebuild it from the receipts of the clips with `shotlist ledger rebuild`.",
  "move-ledger-and-rebuild": () =>
    "Restore it from a backup, or move it away and rebuild it from the receipts of the clips with `shotlist ledger rebuild`. Nothing is submitted until then.",
  "export-again": () => "Nothing was imported. Export it again with `shotlist ledger export`.",
  "mend-lock": ({ file = "FILE.lock.json" }) =>
    `It records what is paid for. Merge both sides with \`${shellQuote(["shotlist", "ledger", "import", file])}\`, or restore it from git.`,
  "make-writable": () =>
    "Make the folder writable, or choose others with --state and --out; then run the same command again.",
  "other-folders": () => "Choose other folders with --state and --out; then run the same command again.",
  "price-or-tasks": ({ hint }) => followedBy(hint, "Or limit the tasks with --max-tasks."),
  "see-proxy": ({ hint }) => followedBy(hint, "`shotlist doctor` shows which proxy is used."),
  "see-addresses": ({ hint }) => followedBy(hint, "Run `shotlist doctor`."),
};

/** The way out as somebody at a terminal goes it. */
export function wayOut(trouble: Trouble): string | undefined {
  return trouble.way === undefined ? trouble.hint : waysOut[trouble.way](trouble);
}

function followedBy(hint: string | undefined, sentence: string): string {
  return hint === undefined ? sentence : `${hint} ${sentence}`;
}
