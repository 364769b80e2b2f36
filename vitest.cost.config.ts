import { join } from "node:path";
import { defineConfig, type ViteUserConfig } from "vitest/config";
import workspace from "./vitest.config.ts";

/** The same tests; each file says what it took. `npm run cost` uses it. */
const config: ViteUserConfig = defineConfig({
  ...workspace,
  test: {
    ...workspace.test,
    setupFiles: [join(import.meta.dirname, "scripts/cost/file-cost.ts")],
    reporters: [["default", { summary: false }], join(import.meta.dirname, "scripts/cost/cost-reporter.ts")],
  },
});

export default config;
