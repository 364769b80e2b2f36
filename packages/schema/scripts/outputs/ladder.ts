import { dateTime, described, flag, list, object, text, use, word, type Shape } from "./shapes.ts";

/** Of a run for finals: which are made from their draft, and what is left alone. */
const finals = {
  fromDraft: described(
    "Finals that are made from their draft, or were to be: a draft that has lapsed is not used.",
    list(object({ storyboard: text, id: text, draftTaskId: text, lapsed: flag }, { lapsesAt: dateTime })),
  ),
  left: described("Takes whose final is not bought, and why.", list(use("leftTake"))),
};

/** A take whose final is not bought. */
export const leftTake: Shape = object(
  {
    storyboard: text,
    id: text,
    approval: word("approved", "rejected", "not-approved", "changed", "no-draft", "without-draft"),
  },
  { reason: text },
);

export const ladder: Shape = described(
  "With `--draft` or `--final`: what drafts cost, what their finals cost, and what a rejected draft saves.",
  object(
    {
      takes: list(
        object({
          storyboard: text,
          id: text,
          form: word("draft", "lowest-resolution", "as-written", "unlisted"),
          resolution: text,
          draft: use("estimate"),
          final: use("estimate"),
          saved: use("estimate"),
        }),
      ),
      totals: object({ draft: use("estimateSum"), final: use("estimateSum"), saved: use("estimateSum") }),
      without: described("Takes that have no draft.", list(object({ storyboard: text, id: text, reason: text }))),
    },
    finals,
  ),
);

export const stage: Shape = described("With `--draft` or `--final`.", word("draft", "final"));

export const renderedFinals: Shape = described("With `--final`.", object(finals));
