import * as fc from "fast-check";

/** A sound storyboard as plain data: every field within what WisGate's native endpoint takes. */
export const arbitraryStoryboard: fc.Arbitrary<PlainStoryboard> = fc
  .record({
    vars: fc.dictionary(fc.stringMatching(/^[a-z]{1,5}$/u), fc.oneof(fc.string(), fc.integer(), fc.boolean()), {
      maxKeys: 3,
    }),
    languages: fc.uniqueArray(fc.constantFrom("en", "zh", "de"), { minLength: 1, maxLength: 3 }),
    shots: fc.array(
      fc.record(
        {
          prompt: fc
            .string({ minLength: 1, unit: "grapheme" })
            .filter((text) => text.trim() !== "" && !text.includes("${{") && !text.includes("\u{FFFD}")),
          duration: fc.integer({ min: 5, max: 15 }),
          ratio: fc.constantFrom("16:9", "9:16", "1:1"),
          resolution: fc.constantFrom("480p", "720p", "1080p"),
          audio: fc.boolean(),
          seed: fc.integer({ min: -1, max: 4_294_967_295 }),
          takes: fc.integer({ min: 1, max: 3 }),
        },
        { requiredKeys: ["prompt"] },
      ),
      { minLength: 1, maxLength: 4 },
    ),
  })
  .map(({ vars, languages, shots }) => ({
    shotlist: 1,
    name: "aurora",
    provider: "wisgate",
    vars,
    defaults: { model: "doubao-seedance-2.0" },
    matrix: { lang: languages },
    shots: shots.map((shot, index) => ({ id: `shot-${index}`, ...shot })),
  }));

interface PlainStoryboard {
  readonly [key: string]: unknown;
  readonly name: string;
  readonly shots: readonly { readonly [field: string]: unknown; readonly id: string }[];
}
