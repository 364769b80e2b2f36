import { styleText } from "node:util";
import type { Environment, Output } from "../world/world.ts";
import { ownSequence } from "./plain-text.ts";

type Format = Parameters<typeof styleText>[0];

/** Marks text up for a terminal, or leaves it alone. */
export type Style = (format: Format, text: string) => string;

/** Whether a stream gets colours: terminals do, unless NO_COLOR or a dumb terminal says otherwise. */
export function hasColour(output: Output, env: Environment): boolean {
  const isSet = (name: string): boolean => (env[name] ?? "") !== "";
  if (isSet("NO_COLOR")) return false;
  if (isSet("FORCE_COLOR")) return env["FORCE_COLOR"] !== "0";
  return output.isTTY && env["TERM"] !== "dumb";
}

/** The style for what goes to `output`. */
export function styleFor(output: Output, env: Environment): Style {
  return hasColour(output, env) ? paint : (_format, text) => text;
}

/** Colours in the sequences that the exit lets through. */
export function paint(format: Format, text: string): string {
  const [open = "", close = ""] = styleText(format, "|", { validateStream: false }).split("|");
  return `${asOwn(open)}${text}${asOwn(close)}`;
}

function asOwn(sequences: string): string {
  return sequences
    .split("\u001B[")
    .slice(1)
    .map((code) => ownSequence(code))
    .join("");
}
