import { existsSync, readFileSync } from "node:fs";
import { glob, mkdtemp, readFile, rm } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { extname, join, posix } from "node:path";
import { execa } from "execa";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { root } from "../src/sources.ts";
import { launchChromium, watchedPage } from "./browser/chromium.ts";

const site = join(root, "site");
const types: Readonly<Record<string, string>> = { ".html": "text/html", ".js": "text/javascript", ".css": "text/css" };

let folder: string;
let server: Server;
let origin: string;
let browser: Browser;
/** Every built page: path → text. */
const pages = new Map<string, string>();

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "shotlist-site-"));
  await execa("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund"], { cwd: site });
  await execa("npm", ["run", "build", "--", "--outDir", folder], { cwd: site });
  for await (const path of glob("**/*.html", { cwd: folder })) {
    pages.set(path.replaceAll("\\", "/"), await readFile(join(folder, path), "utf8"));
  }
  server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url ?? "/", "http://site").pathname);
    const file = join(folder, path.endsWith("/") ? `${path}index.html` : path);
    if (!existsSync(file)) {
      response.writeHead(404).end();
      return;
    }
    response.writeHead(200, { "content-type": types[extname(file)] ?? "application/octet-stream" });
    response.end(readFileSync(file));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- it listens on a port
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  browser = await launchChromium();
});
afterAll(async () => {
  await browser.close();
  server.close();
  await rm(folder, { recursive: true });
});

const idsIn = (html: string): ReadonlySet<string> =>
  new Set([...html.matchAll(/ id="([^"]+)"/gu)].map(([, id = ""]) => id));
const hrefsIn = (html: string): readonly string[] =>
  [...html.matchAll(/<a [^>]*?href="([^"]+)"/gu)].map(([, href = ""]) => href.replaceAll("&amp;", "&"));

function isBroken(page: string, href: string): boolean {
  if (/^[a-z]+:/iu.test(href)) return false;
  const [path = "", anchor] = href.split("#");
  const there =
    path === "" ? page : posix.join(path.startsWith("/") ? "" : posix.dirname(page), decodeURIComponent(path));
  const name = there.replace(/^\//u, "");
  const target = [name, `${name}index.html`, `${name}.html`].find((one) => pages.has(one));
  if (target === undefined) return !existsSync(join(folder, name));
  return anchor !== undefined && anchor !== "" && !idsIn(pages.get(target) ?? "").has(decodeURIComponent(anchor));
}

test("every link of the site leads somewhere in it, down to the heading", () => {
  expect(pages.size).toBeGreaterThan(100);
  const links = [...pages].flatMap(([page, html]) => hrefsIn(html).map((href) => ({ page, href })));
  expect(links.length).toBeGreaterThan(1000);
  expect(links.filter(({ page, href }) => isBroken(page, href))).toEqual([]);
  expect(isBroken("docs/errors.html", "#no-such-heading")).toBe(true);
});

test("a link to a file that is not a page leads to a file of the repository", () => {
  const source = "https://github.com/shotlist/shotlist/blob/main/";
  const links = [...pages.values()].flatMap(hrefsIn).filter((href) => href.startsWith(source));
  const gone = links.filter((href) => !existsSync(join(root, decodeURIComponent(href.slice(source.length)))));
  expect([...new Set(gone)]).toEqual([]);
  expect(links.length).toBeGreaterThan(0);
});

test("nothing is loaded from another host, as the files say", async () => {
  const loads = /<(?:script|img|source|video|iframe)[^>]+?src="(?:https?:)?\/\/|<link[^>]+?href="(?:https?:)?\/\//u;
  expect([...pages].filter(([, html]) => loads.test(html)).map(([page]) => page)).toEqual([]);
  for await (const path of glob("**/*.css", { cwd: folder })) {
    const css = await readFile(join(folder, path), "utf8");
    expect(css.match(/(?:url\(["']?(?:https?:)?\/\/|@import|@font-face)[^;]{0,60}/gu)).toBeNull();
  }
});

test("every code of the errors and the diagnostics has its anchor", () => {
  const troubles = idsIn(pages.get("docs/troubleshooting.html") ?? "");
  const documented = readFileSync(join(root, "docs/errors.md"), "utf8").matchAll(/^\| `([a-z0-9_*]+)` +\|/gmu);
  const codes = [...documented].map(([, code = ""]) => code.replace("*", ""));
  expect(codes.length).toBeGreaterThan(100);
  expect(codes.filter((code) => !troubles.has(code))).toEqual([]);
  const remarks = idsIn(pages.get("docs/diagnostics.html") ?? "");
  const diagnostics = [...readFileSync(join(root, "docs/diagnostics.md"), "utf8").matchAll(/^## `([\w-]+)`$/gmu)];
  expect(diagnostics.filter(([, code = ""]) => !remarks.has(code))).toEqual([]);
});

test.each(["light", "dark"] as const)(
  "in Chromium (%s) pages fit, search finds, and no other host is asked",
  async (colorScheme) => {
    for (const width of [400, 1600]) {
      const page = await watchedPage(browser, { viewport: { width, height: 900 }, colorScheme });
      const asked: string[] = [];
      page.on("request", (request) => asked.push(new URL(request.url()).origin));
      for (const path of ["index.html", "docs/tutorial.html", "docs/storyboard.html", "docs/troubleshooting.html"]) {
        await page.goto(`${origin}/${path}`, { waitUntil: "networkidle" });
        const overflow = await page.evaluate(
          "document.documentElement.scrollWidth - document.documentElement.clientWidth",
        );
        expect({ path, width, overflow }).toEqual({ path, width, overflow: 0 });
        const shots = process.env["SITE_SHOTS"];
        if (shots !== undefined)
          await page.screenshot({ path: join(shots, `${path.replaceAll("/", "-")}-${width}-${colorScheme}.png`) });
      }
      await page.keyboard.press("/");
      await page.locator(".VPLocalSearchBox input").fill("ratio-unsupported");
      await page.locator(".VPLocalSearchBox .result", { hasText: "Diagnostics" }).first().waitFor();
      expect(new Set(asked)).toEqual(new Set([origin]));
    }
  },
);
