import type { MockAnswer } from "../http/message.ts";
import { pageScript } from "./script.ts";
import { pageStyle } from "./style.ts";

const html = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Shotlist mock</title>
<link rel="icon" href="/__mock/page.svg" type="image/svg+xml">
<link rel="stylesheet" href="/__mock/page.css">
<script type="module" src="/__mock/page.js"></script>
</head>
<body>
<header>
  <h1>Shotlist mock</h1>
  <p id="summary" role="status"></p>
  <form id="clock">
    <output id="now" for="advance"></output>
    <label>Advance time by <input id="advance" type="range" min="0" max="7" value="2"></label>
    <button></button>
  </form>
</header>
<main>
  <section aria-labelledby="tasks-title">
    <h2 id="tasks-title">Tasks</h2>
    <p class="empty" id="no-tasks">No tasks yet. Point a client at one of these addresses: <span id="addresses"></span></p>
    <ul id="tasks"></ul>
  </section>
  <section aria-labelledby="journal-title">
    <h2 id="journal-title">Journal</h2>
    <div class="scroll" tabindex="0" role="region" aria-label="Requests, newest first">
      <table>
        <thead><tr><th scope="col">#</th><th scope="col">Request</th><th scope="col">Answer</th><th scope="col">Price</th><th scope="col">Notes</th></tr></thead>
        <tbody id="journal"></tbody>
      </table>
    </div>
  </section>
  <section aria-labelledby="faults-title">
    <h2 id="faults-title">Faults</h2>
    <div id="faults"></div>
  </section>
</main>
</body>
</html>
`;

const icon =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><rect width="16" height="16" rx="3" fill="#1a56db"/><path d="M6 4l6 4-6 4z" fill="#fff"/></svg>';

/** Only the page's own files may run or load, and no other page may frame it. */
const headers = {
  "content-security-policy": "default-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
  "cache-control": "no-store",
} as const;

const files: ReadonlyMap<string, readonly [type: string, body: string]> = new Map([
  ["/", ["text/html; charset=utf-8", html]],
  ["/__mock/page.svg", ["image/svg+xml", icon]],
  ["/__mock/page.js", ["text/javascript; charset=utf-8", pageScript]],
  ["/__mock/page.css", ["text/css; charset=utf-8", pageStyle]],
]);

/** With this at the end of its query, a clip's link is for the page, and neither in the journal nor struck by faults. */
export const pageViewer = "&viewer=page";

/** The page for people, or one of its parts; undefined for any other path. */
export function servePage(method: string, path: string): MockAnswer | undefined {
  const file = method === "GET" || method === "HEAD" ? files.get(path) : undefined;
  return file === undefined
    ? undefined
    : { status: 200, headers: { ...headers, "content-type": file[0] }, body: file[1] };
}
