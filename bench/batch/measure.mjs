// Plain JavaScript over the built packages, so that memory is what a user's process takes.
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { open, rename } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import pLimit from "p-limit";
import { Agent, request } from "undici";
import { instantFormat, planOf } from "./subject.mjs";

/** One measurement in its own process: the workspace, `ours` or `bare`, the vendor's address, takes, in flight, poll floor. */
const [root = "", mode = "ours", url = "", count = "1000", inFlight = "20", pollEveryMs = "1"] = process.argv.slice(2);
const takes = Number(count);
const concurrency = Number(inFlight);

async function measure(render) {
  const folder = mkdtempSync(join(tmpdir(), "shotlist-bench-"));
  try {
    const before = performance.now();
    const cpuBefore = process.cpuUsage();
    await render(folder);
    const seconds = (performance.now() - before) / 1000;
    const { user, system } = process.cpuUsage(cpuBefore);
    return { seconds, cpuSeconds: (user + system) / 1e6, highestResidentMiB: highestResidentMiB() };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The kernel counts it: no sample is missed. That of `getrusage` would hold the memory of whoever started this process. */
function highestResidentMiB() {
  return Number(/VmHWM:\s+(\d+) kB/u.exec(readFileSync("/proc/self/status", "utf8"))[1]) / 1024;
}

/** What the loop uses is loaded before it is measured; so is the runner: a row of its own measures how long that takes. */
async function loadRunner() {
  const entry = pathToFileURL(join(root, "packages/batch-runner/dist/index.js")).href;
  const runner = await import(entry);
  return (folder) => renderWithRunner(runner, folder);
}

async function renderWithRunner({ createTransport, openState, runPlans }, folder) {
  const realm = `local:${url}`;
  const state = openState({ dir: folder, realmClass: "local" });
  const transport = createTransport();
  const plan = planOf(takes, { baseUrl: url, realm, concurrency, pollEveryMs: Number(pollEveryMs) });
  const outputDirOf = () => join(folder, "renders");
  const report = await runPlans([plan], {
    state,
    transport,
    keys: () => "key",
    formats: () => instantFormat,
    outputDirOf,
  });
  if (!report.ok) throw new Error(JSON.stringify(report.totals));
  await transport.close();
  await state.close();
}

/** What a careful loop without a ledger does: submit, poll, download to a temporary name, sync, rename. */
async function renderBare(folder) {
  const dispatcher = new Agent({ connections: concurrency });
  const limit = pLimit(concurrency);
  mkdirSync(join(folder, "renders"));
  const one = async (index) => {
    const submitted = await request(`${url}/tasks`, {
      method: "POST",
      body: JSON.stringify({ prompt: `shot-${index}` }),
      dispatcher,
    });
    const id = textAt(await submitted.body.json(), "id");
    const polled = await request(`${url}/tasks/${id}`, { dispatcher });
    const link = textAt(await polled.body.json(), "url");
    const clip = await request(link, { dispatcher });
    const file = join(folder, "renders", `shot-${index}.mp4`);
    const handle = await open(`${file}.part`, "w");
    for await (const chunk of clip.body) await handle.appendFile(chunk);
    await handle.sync();
    await handle.close();
    await rename(`${file}.part`, file);
  };
  await Promise.all(Array.from({ length: takes }, (_, index) => limit(one, index)));
  await dispatcher.close();
}

function textAt(body, key) {
  const value = typeof body === "object" && body !== null ? Reflect.get(body, key) : undefined;
  if (typeof value !== "string") throw new Error(`the vendor gave no ${key}`);
  return value;
}

process.stdout.write(JSON.stringify(await measure(mode === "bare" ? renderBare : await loadRunner())));
