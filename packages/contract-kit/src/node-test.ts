import { describe, test } from "node:test";
import { factsOf } from "@shotlist/schema";
import { suiteTests } from "./suite.ts";
import type { SuiteOptions } from "./suite.ts";

export { ContractBrokenError } from "./suite.ts";
export type { SuiteOptions } from "./suite.ts";

/** Declares the contract cases of a format as tests of Node's own test runner. */
export function contractSuite(options: SuiteOptions): void {
  void describe(`keeps the format of ${factsOf(options.format).title}`, { concurrency: 1 }, () => {
    for (const { title, run } of suiteTests(options)) {
      void test(title, async (context) => {
        const reason = await run();
        if (reason !== undefined) context.skip(reason);
      });
    }
  });
}
