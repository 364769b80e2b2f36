import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { slugsOf, toSlug } from "./slug.ts";

describe("a slug", () => {
  test.each([
    ["reveal", "reveal"],
    ["reveal[lang=zh-CN,ratio=16:9]#2", "reveal-lang-zh-CN-ratio-16x9-2"],
    ["../../etc/passwd", "etc-passwd"],
    ["Crème brûlée", "Creme-brulee"],
    ["con", expect.stringMatching(/^con-[0-9a-f]{8}$/u)],
    ["开场", expect.stringMatching(/^take-[0-9a-f]{8}$/u)],
    ["a开场", expect.stringMatching(/^a-[0-9a-f]{8}$/u)],
    ["", expect.stringMatching(/^take-[0-9a-f]{8}$/u)],
    ["x".repeat(300), expect.stringMatching(/^x{91}-[0-9a-f]{8}$/u)],
  ])("of %j is %j", (text, slug) => {
    expect(toSlug(text)).toEqual(slug);
  });

  test("is a safe file name, whatever the text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        expect(toSlug(text)).toMatch(/^[A-Za-z0-9_][A-Za-z0-9_-]{0,99}$/u);
        expect(toSlug(text)).not.toMatch(/^(?:con|prn|aux|nul|com\d|lpt\d)$/iu);
      }),
    );
  });

  test("is one's own, also on a system that ignores case", () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.string({ unit: fc.constantFrom("a", "A", "-", "[", "=", "é", "开"), maxLength: 4 })),
        (ids) => {
          const slugs = slugsOf(ids).map((slug) => slug.toLowerCase());
          expect(new Set(slugs).size).toBe(ids.length);
        },
      ),
    );
  });
});
