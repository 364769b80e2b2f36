import { createRequire } from "node:module";
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitepress";
import { anchorOf } from "./anchors.mjs";
import { isPage, linkWithin, plainHtml } from "./markdown.mjs";
import { sidebarOf } from "./sidebar.mjs";

const root = fileURLToPath(new URL("../..", import.meta.url));
const docs = new URL("../../docs/", import.meta.url);
const index = readFileSync(new URL("README.md", docs), "utf8");

const require = createRequire(import.meta.url);
const aliases = [
  {
    find: /^vue\/server-renderer$/u,
    replacement: require.resolve("@vue/server-renderer/dist/server-renderer.esm-bundler.js"),
  },
  { find: /^vue$/u, replacement: require.resolve("vue/dist/vue.runtime.esm-bundler.js") },
];

export default defineConfig({
  title: "Shotlist",
  description: "Storyboards as code: AI-video requests that are never paid for twice",
  lang: "en",
  head: [["link", { rel: "icon", href: "data:," }]],
  base: process.env.SITE_BASE ?? "/",
  // Pages stay where they are in the repository, so that a link works there and here.
  srcDir: "..",
  srcExclude: [
    "**/node_modules/**",
    "**/dist/**",
    "**/.*/**",
    "site/**",
    "tests/**",
    "bench/**",
    "findings/**",
    "**/api/**",
  ],
  outDir: "./dist",
  cacheDir: "./.vitepress/cache",
  rewrites: (path) => path.replace(/(^|\/)README\.md$/u, "$1index.md"),
  cleanUrls: false,
  metaChunk: true,
  markdown: {
    anchor: { slugify: anchorOf },
    languageAlias: { console: "sh" },
    config: (md) => {
      plainHtml(md);
      linkWithin(md, { root, isPage: (path) => isPage(path) && existsSync(`${root}${path}`) });
    },
  },
  // The pages are outside this folder, which is the one that has the packages.
  vite: { resolve: { alias: aliases }, publicDir: false },
  themeConfig: {
    nav: [
      { text: "Tutorial", link: "/docs/tutorial" },
      { text: "Guides", link: "/docs/guides/" },
      { text: "Reference", link: "/docs/storyboard" },
      { text: "Troubleshooting", link: "/docs/troubleshooting" },
    ],
    sidebar: sidebarOf(index, docs),
    outline: { level: [2, 3] },
    search: { provider: "local" },
    socialLinks: [],
    docFooter: { prev: false, next: false },
  },
});
