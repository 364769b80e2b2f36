import { readdirSync, readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import { expect, test } from "vitest";
import { brokenPromises, promisesOf } from "../scripts/outputs/promises.ts";
import { list, object, sha256, text, use } from "../scripts/outputs/shapes.ts";

const folder = new URL("../json/", import.meta.url);
const names = readdirSync(folder).filter((name) => name.endsWith(".schema.json"));

test.each(names)("%s is a JSON Schema by itself", (name) => {
  const schema: object = JSON.parse(readFileSync(new URL(name, folder), "utf8"));
  const ajv = new Ajv2020({ strict: false, validateFormats: false });
  expect(ajv.validateSchema(schema)).toBe(true);
  expect(() => ajv.compile(schema)).not.toThrow();
});

const before = {
  ...object({ takes: list(object({ id: text }, { clip: use("clip") })) }),
  $defs: { clip: object({ sha256 }) },
};

test("a promise is a key with its type, and whether it is always there", () => {
  expect(promisesOf("status", before)).toEqual([
    "status /takes: array, always",
    "status /takes[]/id: string, always",
    "status /takes[]/clip: clip",
    "status /takes[]/clip/sha256: string, always",
  ]);
});

test("more keys, and keys that are now always there, break no promise", () => {
  const now = {
    ...object({ ok: text, takes: list(object({ id: text, clip: use("clip") })) }),
    $defs: { clip: object({ sha256, bytes: text }) },
  };
  expect(brokenPromises(promisesOf("status", before), promisesOf("status", now))).toEqual([]);
});

test("a key that is gone, of another type, or only sometimes there breaks one", () => {
  const now = {
    ...object({ takes: list(object({}, { id: text, clip: use("clip") })) }),
    $defs: { clip: object({ sha256: {} }) },
  };
  expect(brokenPromises(promisesOf("status", before), promisesOf("status", now))).toEqual([
    "status /takes[]/id: string, always",
    "status /takes[]/clip/sha256: string, always",
  ]);
});
