import { createHash } from "node:crypto";
import { html } from "@shotlist/schema";
import { pageScript } from "../generated/page-script.ts";
import type { PageData } from "./page-data.ts";
import { pageStyle } from "./page-style.ts";

/** The page of clips: one document that fetches only clips, and where it is served, their news. */
export function toPage(data: PageData): string {
  const policy = [
    "default-src 'none'",
    `script-src '${hashOf(pageScript)}'`,
    `style-src '${hashOf(pageStyle)}'`,
    "media-src 'self' file: data:",
    data.isServed ? "connect-src 'self'" : "connect-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
  // Not formatted: the hashes are those of the exact texts between the tags.
  const style = { html: `<style>${pageStyle}</style>` };
  const json = { html: `<script type="application/json" id="data">${toInlineJson(data)}</script>` };
  const script = { html: `<script type="module">${pageScript}</script>` };
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="${policy}" />
        <meta name="referrer" content="no-referrer" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${data.title}</title>
        ${style}
      </head>
      <body>
        <noscript><p>This page needs JavaScript. It runs offline and loads nothing from other places.</p></noscript>
        <div id="app"></div>
        ${json} ${script}
      </body>
    </html> `.html;
}

function hashOf(text: string): string {
  return `sha256-${createHash("sha256").update(text).digest("base64")}`;
}

/** JSON that ends no script element and opens no comment, whatever is in its texts. */
function toInlineJson(data: PageData): string {
  return JSON.stringify(data).replaceAll(/[<>&\u2028\u2029]/gu, (mark) => {
    return `\\u${mark.charCodeAt(0).toString(16).padStart(4, "0")}`;
  });
}
