import { capThatHolds } from "./cap-that-holds.ts";
import type { Admission, AdmitRequest } from "./ledger.ts";
import type { LedgerTime } from "./ledger-time.ts";
import { type Books, countersOf, rateColumn, wholeMs } from "./books.ts";
import { submitWindowMs, type Search } from "./search.ts";

/** Reserves money and a place for an attempt, or says why not. */
export function createAdmission({
  books,
  search,
  time,
}: {
  readonly books: Books;
  readonly search: Search;
  readonly time: LedgerTime;
}): (request: AdmitRequest) => Admission {
  const timeOf = ({ at, steady }: AdmitRequest): number => time(at, steady);

  function overCap(request: AdmitRequest): Admission | undefined {
    if (request.maxTasks !== undefined && books.spending(`run:${request.runId}`).tasks >= request.maxTasks) {
      return { kind: "over-tasks", maxTasks: request.maxTasks };
    }
    const over = capThatHolds(books, { caps: request.caps, reserve: request.reserve, at: timeOf(request) });
    return over === undefined ? undefined : { kind: "over-cap", ...over };
  }

  function overLimit({ limits, realm, provider: { name }, at }: AdmitRequest): Admission | undefined {
    if (limits === undefined) return undefined;
    const lane = { realm, provider: name };
    const now = wholeMs(at);
    if (limits.inFlight !== undefined && search.inFlight(lane, now) >= limits.inFlight)
      return { kind: "wait", cause: "in-flight" };
    if (
      limits.submitsPerMinute !== undefined &&
      search.sentSince(lane, now - submitWindowMs) >= limits.submitsPerMinute
    )
      return { kind: "wait", cause: "rate" };
    return undefined;
  }

  return (request) => {
    const row = search.current(request.realm, request.digest);
    if (row !== undefined && (row.state !== "planned" || row.counted === 1)) {
      books.join(row.id, request.takes);
      return { kind: "exists", attempt: books.mustHave(row.id) };
    }
    const refusal = overCap(request) ?? overLimit(request);
    if (refusal !== undefined) return refusal;
    const id = row?.id ?? request.id;
    const counters = countersOf({ ...request, at: timeOf(request) });
    const admitted = {
      id,
      provider: JSON.stringify(request.provider),
      model: request.model,
      run_id: request.runId,
      reserved: request.reserve?.micros ?? 0,
      currency: currencyOf(request) ?? null,
      rate: rateColumn(request),
      failures_are_free: request.failuresAreFree ? 1 : 0,
      counters: JSON.stringify(counters),
      updated_at: wholeMs(request.at),
    };
    if (row === undefined) books.insert({ ...admitted, ...beginningOf(books, request) });
    else books.readmit(admitted);
    books.join(id, request.takes);
    books.spend(counters, currencyOf(request), request.reserve?.micros ?? 0, 1);
    return { kind: "admitted", attempt: books.mustHave(id) };
  };
}

/** What an attempt has from its first moment on. */
function beginningOf({ lastNumber }: Books, { realm, digest, at }: AdmitRequest) {
  const number = lastNumber(realm, digest) + 1;
  return { realm, digest, number, state: "planned", counted: 1, created_at: wholeMs(at) } as const;
}

/** A take without a quote is counted in the currency in which it will be billed. */
function currencyOf({ reserve, rate }: Pick<AdmitRequest, "reserve" | "rate">): string | undefined {
  return reserve?.currency ?? rate?.currency;
}
