import { expect, it } from "vitest";
import { parseJson } from "./parse-json.ts";

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

it.each([
  ['{"id":9007199254740993}', { id: "9007199254740993" }],
  ['{"data":[{"id":123456789012345678901}]}', { data: [{ id: "123456789012345678901" }] }],
  ['{"id":4711,"progress":0.5}', { id: 4711, progress: 0.5 }],
  ['{"tokens":1e300}', { tokens: 1e300 }],
])("keeps every digit of the ids in %s", (text, value) => {
  expect(parseJson(bytes(text))).toEqual(value);
});

it.each(["", "<html>", '{"id":', "\u0000"])("reads %j as nothing", (text) => {
  expect(parseJson(bytes(text))).toBeUndefined();
});
