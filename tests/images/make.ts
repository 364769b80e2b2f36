// Makes the pictures of docs/images from the program itself: terminals (tmux), the page of reviews (Chromium) and a film (ffmpeg).
import { chmod, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { createMockServer } from "@shotlist/mock-server";
import { execa } from "execa";
import { chromium, type Browser } from "playwright-core";
import { screenPage } from "./screen-page.ts";
import { openTerminal } from "./terminal.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const images = join(root, "docs/images");

const storyboard = (baseUrl: string): string => `shotlist: 1
name: aurora
provider: wisgate
providers:
  wisgate:
    baseUrl: "${baseUrl}"
    price: { perClip: 4.5, currency: CNY }
    concurrency: 8
    requestsPerMinute: 60000
    pollEvery: 200ms
budget: 300 CNY
defaults: { model: doubao-seedance-2.0, resolution: 480p }
matrix:
  lang: [en, de, zh, fr, es, ja, ko, pt]
shots:
  - { id: reveal, prompt: "A watch turns slowly on white marble, \${{ matrix.lang }}" }
  - { id: dial, prompt: "The dial in close-up, seconds passing, \${{ matrix.lang }}" }
  - { id: skyline, prompt: "A skyline from dusk to night, \${{ matrix.lang }}" }
  - { id: title, prompt: "Thin light writes a line of text, \${{ matrix.lang }}" }
cut: true
`;

await using cleaner = new AsyncDisposableStack();
const folder = await mkdtemp(join(tmpdir(), "shotlist-images-"));
cleaner.defer(() => rm(folder, { recursive: true }));
const bin = join(folder, "bin");
const project = join(folder, "aurora");
await mkdir(bin);
await mkdir(join(project, ".git"), { recursive: true });
const shim = `#!/bin/sh\nexec "${process.execPath}" "${join(root, "packages/cli/bin/shotlist.js")}" "$@"\n`;
await writeFile(join(bin, "shotlist"), shim);
await chmod(join(bin, "shotlist"), 0o755);
const path = `${bin}:${dirname(process.execPath)}:${process.env["PATH"] ?? ""}`;
await mkdir(images, { recursive: true });

const vendor = await createMockServer({
  format: "wisgate",
  progress: { mode: "time", queuedSeconds: [0.2, 1], runningSeconds: [0.6, 2] },
});
cleaner.defer(() => vendor.close());
await writeFile(join(project, "aurora.yaml"), storyboard(vendor.url));
const browser = await chromium.launch({
  executablePath: process.env["CHROMIUM"] ?? "/usr/bin/chromium",
  args: ["--no-sandbox"],
});
cleaner.defer(() => browser.close());
const shotlist = (...words: readonly string[]): Promise<unknown> =>
  execa("shotlist", words, { cwd: project, env: { PATH: path, WISGATE_API_KEY: "a-key-of-the-mock" } });

await picture(
  browser,
  "plan.png",
  screenPage(await onScreen(`shotlist plan aurora.yaml --only 'reveal*'`, /takes?: /u)),
);
await picture(
  browser,
  "live.png",
  screenPage(await onScreen(`shotlist render aurora.yaml --yes`, /1[4-9] of 32.*\n.*left/u)),
);
await shotlist("render", "aurora.yaml", "--yes");
await shotlist("report", "aurora.yaml", "--out", "report.html");
await reviewPicture(browser);
await shotlist("cut", "aurora.yaml");
const film = join(project, "renders-local/aurora/cut/lang-en.mp4");
await execa("ffmpeg", ["-v", "error", "-y", "-ss", "7", "-i", film, "-frames:v", "1", join(images, "film.png")]);

/** The screen of a terminal after a command. */
async function onScreen(command: string, text: RegExp): Promise<string> {
  await using terminal = await openTerminal({ cwd: project, columns: 100, rows: 24, path });
  await terminal.screenWith(/^\$/u);
  await terminal.type(command);
  return await terminal.screenWith(text);
}

async function picture(from: Browser, name: string, html: string): Promise<void> {
  const page = await from.newPage({ viewport: { width: 1200, height: 800 } });
  await page.setContent(html);
  await page.locator("pre").screenshot({ path: join(images, name) });
  await page.close();
}

async function reviewPicture(from: Browser): Promise<void> {
  const page = await from.newPage({ viewport: { width: 1280, height: 860 }, colorScheme: "light" });
  await page.goto(pathToFileURL(join(project, "report.html")).href);
  await page.waitForFunction("[...document.querySelectorAll('video')].every((video) => video.readyState >= 2)");
  await page.screenshot({ path: join(images, "review.png") });
  await page.close();
}
