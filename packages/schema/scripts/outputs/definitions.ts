import { amount, any, count, described, list, mapOf, object, ordinal, text, use, word, type Shape } from "./shapes.ts";
import { leftTake } from "./ladder.ts";

/** What several documents share. */
export const definitions: { readonly [name: string]: Shape } = {
  money: object({ amount, currency: described("ISO 4217, or the vendor's own unit.", text) }),
  listPrice: described(
    "The vendor's published price, where the storyboard names none.",
    object({ per: word("clip", "second", "million_tokens"), amount, currency: text, source: text, asOf: text }),
  ),
  estimate: described("What a take is expected to cost.", {
    oneOf: [
      object({ kind: { const: "exact" }, amount, currency: text }, { listPrice: use("listPrice") }),
      object({ kind: { const: "range" }, min: amount, max: amount, currency: text }, { listPrice: use("listPrice") }),
      object({ kind: { const: "unknown" } }),
    ],
  }),
  estimateSum: object({
    atMost: described("The highest cost, one entry for each currency.", list(use("money"))),
    unpriced: described("Tasks without a price.", count),
  }),
  variant: described("The values of the matrix, by axis.", mapOf({ type: ["string", "number", "boolean"] })),
  takeError: described(
    "Why a take is where it is. `code` is stable.",
    object(
      { code: text, message: text },
      {
        hint: text,
        way: described("The way out by name, where somebody has to type something.", any),
        vendorCode: text,
        requestId: text,
      },
    ),
  ),
  takeCost: object({ quoted: use("money") }, { billed: use("money") }),
  fieldChange: described(
    "A field that differs. `before` is absent where it is not known, `after` where it is gone.",
    object(
      { field: described("Its path within the shot.", text) },
      { file: text, line: ordinal, column: ordinal, path: text, before: any, after: any },
    ),
  ),
  diagnostic: object(
    {
      code: text,
      severity: word("error", "warning", "note"),
      message: text,
      file: text,
      line: ordinal,
      column: ordinal,
    },
    { help: text },
  ),
  provenance: described("Where a statement comes from.", {
    type: "object",
    required: ["grade"],
    properties: { grade: text, source: text, note: text, asOf: text, url: text },
  }),
  finding: described(
    "A departure of a message from its format.",
    object(
      { rule: text, level: word("reject", "advice"), path: text, message: text, provenance: use("provenance") },
      { seen: text, allowed: text, edition: text, editions: list(text) },
    ),
  ),
  leftTake: described("A take whose final is not bought.", leftTake),
  failure: described(
    "The command could not do its work: exit codes 1 to 7. `code` is stable, see docs/errors.md.",
    object(
      { ok: { const: false }, error: object({ code: text, message: text }, { hint: text }) },
      {
        diagnostics: list(use("diagnostic")),
        refused: described("Keys that would have gone to a host that nobody allowed.", list(any)),
        left: described("Takes whose final is not bought, since no draft of them is approved.", list(use("leftTake"))),
        files: list(any),
      },
    ),
  ),
};
