import { expect, test } from "vitest";
import { ownSequence, toOneLine, toPlainJson, toPlainText } from "./plain-text.ts";

test.each([
  ["\u001B[31mred", "\\x1b[31mred"],
  ["\u001B]0;title\u0007", "\\x1b]0;title\\x07"],
  ["\u009B2J", "\\x9b2J"],
  ["a\rb", "a\\x0db"],
  ["a\bb\u007F\0", "a\\x08b\\x7f\\x00"],
  ["abc\u202Edef\u2066", "abc\\u202edef\\u2066"],
  ["a\u2028b\u0085c", "a\\u2028b\\x85c"],
  ["\u{E0041}", "\\u{e0041}"],
])("%j comes out as %j", (text, plain) => {
  expect(toPlainText(text)).toBe(plain);
});

test.each([
  ["::error::x", "\\x3a:error::x"],
  ["a\n::set-output name=a::b", "a\n\\x3a:set-output name=a::b"],
  ["a\n \t\u00A0::debug::", "a\n \t\u00A0\\x3a:debug::"],
  [`${ownSequence("1m")}::error::`, "\u001B[1m\\x3a:error::"],
  ["x ##[error]y", "x \\x23#[error]y"],
  ["##vso[task.setvariable]", "\\x23#vso[task.setvariable]"],
  ["##teamcity[message]", "\\x23#teamcity[message]"],
])("%j is not a command to a CI service", (text, plain) => {
  expect(toPlainText(text)).toBe(plain);
});

test.each(["an é, 光铸的时间, \u{1F469}\u200D\u{1F680}", "a\tb\nc", "std::string, a ## b [c]", "reveal[lang=en]#2"])(
  "%j stays as it is",
  (text) => {
    expect(toPlainText(text)).toBe(text);
    expect(JSON.parse(toPlainJson(JSON.stringify(text, null, 2)))).toBe(text);
  },
);

test("our own sequences come out as a terminal knows them, and nobody else can write one", () => {
  expect(toPlainText(`${ownSequence("31m")}a${ownSequence("39m")}${ownSequence("2K")}`)).toBe(
    "\u001B[31ma\u001B[39m\r\u001B[2K",
  );
  expect(toPlainText("\u001B[1000;1000;1000;1000;31m")).toBe("\\x1b[1000;1000;1000;1000;31m");
});

test("a value of one line has no other line in it", () => {
  expect(toOneLine("not allowed\n✓ all good\r\n  again\n")).toBe("not allowed ✓ all good again");
  expect(toPlainText(toOneLine(`${ownSequence("31m")}a\nb`))).toBe("\u001B[31ma b");
});

test("JSON keeps its values", () => {
  const value = { a: "##[error]\u009B\u202E\u2028\u{E0041}\u007F", b: ["::error::", "\u001B\n"] };
  const json = toPlainJson(JSON.stringify(value, null, 2));
  expect(JSON.parse(json)).toEqual(value);
  expect(toPlainText(json)).toBe(json);
});
