import type { PageData } from "../contact-sheet/page-data.ts";

/** What a page of clips is made of. */
export function pageDataOf(page: string): PageData {
  const [, json = ""] = /<script type="application\/json" id="data">([^]*?)<\/script>/u.exec(page) ?? [];
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the page's own form
  return JSON.parse(json) as PageData;
}
