import * as fc from "fast-check";
import { expect, test } from "vitest";
import { createRedact, redactJson } from "./redact.ts";

const redact = createRedact(["sk-secret-1", undefined, ""]);

test("hides keys wherever they are", () => {
  expect(redact("key sk-secret-1 was refused")).toBe("key <key> was refused");
  expect(redact("Authorization: Bearer abc.def-123")).toBe("Authorization: Bearer <key>");
});

test("hides what signs a link, and keeps where it leads", () => {
  expect(redact("see https://cdn.example/a/b.mp4?X-Sig=aa&Expires=1#t and more")).toBe(
    "see https://cdn.example/a/b.mp4?<removed> and more",
  );
  expect(redact("https://user:pass@cdn.example/a")).toBe("https://cdn.example/a");
  expect(redact("https://cdn.example/a.mp4")).toBe("https://cdn.example/a.mp4");
});

test("hides the bytes of large data URIs", () => {
  expect(redact(`data:image/png;base64,${"A".repeat(500)}`)).toBe("data:image/png;base64,<522 characters>");
});

test("hides secrets in keys and values of JSON, and nothing else", () => {
  const value = { "sk-secret-1": ["https://a.example/x?s=1", 5, null, true, { deep: "Bearer zzz" }] };
  expect(redactJson(value, redact)).toEqual({
    "<key>": ["https://a.example/x?<removed>", 5, null, true, { deep: "Bearer <key>" }],
  });
});

test("leaves no key and no signature in any text", () => {
  fc.assert(
    fc.property(
      fc.string(),
      fc.string(),
      fc.constantFrom("sk-secret-1", "https://h.example/p?sig=SIGNATURE"),
      (before, after, secret) => {
        const clean = redact(`${before}${secret}${after}`);
        expect(clean).not.toContain("sk-secret-1");
        // A quote or a space in front of the link ends nothing that it holds.
        expect(clean).not.toContain("SIGNATURE");
      },
    ),
  );
});

test("is the same when done twice", () => {
  const part = fc.string({
    unit: fc.constantFrom("a", "1", ".", "/", "?", "#", "@", ":", "&", "%", "<", ">", " ", '"', "'"),
  });
  fc.assert(
    fc.property(part, part, (path, rest) => {
      const once = redact(`see https://${path}?${rest}`);
      expect(redact(once)).toBe(once);
    }),
  );
});
