import { expect, test } from "vitest";
import { addMoney, formatEstimate, formatMoney, sumEstimates } from "./money.ts";

test("money has two decimals at least, and no more than it needs", () => {
  expect(formatMoney([{ amount: 12.5, currency: "CNY" }])).toBe("12.50 CNY");
  expect(formatMoney([{ amount: 0.000_125, currency: "USD" }])).toBe("0.000125 USD");
  expect(formatMoney([])).toBe("");
});

test("currencies are listed, never added", () => {
  const sum = addMoney([
    { amount: 0.1, currency: "CNY" },
    { amount: 1, currency: "USD" },
    { amount: 0.2, currency: "CNY" },
  ]);
  expect(formatMoney(sum)).toBe("0.30 CNY + 1.00 USD");
});

test("estimates count at their highest, and those without a price apart", () => {
  expect(
    sumEstimates([
      { kind: "exact", amount: 2.5, currency: "CNY" },
      { kind: "range", min: 1, max: 3, currency: "CNY" },
      { kind: "unknown" },
    ]),
  ).toEqual({ atMost: [{ amount: 5.5, currency: "CNY" }], unpriced: 1 });
  expect(formatEstimate({ kind: "range", min: 1, max: 3, currency: "CNY" })).toBe("1.00–3.00 CNY");
  expect(formatEstimate({ kind: "unknown" })).toBe("?");
});
