import type { PageTake } from "../src/contact-sheet/page-data.ts";

/** What a filter offers: takes can be distinguished by it. */
export interface Facet {
  readonly name: string;
  readonly label: string;
  readonly values: readonly string[];
}

/** A chosen value for each facet that is not left at "all", and a text. */
export interface Filter {
  readonly text: string;
  readonly chosen: { readonly [facet: string]: string };
}

/** What a take has for a facet. Reviews count for the version that counts. */
export type ValueOf = (take: PageTake, facet: string) => string | undefined;

export function valueOf(take: PageTake, facet: string): string | undefined {
  switch (facet) {
    case "status":
      return take.status;
    case "review":
      return take.versions.length === 0 ? undefined : (verdictOf(take) ?? "not reviewed");
    case "storyboard":
      return take.storyboard;
    case "realm":
      return take.realm;
    case "provider":
      return take.provider;
    case "ratio":
      return take.ratio;
    default:
      return take.variant[facet];
  }
}

function verdictOf({ versions, counts }: PageTake): string | undefined {
  return versions.find(({ number }) => number === counts)?.verdict;
}

const labels: { readonly [facet: string]: string } = {
  status: "Status",
  review: "Review",
  storyboard: "Storyboard",
  realm: "Realm",
  provider: "Provider",
  ratio: "Ratio",
  lang: "Language",
  language: "Language",
};

/** Facets that are worth a control: status and review always, others where takes differ in them. */
export function facetsOf(takes: readonly PageTake[]): readonly Facet[] {
  const axes = new Set(takes.flatMap(({ variant }) => Object.keys(variant)));
  const others = ["storyboard", "realm", "provider", "ratio", ...axes];
  const names = ["status", "review", ...new Set(others)];
  return names.flatMap((name) => {
    const values = [...new Set(takes.map((take) => valueOf(take, name)).filter((value) => value !== undefined))];
    const always = name === "status" || name === "review";
    return always || values.length > 1 ? [{ name, label: labels[name] ?? name, values: values.toSorted() }] : [];
  });
}

/** The takes that every chosen value and every word of the text fits; letters count alike in either case. */
export function takesMatching(
  takes: readonly PageTake[],
  { text, chosen }: Filter,
  value: ValueOf = valueOf,
): readonly PageTake[] {
  const words = text.toLowerCase().split(/\s+/u).filter(Boolean);
  const wanted = Object.entries(chosen).filter(([, one]) => one !== "");
  return takes.filter(
    (take) =>
      wanted.every(([facet, one]) => value(take, facet) === one) && words.every((word) => textOf(take).includes(word)),
  );
}

const texts = new WeakMap<PageTake, string>();

function textOf(take: PageTake): string {
  const known = texts.get(take);
  if (known !== undefined) return known;
  const { storyboard, id, prompt = "", provider = "", model = "", state, versions } = take;
  const notes = versions.map(({ note = "" }) => note);
  const text = [storyboard, id, prompt, provider, model, state, ...notes].join("\n").toLowerCase();
  texts.set(take, text);
  return text;
}
