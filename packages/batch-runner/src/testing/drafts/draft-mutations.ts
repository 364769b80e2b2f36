import { finalOfDraft } from "@shotlist/core";
import type { FormatSupport } from "../../formats/format-support.ts";
import type { Ledger } from "../../ledger/ledger.ts";
import type { TakeReview } from "../../ledger/review.ts";
import type { Vendor } from "../simulation/vendor.ts";
import type { Written } from "./drafted-board.ts";

/** A safeguard of drafts taken out, at the ports that the runner works through. */
export interface DraftMutation {
  readonly name: string;
  readonly ledger?: (ledger: Ledger, written: Written) => Ledger;
  readonly format?: (support: FormatSupport, vendor: Vendor) => FormatSupport;
  readonly written?: (written: Written) => Written;
}

export const draftMutations: readonly DraftMutation[] = [
  {
    name: "the verdict on a draft is not asked for",
    ledger: (ledger, written) =>
      withReviews(ledger, async (key) => {
        const versions = await ledger.versions(key);
        const said = { verdict: "approved", permits: digestsOf(written), at: 0 } as const;
        return { verdicts: versions.map(({ sha256 }) => ({ clip: sha256, ...said })) };
      }),
  },
  {
    name: "a rejected draft counts as approved",
    ledger: (ledger, written) =>
      withVerdicts(ledger, (said) =>
        said.verdict === "rejected" ? { ...said, verdict: "approved", permits: digestsOf(written) } : said,
      ),
  },
  {
    name: "an approval permits whatever the shot has become",
    ledger: (ledger, written) => withVerdicts(ledger, (said) => ({ ...said, permits: digestsOf(written) })),
  },
  {
    name: "a draft of an earlier shot stands for today's",
    ledger: (ledger, written) => ({
      ...withVerdicts(ledger, (said) => ({ ...said, permits: digestsOf(written) })),
      versions: async (key) => {
        const today = written.drafts.takes.find(({ id }) => id === key.take)?.digest;
        const versions = await ledger.versions(key);
        return key.storyboard === written.drafts.storyboard && today !== undefined
          ? versions.map((version) => ({ ...version, digest: today }))
          : versions;
      },
    }),
  },
  {
    name: "a draft that has lapsed is used",
    format: (support) => ({ ...support, draftLifeMs: () => undefined }),
  },
  {
    name: "a final is made from whichever draft came first",
    format: (support, vendor) => ({
      ...support,
      finalOfDraft: (shot, taskId) => finalOfDraft(shot, vendor.tasks[0]?.id ?? taskId, ["prompt"]),
    }),
  },
  {
    name: "a final has another digest in a run for finals than in a plain one",
    ledger: (ledger) => ledger,
    written: ({ finals, drafts }) => ({
      drafts,
      finals: {
        ...finals,
        takes: finals.takes.map((take) => ({ ...take, digest: take.digest.replace(/^../u, "00") })),
      },
    }),
  },
  {
    name: "drafts have the name and the folder of the storyboard",
    written: ({ finals, drafts }) => ({
      finals,
      drafts: {
        ...drafts,
        storyboard: finals.storyboard,
        outputDir: finals.outputDir,
        takes: drafts.takes.map((take) => ({ ...take, storyboard: finals.storyboard })),
      },
    }),
  },
];

function digestsOf({ finals }: Written): readonly string[] {
  return finals.takes.map(({ digest }) => digest);
}

function withReviews(ledger: Ledger, reviewOf: Ledger["reviewOf"]): Ledger {
  return { ...ledger, reviewOf };
}

function withVerdicts(
  ledger: Ledger,
  change: (said: TakeReview["verdicts"][number]) => TakeReview["verdicts"][number],
): Ledger {
  return withReviews(ledger, async (key) => {
    const review = await ledger.reviewOf(key);
    return review && { ...review, verdicts: review.verdicts.map(change) };
  });
}
