import { expect, test } from "vitest";
import { runIn } from "./testing/fake-world.ts";

const shotlist = (...argv: readonly string[]): ReturnType<typeof runIn> => runIn({ cwd: "/" }, ...argv);

test("without a command it prints the overview on stderr and exits 2", async () => {
  const { exitCode, stdout, stderr } = await shotlist();
  expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: "" });
  expect(stderr).toContain("Usage: shotlist COMMAND");
});

test("--help lists the commands on stdout", async () => {
  const { exitCode, stdout, stderr } = await shotlist("--help");
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
  expect(stdout).toContain("contract check");
});

test("--version prints the version alone", async () => {
  const { exitCode, stdout } = await shotlist("--version");
  expect(exitCode).toBe(0);
  expect(stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
});

test("a mistyped command is answered with the one that was meant", async () => {
  expect(await shotlist("rendr")).toEqual({
    exitCode: 2,
    stdout: "",
    stderr: 'error: Unknown command "rendr"\nhelp: Did you mean shotlist render?\n',
  });
});

test("the first word of two-word commands names its second words", async () => {
  expect(await shotlist("contract")).toMatchObject({
    exitCode: 2,
    stderr: expect.stringContaining("shotlist contract needs one of: run, check"),
  });
  expect(await shotlist("contract", "chekc")).toMatchObject({
    exitCode: 2,
    stderr: expect.stringContaining("Did you mean shotlist contract check?"),
  });
});

test("a mistyped option is answered with the one that was meant", async () => {
  expect(await shotlist("check", "a.yaml", "--strickt")).toEqual({
    exitCode: 2,
    stdout: "",
    stderr: "error: Unknown option --strickt for shotlist check\nhelp: Did you mean --strict?\n",
  });
});

test.each([
  [["check"], "shotlist check needs FILE"],
  [["check", "a.yaml", "--json=yes"], "--json does not take a value"],
  [["check", "a.yaml", "--state"], "--state needs a value: --state DIR"],
  [["check", "a.yaml", "--state", "--strict"], "--state needs a value: --state DIR"],
  [["check", "a.yaml", "--state", "a", "--state", "b"], "--state was given twice"],
  [
    ["render", "a.yaml", "--budget", "-5 CNY"],
    "--budget needs a value: --budget AMOUNT\nhelp: If the value starts with a dash, write --budget='-5 CNY'",
  ],
  [["--strict", "check"], "Put a command before --strict"],
])("%j is refused with exit 2", async (argv, message) => {
  const { exitCode, stdout, stderr } = await shotlist(...argv);
  expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: "" });
  expect(stderr).toContain(`error: ${message}\n`);
});

test("COMMAND --help shows usage and every option, whatever else is missing", async () => {
  const { exitCode, stdout } = await shotlist("check", "--help");
  expect(exitCode).toBe(0);
  expect(stdout).toContain("Usage: shotlist check FILE… [OPTIONS]");
  expect(stdout).toContain("--env-file FILE");
});
