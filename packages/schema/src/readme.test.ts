import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { factsOf, formatIds } from "./formats.ts";
import { hasMessage } from "./validate-message.ts";
import { messageNames } from "./validation/verdict.ts";

const readme = readFileSync(new URL("../README.md", import.meta.url), "utf8");
const squeezed = readme.replaceAll(/ +/g, " ");

test("the README's example is the one that runs here", () => {
  const example = readFileSync(new URL("readme-example.test.ts", import.meta.url), "utf8");
  expect(readme).toContain(`\`\`\`ts\n${example}\`\`\``);
});

test("the README's table lists every format with its messages", () => {
  for (const format of formatIds) {
    const messages = messageNames.filter((message) => hasMessage(format, message)).map((name) => `\`${name}\``);
    const { editions } = factsOf(format);
    const documents = [...new Set(editions.map((edition) => edition.document))].join(", then ");
    expect(squeezed).toContain(`| \`${format}\` | ${documents} | ${messages.join(", ")} |`);
  }
});

test("the README names every way in", () => {
  const manifest: { readonly exports: object } = JSON.parse(
    readFileSync(new URL("../package.json", import.meta.url), "utf8"),
  );
  const ways = Object.keys(manifest.exports).filter((name) => name !== "./package.json");
  for (const way of ways) {
    expect(readme).toContain(`\`@shotlist/schema${way.slice(1).replace("*", "<id>")}\``);
  }
});
