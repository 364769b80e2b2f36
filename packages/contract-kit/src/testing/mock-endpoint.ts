import { createMockServer } from "@shotlist/mock-server";
import type { MockServerOptions } from "@shotlist/mock-server";
import { editionOf, formatOf } from "@shotlist/schema";
import type { FormatRef } from "@shotlist/schema";
import type { ContractOptions } from "../run/options.ts";
import type { Fetch } from "../call/target.ts";

/** A mock with options that point a contract run at it, without a socket between. */
export interface MockEndpoint extends AsyncDisposable {
  readonly options: Pick<ContractOptions, "format" | "baseUrl" | "fetch" | "seed" | "draws">;
  readonly fetch: Fetch;
}

/** A mock of a format in the edition named, or of all editions at once. */
export async function openMockEndpoint(format: FormatRef, options: MockServerOptions = {}): Promise<MockEndpoint> {
  const id = formatOf(format);
  const edition = editionOf(format);
  const played = edition === undefined ? {} : { edition };
  const mock = await createMockServer({ clock: "manual", seed: 1, formats: [id], ...played, ...options });
  return {
    fetch: mock.fetch,
    options: { format, baseUrl: mock.urlOf(id), fetch: mock.fetch, seed: 1, draws: 10 },
    [Symbol.asyncDispose]: mock.close,
  };
}
