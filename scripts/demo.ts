// `npm run demo`: renders one storyboard at every documented provider, against the built-in mock, exactly as a user would.
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const launcher = "packages/cli/bin/shotlist.js";
const storyboard = "examples/every-provider/every-provider.yaml";
const afresh = "rm -r .shotlist/mock examples/every-provider/renders-mock && npm run demo";

function shotlist(...words: readonly string[]): void {
  console.log(`\n$ npx shotlist ${words.join(" ")}`);
  const { status, error } = spawnSync(process.execPath, [launcher, ...words], { cwd: root, stdio: "inherit" });
  if (error !== undefined) throw error;
  if (status !== 0) process.exit(status ?? 1);
}

console.log("One storyboard, rendered at five vendors that a mock plays: no key, no network, no money.");
shotlist("render", storyboard, "--mock");
console.log(`
Nothing that was rendered is rendered twice: edit ${storyboard} and run it again.
To render it afresh: ${afresh}
More to render: examples/README.md`);
