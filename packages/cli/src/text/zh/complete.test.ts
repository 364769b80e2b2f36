import { expect, test } from "vitest";
import { cliTemplates, keyOf, packageTemplates, tableTemplates, validationTemplates } from "../../testing/templates.ts";
import { elsewhere } from "./elsewhere.ts";
import { chineseCounts, chineseTexts } from "./index.ts";

const templates = [...cliTemplates(), ...packageTemplates(), ...validationTemplates(), ...tableTemplates()];
const texts = templates.filter(({ by }) => by !== "count");
const nouns = templates.filter(({ by }) => by === "count");

function valuesOf(text: string): readonly string[] {
  return [...new Set(text.match(/\{\d+\}/gu))].toSorted();
}

test("every text of the command line, and every message of the packages behind it, has its Chinese words", () => {
  const all = { ...chineseTexts, ...elsewhere };
  const isThere = (key: string): boolean =>
    all[key] !== undefined || (key.startsWith("{0} ") && chineseCounts[key.slice("{0} ".length)] !== undefined);
  const missing = texts.filter(({ template }) => keyOf(template) !== "" && !isThere(keyOf(template)));
  expect(missing.map(({ place, template }) => `${place}: ${JSON.stringify(keyOf(template))}`)).toEqual([]);
  const uncounted = nouns.filter(
    ({ template }) => chineseCounts[template] === undefined && all[`{0} ${template}`] === undefined,
  );
  expect(uncounted.map(({ place, template }) => `${place}: count ${JSON.stringify(template)}`)).toEqual([]);
});

test("no Chinese text is left over from English that is gone", () => {
  const known = new Set(texts.map(({ template }) => keyOf(template)));
  const counted = new Set(nouns.map(({ template }) => template));
  expect(Object.keys(chineseTexts).filter((english) => !known.has(english))).toEqual([]);
  expect(
    Object.keys(chineseCounts).filter(
      (noun) => noun !== "*" && !counted.has(noun) && !known.has(`${noun}s`) && !known.has(`{0} ${noun}`),
    ),
  ).toEqual([]);
});

test("a Chinese text has the values of the English one", () => {
  const astray = Object.entries(chineseTexts).filter(
    ([english, chinese]) => valuesOf(english).join() !== valuesOf(chinese).join(),
  );
  expect(astray).toEqual([]);
});

test("Chinese sentences have the marks of Chinese", () => {
  // A half-width comma, semicolon or question mark next to a Chinese character, or a full-width one next to a blank.
  const wrong = /\p{Script=Han}[,;?!]|[,;?!]\p{Script=Han}|[，。；：？！（）] |\s$/u;
  const astray = Object.entries(chineseTexts).filter(
    ([english, chinese]) => wrong.test(chinese) && !english.endsWith(" "),
  );
  expect(astray).toEqual([]);
});
