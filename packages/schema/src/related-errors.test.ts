import { expect, it } from "vitest";
import { saysEmptyAccount } from "./related-errors.ts";

it.each([
  "insufficient_quota",
  "INSUFFICIENT-QUOTA",
  "billing_hard_limit_reached",
  "billing_something_new",
  "SetLimitExceeded",
  "QuotaExceeded",
  "QuotaExceeded.FreeTrial",
  "insufficient_user_quota",
  "InsufficientBalance",
])("%s says that the account is empty", (code) => {
  expect(saysEmptyAccount(code)).toBe(true);
});

it.each([undefined, "", "rate_limit_exceeded", "ModelAccountRpmRateLimitExceeded", "ServerOverloaded", "rebilling"])(
  "%s does not",
  (code) => {
    expect(saysEmptyAccount(code)).toBe(false);
  },
);
