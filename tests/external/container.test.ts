import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { execa } from "execa";
import { expect, onTestFinished, test } from "vitest";
import { textsOf, wordsOf } from "../src/containerfile.ts";
import { root } from "../src/sources.ts";

// What the Containerfile does, without a container engine: its base image, user and network stay untried here.

/** The folder that the image would have: what the build's last command leaves, copied away from where it was made. */
async function imageFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "shotlist-container-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  // `npm run setup`, the first command, has built what these tests run on.
  const [setup, deploy = ""] = textsOf("RUN").join(" && ").split(" && ");
  expect(setup).toBe("npm run setup");
  await execa("sh", ["-c", deploy.replace("/mock", join(folder, "mock"))], { cwd: root });
  await cp(join(folder, "mock"), join(folder, "image"), { recursive: true, verbatimSymlinks: true });
  await rm(join(folder, "mock"), { recursive: true });
  return join(folder, "image");
}

test("the mock runs from what the Containerfile puts into the image, and ends on request", async () => {
  const cwd = await imageFolder();
  const [program = "", ...words] = wordsOf("ENTRYPOINT");
  expect(program).toBe("node");
  // Words after the image's name take the place of CMD; any free port will do here.
  const child = execa(process.execPath, [...words, "--port", "0"], { cwd, env: {}, extendEnv: false, reject: false });
  onTestFinished(() => void child.kill("SIGKILL"));
  let url = "";
  for await (const line of createInterface({ input: child.stdout })) {
    url = /http:\/\/127\.0\.0\.1:\d+/.exec(line)?.[0] ?? "";
    if (url !== "") break;
  }
  const { stdout } = await execa("bash", [join(root, "packages/mock-server/examples/lifecycle.sh"), url], { cwd });
  expect(stdout).toMatch(/succeeded$/);
  child.kill("SIGTERM");
  expect((await child).exitCode).toBe(0);
});
