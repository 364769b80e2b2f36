/**
 * Milliseconds that an answer's `Retry-After` asks for, in seconds or as an HTTP date; `undefined` where it says nothing
 * usable. A date is read against the answer's own `Date`: the vendor's clock may not agree with ours.
 */
export function readRetryAfter(headers: Readonly<Record<string, string>>, now: number): number | undefined {
  const text = headers["retry-after"]?.trim();
  if (text === undefined || text === "") return undefined;
  if (/^\d+(?:\.\d+)?$/u.test(text)) return Math.ceil(Number(text) * 1000);
  // `Date.parse` makes something of nearly anything: a date of HTTP begins with the day of the week.
  const date = /^[a-z]{3}/iu.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(date)) return undefined;
  const sent = Date.parse(headers["date"] ?? "");
  return Math.max(0, date - (Number.isNaN(sent) ? now : sent));
}
