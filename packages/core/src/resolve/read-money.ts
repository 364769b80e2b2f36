import type { Money } from "../model/plan.ts";
import { maximumAmount } from "../model/price.ts";
import type { Located } from "../text/located.ts";
import type { ReadContext } from "./context.ts";
import { readText } from "./read-typed.ts";
import { parseMoney } from "./units.ts";

/** Money such as `200 CNY`. */
export function readMoney(node: Located | undefined, context: ReadContext): Money | undefined {
  if (node === undefined) return undefined;
  const text = readText({ node, literal: false }, context);
  if (text === undefined) return undefined;
  const money = parseMoney(text);
  if (money === undefined) {
    const message = `Expected an amount and a currency, but found ${JSON.stringify(text.slice(0, 80))}`;
    const help = `Write it like 200 CNY; at most ${maximumAmount.toLocaleString("en")}.`;
    context.report({ code: "wrong-value", at: node, message, help });
  }
  return money;
}
