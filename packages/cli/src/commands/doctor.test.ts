import { createMockServer } from "@shotlist/mock-server";
import { expect, test } from "vitest";
import { createProject, twoTakes } from "../testing/project.ts";

test("with a storyboard it looks at its providers, and never asks for a task", async () => {
  await using vendor = await createMockServer({ format: "wisgate" });
  using project = createProject({ "a.yaml": twoTakes });
  const { exitCode, stdout, stderr } = await project.shotlistWith(
    { PATH: process.env["PATH"], WISGATE_API_KEY: "sk-very-secret" },
    "doctor",
    "a.yaml",
    "--base-url",
    vendor.url,
  );
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
  expect(stdout).toContain("✓ key of wisgate: WISGATE_API_KEY is set\n");
  expect(stdout).toContain(`✓ address of wisgate: ${vendor.url} answers\n`);
  expect(stdout).toContain("✓ clock: matches the clock of wisgate\n");
  expect(stdout).toMatch(/No problems found\.\n$/);
  expect(stdout).not.toContain("secret");
  expect(vendor.requests.map(({ method }) => method)).toEqual(["GET", "GET"]);
});

test("a key that a storyboard needs and is not set is exit 2; nothing is sent", async () => {
  using project = createProject({ "a.yaml": twoTakes });
  const { exitCode, stdout } = await project.shotlist("doctor", "a.yaml", "--json");
  expect(exitCode).toBe(2);
  expect(JSON.parse(stdout)).toMatchObject({
    ok: false,
    findings: expect.arrayContaining([
      expect.objectContaining({ subject: "key of wisgate", state: "problem", message: "WISGATE_API_KEY is not set" }),
    ]),
  });
});

test("without a storyboard a missing key is only noted", async () => {
  using project = createProject();
  const { exitCode, stdout } = await project.shotlist("doctor");
  expect(exitCode).toBe(0);
  expect(stdout).toContain("· key of wisgate: WISGATE_API_KEY is not set\n");
});

test("an address that nobody answers at is exit 1", async () => {
  using project = createProject({ "a.yaml": twoTakes });
  const { exitCode, stdout } = await project.shotlist("doctor", "a.yaml", "--base-url", "http://127.0.0.1:1");
  expect(exitCode).toBe(1);
  expect(stdout).toContain("✗ address of wisgate: http://127.0.0.1:1: The server refused the connection\n");
});
