import { createMockServer } from "@shotlist/mock-server";
import type { MockServerOptions } from "@shotlist/mock-server";
import type { FormatId } from "@shotlist/schema";
import type { ContractOptions } from "../run/options.ts";
import type { Fetch } from "../run/target.ts";

/** A mock with options that point a contract run at it, without a socket between. */
export interface MockEndpoint extends AsyncDisposable {
  readonly options: Pick<ContractOptions, "format" | "baseUrl" | "fetch" | "seed" | "draws">;
  readonly fetch: Fetch;
}

export async function openMockEndpoint(format: FormatId, options: MockServerOptions = {}): Promise<MockEndpoint> {
  const mock = await createMockServer({ clock: "manual", seed: 1, formats: [format], ...options });
  return {
    fetch: mock.fetch,
    options: { format, baseUrl: mock.urlOf(format), fetch: mock.fetch, seed: 1, draws: 10 },
    [Symbol.asyncDispose]: mock.close,
  };
}
