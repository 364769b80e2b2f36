import { any, count, described, flag, list, object, text, use, word, type Shape } from "./shapes.ts";

export const contractCheck: Shape = object({
  ok: flag,
  files: list(object({ file: text, ok: flag, errors: list(use("finding")), advice: list(use("finding")) })),
});

const accepted = object({ case: text, rule: text, path: text }, { seen: text });

const result = object(
  {
    id: text,
    operation: text,
    title: text,
    provenance: use("provenance"),
    level: word("reject", "advice"),
    bills: flag,
    verdict: word("pass", "fail", "not offered", "skipped", "undecided"),
    findings: list(any),
    exchanges: list(any),
  },
  { rule: text, accepted: flag, reason: text, curl: text },
);

export const contractRun: Shape = object(
  {
    version: { const: 1 },
    format: text,
    title: text,
    document: text,
    edition: text,
    target: text,
    live: flag,
    strict: flag,
    seed: { type: "integer" },
    ok: flag,
    totals: object({
      pass: count,
      fail: count,
      notOffered: count,
      skipped: count,
      undecided: count,
      advice: count,
    }),
    spent: object({ submits: count }, { amount: { type: "number" }, currency: text }),
    steps: list(object({ from: text, to: text, seen: flag })),
    results: list(result),
  },
  { baseline: object({ accepted: count, gone: list(accepted) }) },
);

export const contractDiff: Shape = object({
  ok: flag,
  totals: object({ breaking: count, compatible: count, annotation: count }),
  changes: list(
    object(
      { label: word("breaking", "compatible", "annotation"), where: text, path: text, change: text },
      { reason: text, before: any, after: any },
    ),
  ),
  consumers: list(
    object({ file: text, judged: count, refused: list(object({ entry: count, where: text, reasons: list(text) })) }),
  ),
});

export const contractDrift: Shape = object({
  ok: flag,
  files: list(
    object({
      file: text,
      format: text,
      ok: flag,
      judged: count,
      foreign: count,
      incomplete: count,
      rules: list(any),
      added: list(any),
    }),
  ),
});

export const contractRecord: Shape = described(
  "Printed when the proxy is ready.",
  object({ url: text, format: text, file: text }),
);

export const contractReplay: Shape = described(
  "Printed when the server is ready.",
  object({ url: text, format: text, calls: count }),
);
