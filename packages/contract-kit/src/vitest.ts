import { factsOf } from "@shotlist/schema";
import { describe, test } from "vitest";
import { suiteTests } from "./suite.ts";
import type { SuiteOptions } from "./suite.ts";

export { ContractBrokenError } from "./suite.ts";
export type { SuiteOptions } from "./suite.ts";

/** Declares the contract cases of a format as tests of vitest. */
export function contractSuite(options: SuiteOptions): void {
  describe(`keeps the format of ${factsOf(options.format).title}`, { concurrent: false }, () => {
    for (const { title, run } of suiteTests(options)) {
      // oxlint-disable-next-line vitest/expect-expect, vitest/valid-title -- a case judges itself and brings its own title
      test(title, async ({ skip }) => {
        const reason = await run();
        if (reason !== undefined) skip(reason);
      });
    }
  });
}
