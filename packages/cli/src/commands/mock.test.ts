import { expect, test } from "vitest";
import { runIn } from "../testing/fake-world.ts";
import { createProject } from "../testing/project.ts";

const interrupt = AbortSignal.abort();

test("prints the base URL of every format, and ends when it is interrupted", async () => {
  const { exitCode, stdout } = await runIn({ cwd: "/", interrupt }, "mock", "--port", "0");
  expect(exitCode).toBe(0);
  expect(stdout).toMatch(/^The mock is listening at http:\/\/127\.0\.0\.1:\d+ at 60 times real time\./);
  expect(stdout).toMatch(/^ {2}wisgate +http:\/\/127\.0\.0\.1:\d+\/wisgate$/m);
});

test("--json prints the addresses as one document", async () => {
  const { stdout } = await runIn({ cwd: "/", interrupt }, "mock", "--port", "0", "--speed", "7", "--json");
  expect(JSON.parse(stdout)).toEqual({
    url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/),
    formats: expect.objectContaining({ wisgate: expect.stringMatching(/\/wisgate$/) }),
    speed: 7,
  });
});

test.each([
  [[], "http://localhost:5173", "http://localhost:5173"],
  [[], "https://example.com", null],
  [["--cors"], "https://example.com", "*"],
])("with %j, a page at %s is answered with %j", async (words, origin, allowed) => {
  const stop = new AbortController();
  const answered = Promise.withResolvers<string | null>();
  const ask = async (url: string): Promise<string | null> => {
    const answer = await fetch(`${url}/toapis/v1/models`, { headers: { origin, authorization: "Bearer key" } });
    stop.abort();
    return answer.headers.get("access-control-allow-origin");
  };
  const onPrinted = (text: string): void => {
    const printed: unknown = JSON.parse(text);
    const url = typeof printed === "object" && printed !== null && "url" in printed ? String(printed.url) : "";
    answered.resolve(ask(url));
  };
  await runIn({ cwd: "/", interrupt: stop.signal, onPrinted }, "mock", "--port", "0", "--json", ...words);
  expect(await answered.promise).toBe(allowed);
});

test("says so where time stands still", async () => {
  const words = ["mock", "--port", "0", "--manual", "--seed", "7", "--variant", "relaydance=flat-video"];
  const { exitCode, stdout } = await runIn({ cwd: "/", interrupt }, ...words);
  expect(exitCode).toBe(0);
  expect(stdout).toMatch(/^The mock is listening at \S+ with a stopped clock\./);
  expect(JSON.parse((await runIn({ cwd: "/", interrupt }, ...words, "--json")).stdout)).toMatchObject({ speed: 0 });
});

test("a port that is taken is reported with a fix", async () => {
  const { createServer } = await import("node:http");
  const other = createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => other.once("listening", resolve));
  const address = other.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  const { exitCode, stderr } = await runIn({ cwd: "/", interrupt }, "mock", "--port", String(port));
  other.close();
  expect(exitCode).toBe(1);
  expect(stderr).toContain("address already in use");
  expect(stderr).toContain("Choose another port");
});

test("a host that other machines reach needs a flag", async () => {
  const refused = await runIn({ cwd: "/", interrupt }, "mock", "--port", "0", "--host", "0.0.0.0");
  expect(refused.exitCode).toBe(2);
  expect(refused.stderr).toContain("--allow-remote");
  const allowed = await runIn({ cwd: "/", interrupt }, "mock", "--port", "0", "--host", "0.0.0.0", "--allow-remote");
  expect(allowed.exitCode).toBe(0);
});

test("a scenario with a mistake is refused with its place", async () => {
  using project = createProject({ "faults.yaml": "rules:\n  - { fault: stal }\n" });
  const { exitCode, stderr } = await project.shotlist("mock", "--port", "0", "--scenario", "faults.yaml");
  expect(exitCode).toBe(2);
  expect(stderr).toContain("faults.yaml:2:");
});

test.each([
  [["--format", "wisgat"], "Did you mean wisgate?"],
  [["--port", "65536"], "--port takes a whole number from 0 to 65535"],
  [["--variant", "relaydance=flat"], "Variants of relaydance: task-envelope, flat-video"],
  [["--variant", "toapis=flat"], "toapis has no variants"],
  [["--manual", "--speed", "2"], "--manual and --speed cannot be used together"],
  [["--edition", "2025-01"], "Editions: "],
  [["extra"], 'Unexpected argument "extra"'],
])("%j is refused with exit 2", async (argv, message) => {
  const { exitCode, stderr } = await runIn({ cwd: "/", interrupt }, "mock", ...argv);
  expect(exitCode).toBe(2);
  expect(stderr).toContain(message);
});
