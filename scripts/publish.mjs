// Publishes a folder that `npm run release -- --out FOLDER` has written. Plain Node and npm: the one job that may publish installs nothing.
// What the registry has already is passed over, so that a release that stopped half-way can be run again.
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";

const [folder, ...options] = process.argv.slice(2);
if (folder === undefined) {
  console.error("usage: node scripts/publish.mjs FOLDER [options of npm publish]");
  process.exit(2);
}

const npm = (words, stdio) => spawnSync("npm", words, { cwd: folder, encoding: "utf8", stdio });

for (const { name, version, tarball } of JSON.parse(readFileSync(join(folder, "release.json"), "utf8"))) {
  const registry = options.filter((option) => option.startsWith("--registry="));
  const published = npm(["view", `${name}@${version}`, "version", ...registry], "pipe");
  if (published.status === 0 && published.stdout.trim() === version) {
    console.log(`${name}@${version} is published already`);
    continue;
  }
  const { status } = npm(["publish", `./${tarball}`, "--access", "public", ...options], "inherit");
  if (status !== 0) process.exit(status ?? 1);
}
