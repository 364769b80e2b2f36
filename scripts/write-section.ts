import { readFileSync, writeFileSync } from "node:fs";

const page = new URL("../docs/reliability.md", import.meta.url);

/** Replaces what stands between `<!-- name -->` and `<!-- /name -->` in docs/reliability.md. */
export function writeSection(name: string, markdown: string): void {
  const text = readFileSync(page, "utf8");
  const [begin, end] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
  const from = text.indexOf(begin);
  const to = text.indexOf(end);
  if (from < 0 || to < from) throw new Error(`docs/reliability.md has no section ${name}`);
  writeFileSync(page, `${text.slice(0, from + begin.length)}\n\n${markdown}\n\n${text.slice(to)}`);
}
