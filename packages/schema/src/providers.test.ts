import { expect, test } from "vitest";
import { factsOf, formatIds } from "./formats.ts";
import { builtInFormatOf, builtInProviders, factsAt } from "./providers.ts";

test("every format is a provider, and so is every further site of a vendor, each under its own name", () => {
  const names = builtInProviders.map(({ name }) => name);
  expect(names).toEqual(expect.arrayContaining([...formatIds, "byteplus"]));
  expect(new Set(names).size).toBe(names.length);
  expect([builtInFormatOf("byteplus"), builtInFormatOf("wisgate"), builtInFormatOf("nobody")]).toEqual([
    "ark",
    "wisgate",
    undefined,
  ]);
});

test("a site has its own host, key and model ids, and the rest of its format", () => {
  const home = factsOf("ark");
  const abroad = factsAt("byteplus", "ark");
  expect(abroad.baseUrl.value).toBe("https://ark.ap-southeast.bytepluses.com");
  expect(abroad.apiKeyEnv).not.toBe(home.apiKeyEnv);
  expect(abroad.models.map(({ id }) => id)).toEqual([
    "dreamina-seedance-2-0-260128",
    "dreamina-seedance-2-0-fast-260128",
    "dreamina-seedance-2-0-mini-260615",
    "dreamina-seedance-2-5-260628",
    "seedance-1-5-pro-251215",
    "seedance-1-0-pro-250528",
    "seedance-1-0-pro-fast-251015",
  ]);
  expect(abroad.operations).toEqual(home.operations);
});

test("a site has the models of the edition that is asked for, and none that the format lacks there", () => {
  const { modelIds } = factsOf("ark").sites?.[0] ?? { modelIds: [] };
  expect(factsAt("byteplus", "ark").models).toHaveLength(modelIds.length);
  expect(factsAt("byteplus", "ark@2026-06").models.map(({ id }) => id)).toEqual(
    modelIds.filter((id) => !/2-5|mini/.test(id)),
  );
});

test("every model of a site has a price there", () => {
  const { models, prices } = factsAt("byteplus", "ark");
  const priced = new Set(prices.flatMap((price) => price.models));
  expect(models.map(({ id }) => id).filter((id) => !priced.has(id))).toEqual([]);
});

test("no price of one site is taken for another's: they are in different currencies", () => {
  expect(factsAt("byteplus", "ark").prices.filter(({ currency }) => currency !== "USD")).toEqual([]);
});

test("a provider of another name has its format's own facts", () => {
  expect(factsAt("inhouse", "ark")).toEqual(factsOf("ark"));
});
