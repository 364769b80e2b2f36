import { defineConfig, type ViteUserConfig } from "vitest/config";

const conditions = ["@shotlist/source", "module", "node", "development|production"];

const config: ViteUserConfig = defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions, externalConditions: ["@shotlist/source"] } },
  test: {
    projects: [
      // Pure packages share one module graph; the others keep apart what their tests replace.
      ...["schema", "core"].map((name) => ({
        extends: true as const,
        test: { name, root: `packages/${name}`, include: ["src/**/*.test.ts"], isolate: false },
      })),
      ...["batch-runner", "mock-server", "contract-kit", "cli"].map((name) => ({
        extends: true as const,
        test: { name, root: `packages/${name}`, include: ["src/**/*.test.ts"] },
      })),
      { extends: true, test: { name: "workspace", root: "tests", include: ["src/**/*.test.ts"] } },
    ],
    coverage: { provider: "v8", include: ["packages/*/src/**/*.ts"], reporter: ["text", "json-summary"] },
  },
});

export default config;
