import type { DatabaseSync } from "node:sqlite";
import type { Admission, AdmitRequest, Cap } from "./ledger.ts";
import { createLedgerTime } from "./ledger-time.ts";
import { type Books, countersOf, rateColumn, wholeMs } from "./sqlite-books.ts";
import type { Search } from "./sqlite-search.ts";

/** Reserves money and a place for an attempt, or says why not. */
export function createAdmission(
  database: DatabaseSync,
  books: Books,
  search: Search,
): (request: AdmitRequest) => Admission {
  const ledgerTime = createLedgerTime(database);
  const timeOf = ({ at, steady }: AdmitRequest): number => ledgerTime(at, steady);
  const readmit = database.prepare(
    `UPDATE attempts SET endpoint = ?, model = ?, run_id = ?, reserved = ?, settled = NULL, currency = ?,
     rate = ?, failures_are_free = ?, counted = 1, counters = ?, updated_at = ? WHERE id = ?`,
  );

  function overCap(request: AdmitRequest): Admission | undefined {
    if (request.maxTasks !== undefined && books.spending(`run:${request.runId}`).tasks >= request.maxTasks) {
      return { kind: "over-tasks", maxTasks: request.maxTasks };
    }
    for (const cap of request.caps) {
      if (cap.limit.currency !== request.reserve?.currency) continue;
      const already = takenUnder(cap, request);
      if (already + request.reserve.micros > cap.limit.micros) return { kind: "over-cap", cap, taken: already };
    }
    return undefined;
  }

  function takenUnder({ key, limit: { currency }, withinMs }: Cap, request: AdmitRequest): number {
    if (withinMs !== undefined) return books.spentSince(key, currency, timeOf(request) - withinMs);
    return books.spending(key).spent.find((money) => money.currency === currency)?.micros ?? 0;
  }

  return (request) => {
    const row = search.current(request.realm, request.digest);
    if (row !== undefined && (row.state !== "planned" || row.counted === 1)) {
      books.join(row.id, request.takes);
      return { kind: "exists", attempt: books.mustHave(row.id) };
    }
    const refusal = overCap(request);
    if (refusal !== undefined) return refusal;
    const id = row?.id ?? insert(books, request);
    const counters = countersOf({ ...request, at: timeOf(request) });
    readmit.run(
      books.endpointOf(request.provider),
      request.model,
      request.runId,
      request.reserve?.micros ?? 0,
      currencyOf(request) ?? null,
      rateColumn(request),
      request.failuresAreFree ? 1 : 0,
      JSON.stringify(counters),
      wholeMs(request.at),
      id,
    );
    books.join(id, request.takes);
    books.spend(counters, currencyOf(request), request.reserve?.micros ?? 0, 1);
    return { kind: "admitted", attempt: books.mustHave(id) };
  };
}

function insert(books: Books, request: AdmitRequest): string {
  books.insert({
    id: request.id,
    realm: request.realm,
    digest: request.digest,
    number: books.lastNumber(request.realm, request.digest) + 1,
    state: "planned",
    endpoint: books.endpointOf(request.provider),
    model: request.model,
    run_id: request.runId,
    currency: currencyOf(request) ?? null,
    rate: rateColumn(request),
    failures_are_free: request.failuresAreFree ? 1 : 0,
    created_at: wholeMs(request.at),
    updated_at: wholeMs(request.at),
  });
  return request.id;
}

/** A take without a quote is counted in the currency in which it will be billed. */
function currencyOf({ reserve, rate }: Pick<AdmitRequest, "reserve" | "rate">): string | undefined {
  return reserve?.currency ?? rate?.currency;
}
