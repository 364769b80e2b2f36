import { expect, test } from "vitest";
import { html } from "./html.ts";

test("whatever is not markup itself is escaped", () => {
  const item = html`<b>${"<i> & \"quoted\" 'words'"}</b>`;
  expect(html`<p title="${'a"b'}">${[item, item]}${7}</p>`.html).toBe(
    `<p title="a&quot;b">${"<b>&lt;i&gt; &amp; &quot;quoted&quot; &#39;words&#39;</b>".repeat(2)}7</p>`,
  );
});
