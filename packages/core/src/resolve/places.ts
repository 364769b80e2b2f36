import type { Place } from "../model/plan.ts";
import { positionOf, type Span } from "../text/source.ts";

/** The place of each authored field of a shot, by its storyboard path. */
export type Places = { readonly [field: string]: Place & { readonly path: string } };

/** The place of a span, as a plan holds it. */
export function placeOf({ source, start }: Span): Place {
  const { line, column } = positionOf(source, start);
  return { file: source.file, line, column };
}

/** The place of a field, with its path. */
export function fieldPlace({ source, start }: Span, path: string): Places[string] {
  const { line, column } = positionOf(source, start);
  return { file: source.file, line, column, path };
}
