import { readFileSync, writeFileSync } from "node:fs";

const pages = ["docs/reliability.md", "README.md"] as const;

/** Replaces the text between `<!-- name -->` and `<!-- /name -->` on every page that has such a section. */
export function writeSection(name: string, markdown: string): void {
  const [begin, end] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
  let written = 0;
  for (const page of pages) {
    const file = new URL(`../${page}`, import.meta.url);
    const text = readFileSync(file, "utf8");
    const from = text.indexOf(begin);
    const to = text.indexOf(end);
    if (from < 0 || to < from) continue;
    writeFileSync(file, `${text.slice(0, from + begin.length)}\n\n${markdown}\n\n${text.slice(to)}`);
    written += 1;
  }
  if (written === 0) throw new Error(`no page has a section ${name}`);
}
