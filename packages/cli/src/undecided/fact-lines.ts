import { padded } from "../output/table.ts";

const widestName = 9;

/** What is known of something that waits for a decision, a line each. */
export function factLines(facts: readonly (readonly [name: string, value: string | number | undefined])[]): string {
  return facts
    .flatMap(([name, value]) => (value === undefined ? [] : [`  ${padded(name, widestName)}  ${value}\n`]))
    .join("");
}

export function isoOf(atMs: number): string;
export function isoOf(atMs: number | undefined): string | undefined;
export function isoOf(atMs: number | undefined): string | undefined {
  return atMs === undefined ? undefined : new Date(atMs).toISOString();
}
