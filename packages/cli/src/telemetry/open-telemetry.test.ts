import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { createProject, twoTakes } from "../testing/project.ts";

const bin = fileURLToPath(new URL("../bin.ts", import.meta.url));

/** What a program that renders with a mock loads of OpenTelemetry. */
function start(code: string, env: Readonly<Record<string, string>> = {}): string {
  using project = createProject({
    "a.yaml": twoTakes,
    "start.mjs": `import { registerHooks } from "node:module";
      registerHooks({ resolve(name, context, next) {
        if (name.startsWith("@opentelemetry/")) process.stderr.write("loads " + name + "\\n");
        return next(name, context);
      } });
      ${code}`,
  });
  const { status, stderr } = spawnSync(
    process.execPath,
    [
      "-C",
      "@shotlist/source",
      "--import",
      project.path("start.mjs"),
      bin,
      "render",
      "a.yaml",
      "--mock",
      "--speed",
      "6000",
    ],
    {
      cwd: project.folder,
      encoding: "utf8",
      env: { PATH: process.env["PATH"], NODE_COMPILE_CACHE: process.env["NODE_COMPILE_CACHE"], ...env },
    },
  );
  expect(status).toBe(0);
  return stderr;
}

const loadedBy = (...started: Parameters<typeof start>): string =>
  [...new Set(start(...started).match(/^loads .*$/gmu))].join();

const register = `globalThis[Symbol.for("opentelemetry.js.api.1")] = { version: "1.9.0", trace: { getTracer() { throw new Error(); } } };`;

test("the package is loaded where a provider is registered, and nowhere else", () => {
  expect(loadedBy("", { OTEL_EXPORTER_OTLP_ENDPOINT: "http://127.0.0.1:9" })).toBe("");
  expect(loadedBy(register, { OTEL_SDK_DISABLED: "true" })).toBe("");
  expect(loadedBy(register)).toBe("loads @opentelemetry/api");
});

test("a run goes on where the package is not installed", () => {
  const missing = `registerHooks({ resolve(name, context, next) {
    if (name === "@opentelemetry/api") throw new Error("not installed");
    return next(name, context);
  } });`;
  expect(start(`${register} ${missing}`)).toContain("note: @opentelemetry/api cannot be loaded");
});
