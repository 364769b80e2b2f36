import { defineConfig, type ViteUserConfig } from "vitest/config";
import workspace from "./vitest.config.ts";

/** What needs programs of the operating system (ffprobe, Chromium, Python); fails where they are missing. */
const config: ViteUserConfig = defineConfig({
  ...workspace,
  test: {
    name: "external",
    root: "tests",
    include: ["external/**/*.test.ts"],
    testTimeout: 600_000,
    hookTimeout: 600_000,
    expect: { poll: { timeout: 300_000 } },
  },
});

export default config;
