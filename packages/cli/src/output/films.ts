import type { Plan, PlannedFilm, PlannedTake } from "@shotlist/core";
import { say } from "../text/say.ts";

/** What makes the clips of a film differ, as far as the storyboard says. */
const compared = {
  resolution: ({ asked }: PlannedTake) => asked.resolution,
  ratio: ({ asked }: PlannedTake) => asked.ratio,
  model: ({ model }: PlannedTake) => model,
  sound: ({ asked }: PlannedTake) => (asked.audio ? say`with sound` : say`without sound`),
};

/** A line for each film of whose clips some will be fitted to the others: which differ in what. */
export function describeFilms({ films = [], takes }: Plan): string {
  const byId = new Map(takes.map((take) => [take.id, take]));
  return films.map((film) => describeFilm(film, byId)).join("");
}

function describeFilm({ slug, takes }: PlannedFilm, byId: ReadonlyMap<string, PlannedTake>): string {
  const shown = takes.map((id) => byId.get(id)).filter((take) => take !== undefined);
  const differences = Object.entries(compared).flatMap(([name, read]) => {
    const values = new Set(shown.map(read).filter((value) => value !== undefined));
    return values.size < 2 ? [] : [`${name} (${[...values].join(", ")})`];
  });
  if (differences.length === 0) return "";
  return say`note: the clips of film ${slug} differ in ${differences.join(", ")}; shotlist cut converts them to match\n`;
}
