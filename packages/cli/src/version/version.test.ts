import { expect, test } from "vitest";
import { createProject, twoTakes } from "../testing/project.ts";

test("--version --verbose prints what a bug report needs, and no path or key", async () => {
  using project = createProject({ "a.yaml": twoTakes });
  await project.shotlist("render", "a.yaml", "--mock", "--speed", "6000");
  const env = { WISGATE_API_KEY: "secret", HTTPS_PROXY: "http://user:pass@proxy.example" };
  const { stdout, exitCode } = await project.shotlistWith(env, "--version", "--verbose");
  expect(exitCode).toBe(0);
  expect(stdout).toMatch(/^ {2}shotlist +\d+\.\d+\.\d+\n {2}node +v\d+/u);
  expect(stdout).toContain(`${process.platform} ${process.arch}`);
  expect(stdout).toMatch(/ledgers +mock\n/u);
  expect(stdout).toMatch(/proxy +yes\n/u);
  expect(stdout).not.toMatch(/secret|pass|proxy\.example/u);
  expect(stdout).not.toContain(project.folder);
});
