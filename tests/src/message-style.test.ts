import { expect, test } from "vitest";
import { spokenIn, type Spoken } from "../../packages/cli/src/testing/spoken.ts";
import { dialect } from "./dialect.ts";
import { packageNames, shippedSources, type PackageName } from "./sources.ts";

interface Message extends Spoken {
  readonly place: string;
}

/** Samples of what authors and vendors write, pages, styles and scripts: content, not messages. */
const content =
  /\/fixtures\/|\/formats\/[^/]+\/errors\.ts$|\/page\/|\/report\/html-style\.ts$|\/contact-sheet\/|\/text\/zh\//u;

function messagesOf(name: PackageName): readonly Message[] {
  return shippedSources(name)
    .filter(({ path }) => !content.test(path))
    .flatMap(({ path, text }) => spokenIn(path, text).map((spoken) => ({ ...spoken, place: `${path}:${spoken.line}` })))
    .filter(
      ({ template, within }) => /[a-z] [a-z]/iu.test(template) && within[0] !== "new Error()" && within[0] !== "html``",
    );
}

/** Where a message is said, as far as its form follows from it. */
function partOf({ within: [nearest = ""] }: Spoken): "summary" | "description" | "message" | "hint" | undefined {
  if (nearest === "summary" || nearest === "description" || nearest === "hint") return nearest;
  if (nearest === "help") return "hint";
  return nearest === "message" || nearest === "new CommandError()" || nearest === "usageError()"
    ? "message"
    : undefined;
}

const longest = { summary: 80, description: 100, message: 130, hint: 170 } as const;

function faultsOf(message: Message): readonly string[] {
  const { template, place } = message;
  const words = dialect.filter(({ turn }) => turn.test(template)).map(({ instead }) => `write: ${instead}`);
  const part = partOf(message);
  const form =
    part === undefined
      ? []
      : [
          ...(template.length > longest[part] ? [`longer than ${longest[part]} characters`] : []),
          ...(/ {2}|\t/u.test(template) ? ["two blanks in a row"] : []),
          ...(/!|\.\.\./u.test(template) ? ["an exclamation mark or three dots"] : []),
        ];
  return [...words, ...form].map((fault) => `${place}: ${fault}: ${JSON.stringify(template)}`);
}

/** A command's own texts: a fragment is put together by `say`, so that only whole texts are held to the form of a sentence. */
function sentenceFaults(message: Message): readonly string[] {
  const { template, place, by } = message;
  const part = partOf(message);
  if (part === undefined || by !== "literal" || !place.startsWith("packages/cli/")) return [];
  const faults = [
    ...(template.trim() === template || template.endsWith("\n") ? [] : ["blanks around it"]),
    ...((part === "summary" || part === "description") && /[.:]$/u.test(template) ? ["a full stop at the end"] : []),
    ...(part === "summary" && !/^[A-Z]/u.test(template) ? ["no capital letter"] : []),
    ...(part === "message" && template.endsWith(".") ? ["a full stop at the end"] : []),
  ];
  return faults.map((fault) => `${place}: ${fault}: ${JSON.stringify(template)}`);
}

test.each(packageNames)("every message of %s is short and in usual English", (name) => {
  const messages = messagesOf(name);
  expect(messages.length).toBeGreaterThan(0);
  expect(messages.flatMap((message) => [...faultsOf(message), ...sentenceFaults(message)])).toEqual([]);
});

test.each([
  ["Call off the tasks", "cancel"],
  ["X is there already", "already exists"],
  ["a.json is no recording", "is not a"],
  ["Where every take stands", "is"],
  ["Look at the file", "Check, see, run"],
])("%j would be found", (template, instead) => {
  expect(dialect.filter(({ turn }) => turn.test(template)).map((found) => found.instead)).toContain(instead);
});

test.each(["There is no ledger", "The vendor no longer knows it", "Check the file, then move it away"])(
  "%j is fine",
  (text) => {
    expect(dialect.some(({ turn }) => turn.test(text))).toBe(false);
  },
);
