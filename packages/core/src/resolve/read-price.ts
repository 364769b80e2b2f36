import { childOf, type Located } from "../text/located.ts";
import type { PriceRate, ProviderPrice } from "../model/plan.ts";
import type { Price, Rate } from "../model/price.ts";
import type { ReadContext } from "./context.ts";
import { readNumber, readText } from "./read-typed.ts";

const rateNames = ["perSecond", "perMillionTokens", "perMillionTokensWithVideo", "perClip"] as const;

/** Reads a provider's `price`. */
export function readPrice(written: Located, context: ReadContext): Price | undefined {
  const currencyNode = childOf(written, "currency");
  const currency = currencyNode === undefined ? undefined : readText({ node: currencyNode, literal: false }, context);
  // The schema has said so already.
  if (currency === undefined) return undefined;
  const rates: { [Name in (typeof rateNames)[number]]?: Rate } = {};
  for (const name of rateNames) {
    const node = childOf(written, name);
    const rate = node === undefined ? undefined : readRate(node, context);
    if (rate !== undefined) rates[name] = rate;
  }
  return { currency, ...rates };
}

/** More for one clip, second or million tokens is a slip of the keyboard, and the sums of a batch could not hold it. */
const maximumRate = 1_000_000;

function readRate(node: Located, context: ReadContext): Rate | undefined {
  if (node.kind !== "map") return readAmount(node, context);
  const rates = new Map<string, number>();
  for (const [resolution, { value }] of node.entries) {
    const amount = readAmount(value, context);
    if (amount !== undefined) rates.set(resolution, amount);
  }
  return rates;
}

function readAmount(node: Located, context: ReadContext): number | undefined {
  const amount = readNumber({ node, literal: false }, context);
  if (amount === undefined || (amount >= 0 && amount <= maximumRate)) return amount;
  const message = `A price must be from 0 to ${maximumRate.toLocaleString("en")}`;
  context.report({ code: "value-range", at: node, message, help: "Write what the vendor charges for one." });
  return undefined;
}

/** The price as plain data, as a plan holds it. */
export function plainPrice({ currency, perClip, perSecond, perMillionTokens }: Price): ProviderPrice {
  return {
    currency,
    ...(perClip === undefined ? {} : { perClip: plainRate(perClip) }),
    ...(perSecond === undefined ? {} : { perSecond: plainRate(perSecond) }),
    ...(perMillionTokens === undefined ? {} : { perMillionTokens: plainRate(perMillionTokens) }),
  };
}

function plainRate(rate: Rate): PriceRate {
  return typeof rate === "number" ? rate : Object.fromEntries(rate);
}
