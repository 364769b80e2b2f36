import { alphanumerics, lowerAlphanumerics, type SeededRandom } from "../random/seeded-random.ts";

const digits = "0123456789";
const hex = `${digits}abcdef`;

/** An id like the format's example: one of several ways to draw one, the first that its pattern takes. */
export function newMappedTaskId(example: string, pattern: string, random: SeededRandom): string {
  const takes = new RegExp(pattern, "u");
  const start = /^.*[-_:.]/u.exec(example)?.[0] ?? "";
  const alike = (letters: string): string =>
    example.replaceAll(/[\da-z]/giu, (character) => random.text(1, /\d/u.test(character) ? digits : letters));
  const drawn = [
    start + random.text(16, lowerAlphanumerics),
    random.text(20, alphanumerics),
    start + random.text(Math.max(1, example.length - start.length), hex),
    start + random.text(12, digits),
    alike("abcdef"),
    start + alike(lowerAlphanumerics).slice(start.length),
  ];
  const found = drawn.find((id) => takes.test(id));
  if (found === undefined) throw new RangeError(`No id like ${example} fits the pattern ${pattern}`);
  return found;
}
