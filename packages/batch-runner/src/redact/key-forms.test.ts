import { describe, expect, it } from "vitest";
import { holdsKey, withoutKey } from "./key-forms.ts";
import { isKeepable } from "./redact-answer.ts";

const key = "sk/canary+0123456789 ÄZ==";
const base64 = (text: string): string => Buffer.from(text).toString("base64");

describe("a key that a vendor repeats", () => {
  it.each<[string, string]>([
    ["as it is", key],
    ["with blanks around it", ` ${key} `],
    ["in Base64", base64(key)],
    ["in Base64 after one byte", base64(`x${key}`)],
    ["in Base64 after two bytes", base64(`xy${key}z`)],
    ["in the Base64 of a header", base64(`Bearer ${key}`)],
    ["in Base64 for addresses", Buffer.from(`user:${key}`).toString("base64url")],
    ["percent-encoded", encodeURIComponent(key)],
    ["percent-encoded in lower case", encodeURIComponent(key).replaceAll(/%../gu, (code) => code.toLowerCase())],
    ["escaped for JSON", JSON.stringify(key)],
    ["with escaped slashes", key.replaceAll("/", String.raw`\/`)],
    ["in hex", Buffer.from(key).toString("hex")],
    ["its first half", key.slice(0, 12)],
    ["its last half", key.slice(-12)],
    ["from its middle", key.slice(5, 18)],
  ])("%s is taken out", (_name, form) => {
    const clean = withoutKey(`Incorrect key: "${form}", sorry`, key);
    expect(clean).toContain("(key)");
    expect(clean).not.toContain("canary");
    // Nothing of eight characters that contains a part of the key, or of its forms, is left.
    const secret = form.trim().replaceAll('"', "");
    const left = Array.from({ length: Math.max(0, secret.length - 10) }, (_, at) => secret.slice(at, at + 11));
    expect(left.filter((part) => clean.includes(part))).toEqual([]);
  });

  it.each(["sk-ab*********wxyz", "sk-abc...wxyz", "sk-a••••••wxyz", "sk-abcXXXXXXXwxyz", "***wxyz", "sk-ab…"])(
    "masked as %s is taken out",
    (form) => {
      expect(withoutKey(`Incorrect key provided: ${form}.`, "sk-abcdefghijklmnopqrstuvwxyz")).not.toMatch(/sk-a|wxyz/u);
    },
  );

  it("leaves words that are not part of it", () => {
    const words = "The account of example.com is overdue... *** please pay 12.50 CNY";
    expect(withoutKey(words, key)).toBe(words);
    expect(withoutKey(words, undefined)).toBe(words);
    expect(withoutKey(words, "")).toBe(words);
  });

  it("is looked for whole where it is a placeholder", () => {
    expect(withoutKey("the local server", "local")).toBe("the (key) server");
    expect(withoutKey("a location", "local")).toBe("a location");
    expect(withoutKey("task a is running", "a")).toBe("task (key) is running");
    expect(withoutKey("a locality", "local")).toBe("a locality");
  });

  it.each(["t", "task", "mock", " local "])("does not cost the id of a paid task where it is %j", (placeholder) => {
    expect(holdsKey("mock-local-task-1", placeholder)).toBe(false);
    expect(isKeepable("mock-local-task-1", placeholder)).toBe(true);
  });

  it("costs an id that holds it", () => {
    expect(isKeepable(`task-${key.slice(0, 9)}`, key)).toBe(false);
    expect(holdsKey("task-1", undefined)).toBe(false);
  });
});
