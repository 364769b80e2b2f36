import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import axe from "axe-core";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
// The page is not a public export of the command line; its judge is a browser that only these tests may need.
import type { DecisionsDocument, PageData, PageTake } from "../../packages/cli/src/contact-sheet/page-data.ts";
import { toPage } from "../../packages/cli/src/contact-sheet/page.ts";
import { runIn } from "../../packages/cli/src/testing/fake-world.ts";
import { createProject, twoTakes } from "../../packages/cli/src/testing/project.ts";
import { renderClip } from "../../packages/mock-server/src/media/index.ts";
import { root } from "../src/sources.ts";
import { launchChromium, watchedPage } from "./browser/chromium.ts";

let browser: Browser;
let folder: string;
beforeAll(async () => {
  browser = await launchChromium();
  folder = await mkdtemp(join(tmpdir(), "shotlist-page-"));
  for (const [name, seed] of [
    ["one", 3],
    ["two", 9],
  ] as const) {
    const text = { taskId: name, format: "wisgate", prompt: name };
    const { mp4 } = renderClip({ width: 480, height: 270, seconds: 2, seed, audio: true, text });
    await writeFile(join(folder, `${name}.mp4`), mp4);
  }
});
afterAll(async () => {
  await browser.close();
  await rm(folder, { recursive: true });
});

const hostile = `</script><script>document.title="owned"</script><img src=x onerror="document.title='owned'">`;

function takeOf(index: number): PageTake {
  const lang = ["en", "zh", "de"][index % 3] ?? "en";
  const ratio = index % 2 === 0 ? "16:9" : "9:16";
  const versions = ["one", "two"].map((name, at) => ({
    number: at + 1,
    sha256: String(at + 1).repeat(64),
    source: `${name}.mp4`,
    width: 480,
    height: 270,
    seconds: 2,
    size: "0.1 MB",
  }));
  return {
    realm: "live",
    storyboard: "launch",
    id: `shot-${index}[lang=${lang}, ratio=${ratio}]`,
    variant: { lang, ratio },
    ratio,
    provider: index % 5 === 0 ? "second" : "first",
    model: "model",
    status: index % 10 === 9 ? "failed" : "rendered",
    state: index % 10 === 9 ? "failed: not allowed" : "rendered",
    cost: "1.00 CNY",
    prompt: index === 0 ? hostile : `Prompt ${index}: a watch turns slowly on white marble`,
    ...(index % 10 === 9 ? {} : { counts: 2 }),
    isChosen: false,
    versions: index % 10 === 9 ? [] : versions,
  };
}

function dataOf(takes: number): PageData {
  return {
    title: `launch: contact sheet ${hostile}`,
    summary: `${takes} takes`,
    id: `test-${takes}`,
    stateOptions: "",
    isServed: false,
    takes: Array.from({ length: takes }, (_, index) => takeOf(index)),
  };
}

const wide = { width: 1600, height: 1000 };
const narrow = { width: 400, height: 800 };

interface OpenOptions {
  readonly viewport?: typeof wide;
  readonly colorScheme?: "light" | "dark";
}

/** Opens the page from the disk, as anybody who is sent it does. */
async function open(takes: number, { viewport = wide, colorScheme = "light" }: OpenOptions = {}): Promise<Page> {
  const file = join(folder, `page-${takes}.html`);
  await writeFile(file, toPage(dataOf(takes)));
  const page = await watchedPage(browser, { viewport, colorScheme });
  await page.goto(pathToFileURL(file).href);
  await page.locator("article").first().waitFor();
  await allVideos(page, "readyState > 0");
  return page;
}

/** The page's policy forbids what a browser is usually made to wait with. */
async function allVideos(page: Page, hold: string): Promise<void> {
  const asked = `[...document.querySelectorAll('video')].every((video) => video.${hold})`;
  await expect.poll(() => page.evaluate(asked)).toBe(true);
}

interface Violation {
  readonly id: string;
  readonly nodes: readonly { readonly html: string }[];
}

async function violations(page: Page): Promise<readonly unknown[]> {
  // Evaluated rather than added as a script: the page lets no script in but its own.
  await page.evaluate(axe.source);
  const found = await page.evaluate<Violation[]>("axe.run().then(({ violations }) => violations)");
  return found.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]);
}

const sideways = "document.documentElement.scrollWidth - document.documentElement.clientWidth";

test.each([
  { name: "light-wide", viewport: wide, colorScheme: "light" },
  { name: "dark-wide", viewport: wide, colorScheme: "dark" },
  { name: "light-narrow", viewport: narrow, colorScheme: "light" },
  { name: "dark-narrow", viewport: narrow, colorScheme: "dark" },
] as const)(
  "$name: nothing is out of reach for anybody, in the grid and side by side",
  async ({ name, ...options }) => {
    const page = await open(40, options);
    const pictures = join(root, "node_modules", ".cache", "screenshots");
    await mkdir(pictures, { recursive: true });
    await page.keyboard.press("j");
    await page.keyboard.press("a");
    await page.screenshot({ path: join(pictures, `review-${name}.png`) });
    expect(await page.evaluate<number>(sideways)).toBe(0);
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press("Enter");
    await page.keyboard.press("1");
    await page.screenshot({ path: join(pictures, `review-compare-${name}.png`) });
    expect(await page.evaluate<number>(sideways)).toBe(0);
    expect(await violations(page)).toEqual([]);
  },
);

test("texts stay texts", async () => {
  const page = await open(3);
  expect(await page.title()).toBe(`launch: contact sheet ${hostile}`);
  expect(await page.locator("img").count()).toBe(0);
  expect(await page.locator("article .prompt").first().textContent()).toBe(hostile);
});

test("with 3,000 takes, the document stays as small as with a page of them", async () => {
  const page = await open(3000);
  const nodes = "document.querySelectorAll('*').length";
  const atFirst = await page.evaluate<number>(nodes);
  expect(atFirst).toBeLessThan(1000);
  await page.keyboard.press("/");
  await page.keyboard.type("Prompt 2718:");
  expect(await page.locator("article").count()).toBe(1);
  expect(await page.locator("article h2").textContent()).toContain("shot-2718[");
  await page.getByLabel("Search").fill("");
  // What was found stays selected, on its page.
  expect(await page.getByText("3000 takes, page 114 of 125").count()).toBe(1);
  for (let taken = 0; taken < 60; taken += 1) await page.getByRole("button", { name: "Previous page" }).click();
  expect(await page.locator("article").count()).toBe(24);
  expect(await page.evaluate<number>(nodes)).toBeLessThan(1000);
});

test("filters by status, language, ratio and provider", async () => {
  const page = await open(60);
  const status = page.getByRole("navigation").getByRole("status");
  await page.locator("select[name=lang]").selectOption("zh");
  await page.locator("select[name=ratio]").selectOption("9:16");
  await page.locator("select[name=status]").selectOption("rendered");
  await page.locator("select[name=provider]").selectOption("second");
  const expected = Array.from({ length: 60 }, (_, index) => takeOf(index)).filter(
    ({ variant, ratio, status: is, provider }) =>
      variant["lang"] === "zh" && ratio === "9:16" && is === "rendered" && provider === "second",
  );
  expect(expected.length).toBeGreaterThan(0);
  expect(await page.locator("article").count()).toBe(expected.length);
  expect(await status.textContent()).toBe(`${expected.length} of 60 takes, page 1 of 1`);
  await page.locator("select[name=status]").selectOption("failed");
  expect(await page.locator("article").count()).toBe(0);
  expect(await status.textContent()).toBe("No take matches these filters.");
});

async function decisions(page: Page): Promise<DecisionsDocument> {
  const loaded = page.waitForEvent("download");
  await page.getByRole("button", { name: "Save JSON" }).press("Enter");
  const chunks: Buffer[] = [];
  for await (const chunk of await (await loaded).createReadStream()) chunks.push(Buffer.from(chunk));
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- compared as a whole
  return JSON.parse(Buffer.concat(chunks).toString("utf8")) as DecisionsDocument;
}

test("is used by the keyboard alone, from the first take to a file of decisions", async () => {
  const page = await open(60);
  for (const key of ["a", "j", "r", "j", "Enter", "1", "n"]) await page.keyboard.press(key);
  await page.keyboard.type("ja, k1ng size");
  for (const key of ["Escape", "a", "j", "Escape", "k", "k", "u"]) await page.keyboard.press(key);
  expect(await page.locator("dialog[open]").count()).toBe(0);
  expect(await page.evaluate("document.activeElement.getAttribute('aria-label')")).toContain("shot-1[");
  const clips = { version: 2, sha256: "2".repeat(64), realm: "live" };
  expect(await decisions(page)).toEqual({
    decisions: 1,
    of: [
      { ...clips, take: `launch/${takeOf(0).id}`, verdict: "approved" },
      {
        ...clips,
        take: `launch/${takeOf(2).id}`,
        version: 1,
        sha256: "1".repeat(64),
        use: true,
        verdict: "approved",
        note: "ja, k1ng size",
      },
    ],
  });
  await page.reload();
  await page.locator("article").first().waitFor();
  expect(await page.getByText("2 decisions not written yet").count()).toBe(1);
});

test("versions play as one, and stop at the same moment", async () => {
  const page = await open(3);
  await page.keyboard.press("Enter");
  const times = "[...document.querySelectorAll('dialog video')].map((video) => video.currentTime)";
  await allVideos(page, "readyState > 1");
  await page.keyboard.press("Space");
  await expect.poll(async () => Math.min(...(await page.evaluate<number[]>(times)))).toBeGreaterThan(0.3);
  await page.keyboard.press("Space");
  const [one = 0, two = 1] = await page.evaluate<number[]>(times);
  expect(one).toBe(two);
  await page.keyboard.press(".");
  const stepped = await page.evaluate<number[]>(times);
  expect(stepped).toEqual([expect.closeTo(one + 1 / 24, 3), expect.closeTo(one + 1 / 24, 3)]);
});

test("a served page writes decisions at once, and shows what others change", async () => {
  using project = createProject({ "a.yaml": twoTakes });
  await project.shotlist("render", "a.yaml", "--mock", "--speed", "6000");
  const stop = new AbortController();
  const url = Promise.withResolvers<string>();
  const onPrinted = (text: string): void => url.resolve(/http:[^"]+/u.exec(text)?.[0] ?? "");
  const served = runIn({ cwd: project.folder, interrupt: stop.signal, onPrinted }, "review", "a.yaml", "--json");
  const page = await browser.newPage({ viewport: wide });
  onTestFinished(() => page.close());
  await page.goto(await url.promise);
  await page.locator("article").first().waitFor();
  await page.keyboard.press("a");
  const verdicts = async (): Promise<readonly string[]> => {
    const { stdout } = await project.shotlist("status", "a.yaml", "--json");
    return [...stdout.matchAll(/"verdict": *"(\w+)"/gu)].map(([, verdict = ""]) => verdict);
  };
  await expect.poll(verdicts).toEqual(["approved"]);
  await project.shotlist("reject", "launch/skyline", "--note", "six fingers");
  await expect.poll(() => page.getByText("six fingers").count()).toBe(1);
  stop.abort();
  expect((await served).exitCode).toBe(0);
});
