// Inside a network namespace of its own, with only `lo`: a vendor at the address that its names resolve to, and one render.
// usage: node in-a-network.mjs ADDRESS KEY CERT LAUNCHER CLIP FOLDER     prints { exitCode, submits, said }
import { spawnSync, spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:https";
import { join } from "node:path";

const [address, key, cert, launcher, clip, folder] = process.argv.slice(2);
const run = (...words) => {
  const { status, stderr } = spawnSync(words[0], words.slice(1), { encoding: "utf8" });
  if (status !== 0) throw new Error(`${words.join(" ")}: ${stderr}`);
};
const family = address.includes(":")
  ? ["-6", "addr", "add", `${address}/128`, "dev", "lo", "nodad"]
  : ["addr", "add", `${address}/32`, "dev", "lo"];
run("ip", "link", "set", "lo", "up");
run("ip", ...family);
const hosts = join(folder, "hosts");
writeFileSync(hosts, `127.0.0.1 localhost\n${address} ark.studio.example clips.studio.example\n`);
run("mount", "--bind", hosts, "/etc/hosts");

let submits = 0;
const server = createServer({ key: readFileSync(key), cert: readFileSync(cert) }, (request, response) => {
  const { method, url } = request;
  request.resume().on("end", () => {
    if (url === "/a.mp4") return response.writeHead(200, { "content-type": "video/mp4" }).end(readFileSync(clip));
    if (method === "POST") submits += 1;
    const done = { id: "cgt-1", status: "succeeded", content: { video_url: "https://clips.studio.example/a.mp4" } };
    response.writeHead(200, { "content-type": "application/json" });
    return response.end(JSON.stringify(method === "POST" ? { id: "cgt-1" } : done));
  });
});
server.listen(443, address);
await once(server, "listening");
const argv = [launcher, "render", "board.yaml", "--yes", "--allow-key-host", "ark.studio.example"];
const child = spawn(process.execPath, argv, { cwd: folder, env: { ...process.env, NODE_EXTRA_CA_CERTS: cert } });
let said = "";
child.stdout.on("data", (text) => (said += text));
child.stderr.on("data", (text) => (said += text));
const [exitCode] = await once(child, "close");
process.stdout.write(JSON.stringify({ exitCode, submits, said }));
server.closeAllConnections();
server.close();
