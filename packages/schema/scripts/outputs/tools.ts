import { any, described, flag, list, mapOf, object, text, use, word, type Shape } from "./shapes.ts";

export const check: Shape = object({ ok: flag, diagnostics: list(use("diagnostic")) }, { notes: list(text) });

export const doctor: Shape = object({
  ok: flag,
  findings: list(object({ subject: text, state: word("good", "note", "problem"), message: text }, { hint: text })),
});

const model = object(
  { id: text, catalogued: flag },
  {
    offered: described("Absent where the vendor was not asked.", flag),
    duration: described("Seconds.", any),
    resolutions: list(text),
    ratios: list(text),
    sound: text,
    takes: list(object({ role: text, max: { type: "integer" }, forms: list(text) })),
    provenance: use("provenance"),
  },
);

export const models: Shape = object(
  { provider: text, format: text, baseUrl: text, asked: flag, models: list(model) },
  {
    edition: described("The edition of the format whose catalogue is shown.", text),
    unasked: described("Why the vendor was not asked.", text),
  },
);

export const mock: Shape = described(
  "Printed when the server is ready.",
  object({ url: text, formats: described("Base URL of each format.", mapOf(text)), speed: { type: "number" } }),
);

export const cut: Shape = object({
  ok: flag,
  films: list(
    object(
      {
        storyboard: text,
        variant: use("variant"),
        file: text,
        seconds: { type: "number" },
        clips: list(object({ take: text, changes: list(text) })),
      },
      { poster: text, timeline: text },
    ),
  ),
});

export const webhooks: Shape = described("Printed when the receiver is ready.", object({ url: text }));
