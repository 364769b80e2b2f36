import { editionsOf, formatOf, inEdition, type FormatId, type Rule, rulesOf } from "@shotlist/schema";
import { blocks, code, table } from "../markdown.ts";
import type { Section } from "../page.ts";
import type { Sources } from "../sources.ts";

/** Which versions of its document a format is known in, and how the requests of each differ from those of the one before. */
export const editions: Section = {
  title: "Editions",
  write: ({ id, facts, sources }) => {
    const format = formatOf(id);
    const known = editionsOf(format);
    const rows = known.map(({ id: edition, document, provenance }) => [
      code(edition),
      document,
      facts.sources[document]?.asOf ?? "",
      sources.mark(provenance, `the edition ${edition}`),
    ]);
    const changes = known.flatMap(({ id: edition }, index) => {
      const before = known[index - 1];
      return before === undefined ? [] : changesOf(format, [before.id, edition], sources);
    });
    return blocks(
      `This page shows ${code(facts.edition ?? "")}. A storyboard is checked against the newest unless a provider's \`edition:\` pins another.`,
      table(["edition", "document", "as of", "source"], rows),
      changes.length === 0 ? "" : table(["edition", "rule", "says", "level", "source"], changes),
    );
  },
};

/** Rules of a request that one edition has, or has in another form, and the edition before has not; and those that ended. */
function changesOf(
  format: FormatId,
  [before, after]: readonly [before: string, after: string],
  sources: Sources,
): readonly (readonly string[])[] {
  const [old, current] = [before, after].map((edition) => rulesOf(inEdition(format, edition), "submit.request"));
  const begun = (current ?? []).filter((rule) => !old?.some((other) => same(rule, other)));
  const ended = (old ?? []).filter(({ id }) => !current?.some((other) => other.id === id));
  return [
    ...begun.map((rule) => [
      code(after),
      code(rule.id),
      rule.description,
      rule.level,
      sources.mark(rule.provenance, rule.id),
    ]),
    ...ended.map(({ id }) => [code(after), code(id), "no longer holds", "", ""]),
  ];
}

const same = (left: Rule, right: Rule): boolean =>
  left.id === right.id && left.level === right.level && left.description === right.description;
