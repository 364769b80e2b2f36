import { join } from "node:path";
import { defineConfig, type ViteUserConfig } from "vitest/config";

const conditions = ["@shotlist/source", "module", "node", "development|production"];

const measuresCoverage = process.argv.some((argument) => argument.startsWith("--coverage"));

// Programs that tests start find their compiled sources there, and take a third of the time. Coverage needs them compiled anew.
if (!measuresCoverage) {
  process.env["NODE_COMPILE_CACHE"] ??= join(import.meta.dirname, "node_modules/.cache/compiled");
}

/** Tests that change what a process has once: libraries replace `fetch`, and some of them not back; formats of one's own are added. */
const changingAll = ["**/{nock,msw,readme-nock,readme-msw,own-format,listed-formats,mapped-codec}.test.ts"];

/**
 * Node reads the sources itself, as it does for users: nothing is compiled once more for each project, and calls between modules are
 * direct. Coverage is counted in what Vite compiles. Nor for the kit, which has a copy of Vitest of its own: Vite makes it the same.
 */
const native = {
  experimental: { viteModuleRunner: measuresCoverage, nodeLoader: false },
  execArgv: ["--conditions", "@shotlist/source"],
};
const compiled = { experimental: { viteModuleRunner: true } };

const config: ViteUserConfig = defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions, externalConditions: ["@shotlist/source"] } },
  test: {
    // Many tests wait for programs that they start: the main process needs no core for itself.
    maxWorkers: "100%",
    // No other test replaces a module or a global, so all files of a project share one module graph.
    isolate: false,
    // A limit is there to end a hang, never to judge how fast a machine is.
    testTimeout: 600_000,
    hookTimeout: 600_000,
    expect: { poll: { timeout: 300_000 } },
    projects: [
      ...["schema", "core", "batch-runner", "mock-server", "contract-kit", "cli"].map((name) => ({
        extends: true as const,
        test: {
          name,
          root: `packages/${name}`,
          include: ["src/**/*.test.ts"],
          exclude: changingAll,
          ...(name === "contract-kit" ? compiled : native),
        },
      })),
      {
        extends: true,
        test: {
          name: "isolated",
          root: "packages",
          include: changingAll.map((pattern) => `*/src/${pattern}`),
          exclude: ["**/node_modules/**"],
          isolate: true,
          ...compiled,
        },
      },
      {
        extends: true,
        test: {
          name: "mock-server-fake-timers",
          root: "packages/mock-server",
          include: ["src/**/*.test.ts"],
          // Those of the clock choose their timers themselves; a program that is started has a clock of its own.
          exclude: ["src/clock/*.test.ts", "src/examples.test.ts"],
          setupFiles: [join(import.meta.dirname, "packages/mock-server/src/testing/fake-timers.ts")],
          ...native,
        },
      },
      { extends: true, test: { name: "workspace", root: "tests", include: ["src/**/*.test.ts"], ...native } },
    ],
    coverage: { provider: "v8", include: ["packages/*/src/**/*.ts"], reporter: ["text", "json-summary"] },
  },
});

export default config;
