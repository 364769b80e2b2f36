import { readdirSync, readFileSync } from "node:fs";

/** The sidebar: the sections of the documentation's index and the pages that it names, in its order; of a folder, each of its pages. */
export function sidebarOf(index, docs) {
  const sections = index.split(/^## /mu).slice(1);
  return sections.map((section, place) => ({
    text: section.split("\n", 1)[0],
    collapsed: place > 2,
    items: [...section.matchAll(/^- \[([^\]]+)\]\(([^)]+)\)/gmu)].map(([, name, target]) => {
      const text = name.replaceAll("`", "");
      if (target.endsWith(".md")) return { text, link: linkOf(target) };
      return { text, collapsed: true, items: pagesIn(new URL(`${target}/`, docs), target) };
    }),
  }));
}

function linkOf(target) {
  const path = new URL(target, "http://site/docs/").pathname;
  return path.replace(/README\.md$/u, "").replace(/\.md$/u, "");
}

function pagesIn(folder, target) {
  const names = readdirSync(folder).filter((name) => name.endsWith(".md"));
  return names.toSorted().map((name) => {
    const [, title = name] = /^# (.+)$/mu.exec(readFileSync(new URL(name, folder), "utf8")) ?? [];
    return { text: title, link: linkOf(`${target}/${name}`) };
  });
}
