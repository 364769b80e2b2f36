import { factsOf, rulesOf, validateMessage } from "@shotlist/schema";
import { expect, test } from "vitest";

test("a request is checked against the vendor's own document", () => {
  const verdict = validateMessage("wisgate", "submit.request", {
    model: "doubao-seedance-2-fast",
    content: [{ type: "text", text: "A kitten stretches in the morning sun" }],
    duration: 5.5,
    resolution: "1080p",
  });

  expect(verdict).toEqual({
    ok: false,
    errors: [
      {
        path: "/resolution",
        rule: "fast-model-without-1080p",
        level: "reject",
        message: "doubao-seedance-2-fast renders 480p and 720p only",
        provenance: { grade: "documented", source: "seed 003" },
      },
    ],
    advice: [
      {
        path: "/duration",
        rule: "duration.whole",
        level: "advice",
        message: "duration should be a whole number of seconds",
        provenance: { grade: "public", source: "Ark: create task" },
      },
    ],
  });

  expect(rulesOf("toapis", "submit.request").map(({ id }) => id)).toContain("one-image-field");
  expect(factsOf("relaydance").failuresAreFree).toEqual({
    value: true,
    provenance: { grade: "documented", source: "seed 002" },
  });
});
