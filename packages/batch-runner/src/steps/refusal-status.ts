/** Answers of a gateway that gave up waiting, of a request that was seen before, of one that came too early: they refuse nothing. */
const open: ReadonlySet<number> = new Set([408, 409, 421, 425, 499]);

/** Whether an answer refuses its request for good, as far as its status says. */
export function isRefusal(status: number): boolean {
  return status >= 400 && status < 500 && status !== 429 && !open.has(status);
}

/** Whether the key or the account is at fault, as far as the status says. */
export function isAboutAccount(status: number): boolean {
  return status === 401 || status === 402 || status === 403;
}
