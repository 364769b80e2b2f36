import { isJsonObject, type JsonObject, type JsonValue, type MediaKind, type Role } from "@shotlist/schema";
import { PromptMedium, ShotResult } from "../expression/scope.ts";
import type { FileSource } from "../files/file-source.ts";
import { joinPath } from "../files/tree-path.ts";
import type { PromptPart } from "../model/media.ts";
import { type ResolvedShot, type ShotFieldName, shotFieldNames, shotFields } from "../model/shot.ts";
import type { ReadAs } from "../model/shot-field.ts";
import { childOf, type Located, type LocatedScalar } from "../text/located.ts";
import { findUnsafeCharacter } from "../text/unsafe-character.ts";
import { cellOf, type ReadContext, type Written } from "./context.ts";
import { type MediaReading, readMedium, reportFileProblem, type WrittenMedia } from "./media.ts";
import { readBoolean, readLength, readNumber, readSeconds, readText } from "./read-typed.ts";
import { readPromptParts, readScalar } from "./read-value.ts";
import type { CellReader } from "./shot-fields.ts";

export interface WrittenReference {
  readonly kind: MediaKind;
  readonly role: Role;
  readonly media: WrittenMedia;
  readonly node: Located;
}

/** What a field is as written, where that is not yet what a resolved shot holds. */
interface AsWritten {
  readonly references: readonly WrittenReference[];
  readonly draftOf: ShotResult | { readonly task: string };
}

type WrittenFields = {
  readonly [Name in ShotFieldName]?: Name extends keyof AsWritten ? AsWritten[Name] : ResolvedShot[Name];
};

/** A shot in one cell, every field read, nothing filled in and nothing looked up beyond the shot. */
export interface WrittenShot extends WrittenFields {
  readonly references: readonly WrittenReference[];
  readonly provider: string | undefined;
  readonly takes: number;
  readonly needs: readonly { readonly shot: string; readonly node: Located }[];
}

export interface ReadShotOptions {
  readonly files: FileSource;
  readonly assetsBaseUrl: string | undefined;
  readonly knownSeconds: Map<string, number>;
  readonly shotIds: ReadonlySet<string>;
}

/** Takes of one cell; more would be a slip of the keyboard, at a price. */
const maximumTakes = 1000;

type ReadField = (name: ShotFieldName, read: CellReader["read"], options: ReadShotOptions) => unknown;

/** How a field of each kind is read. */
const readers: { readonly [kind in ReadAs]: ReadField } = {
  text: (name, read) => read(name, readText),
  number: (name, read) => read(name, readNumber),
  "whole number": (name, read) => read(name, readNumber),
  switch: (name, read) => read(name, readBoolean),
  seconds: (name, read) => read(name, readSeconds),
  length: (name, read) => read(name, readLength),
  json: (name, read) => read(name, readExtra),
  prompt: (name, read, { files }) => read(name, (written, context) => readPrompt(written, context, files)),
  draft: (name, read, { shotIds }) => read(name, (written, context) => readDraftOf(written, context, shotIds)),
  media: (_name, read, options) => readMedia(read, (context) => ({ context, ...options })),
};

const fieldReaders = shotFieldNames.map((name) => [name, readers[shotFields[name].read]] as const);

export function readShot({ read }: CellReader, options: ReadShotOptions): WrittenShot {
  const written: { [name: string]: unknown } = {
    provider: read("provider", readText),
    takes: read("takes", readTakes) ?? 1,
    needs: read("needs", readNeeds) ?? [],
  };
  for (const [name, readField] of fieldReaders) {
    const value = readField(name, read, options);
    // Most fields of most shots are left out, and an object of few keys is what reading very many shots needs.
    if (value !== undefined) written[name] = value;
  }
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- every row was read, by the reader of its kind
  return written as unknown as WrittenShot;
}

/** Stands for a prompt that is there and could not be read, which has been reported: it is not an empty one. */
const unread: readonly PromptPart[] = ["…"];

function readPrompt(
  written: Written<Located>,
  context: ReadContext,
  files: FileSource,
): readonly PromptPart[] | undefined {
  const { node, literal } = written;
  if (node.kind === "scalar") {
    const inPrompt = { ...context, scope: { ...context.scope, references: true } };
    return readPromptParts({ node, literal }, inPrompt) ?? unread;
  }
  const file = childOf(node, "file");
  const path = file === undefined ? undefined : readText({ node: file, literal }, context);
  if (file === undefined || path === undefined) {
    if (file === undefined) reportPromptShape(node, context);
    return unread;
  }
  const joined = joinPath(node.source.folder, path);
  const found = joined === undefined ? { problem: "outside" as const } : files.readText(joined);
  if (found.problem === undefined) {
    reportUnsafe(found.text, { node: file, path, context });
    // Expressions in a prompt file are not the storyboard's: it is words, whatever it contains.
    return [
      found.text
        .replace(/^\u{FEFF}/u, "")
        .replaceAll("\r\n", "\n")
        .trim(),
    ];
  }
  reportFileProblem(found, { text: path, node: file, context });
  return unread;
}

function reportUnsafe(
  text: string,
  { node, path, context }: { readonly node: Located; readonly path: string; readonly context: ReadContext },
): void {
  const unsafe = findUnsafeCharacter(text);
  if (unsafe === undefined) return;
  const line = text.slice(0, unsafe.at).split("\n").length;
  const message = `${path}, line ${line}: ${unsafe.message}`;
  context.report({ code: "unsafe-character", at: node, message, help: unsafe.help, ...cellOf(context) });
}

function reportPromptShape(node: Located, context: ReadContext): void {
  context.report({
    code: "wrong-type",
    at: node,
    message: "A prompt must be a text, or `{ file: ./prompt.md }`",
    help: "Write the prompt, or the path of a file with it.",
    ...cellOf(context),
  });
}

const noMedia: readonly WrittenReference[] = [];

function readMedia(
  read: CellReader["read"],
  media: (context: ReadContext) => MediaReading,
): readonly WrittenReference[] {
  const frame =
    (role: Role) =>
    (written: Written<Located>, context: ReadContext): readonly WrittenReference[] => {
      const found = readMedium(written, media(context));
      return found === undefined ? noMedia : [{ kind: "image", role, media: found, node: written.node }];
    };
  const first = read("firstFrame", frame("first_frame")) ?? noMedia;
  const last = read("lastFrame", frame("last_frame")) ?? noMedia;
  const lists = read("references", (written, context) => readReferences(written, media(context))) ?? noMedia;
  return first.length + last.length + lists.length === 0 ? noMedia : [...first, ...last, ...lists];
}

const referenceLists = [
  ["images", "image", "reference_image"],
  ["videos", "video", "reference_video"],
  ["audios", "audio", "reference_audio"],
] as const satisfies readonly (readonly [string, MediaKind, Role])[];

function readReferences({ node, literal }: Written<Located>, media: MediaReading): readonly WrittenReference[] {
  return referenceLists.flatMap(([name, kind, role]) => {
    const list = childOf(node, name);
    if (list === undefined) return [];
    const items = list.kind === "list" ? list.items : readList({ node: list, literal }, media.context);
    return items.flatMap((item) => {
      const found = readMedium({ node: item, literal: literal || list.kind !== "list" }, media);
      return found === undefined ? [] : [{ kind, role, media: found, node: item }];
    });
  });
}

/** A list that is looked up as a whole, such as `${{ vars.images }}`: its values have the place of the lookup. */
function readList({ node, literal }: Written<Located>, context: ReadContext): readonly Located[] {
  if (node.kind !== "scalar") return [];
  const value = readScalar({ node, literal }, context);
  if (value === undefined) return [];
  const values: readonly unknown[] = Array.isArray(value) ? value : [value];
  return values.map((item) => ({ ...node, value: typeof item === "string" ? item : null }));
}

function readDraftOf(
  { node, literal }: Written<Located>,
  context: ReadContext,
  shotIds: ReadonlySet<string>,
): WrittenShot["draftOf"] {
  if (node.kind !== "scalar") return undefined;
  const value = readScalar({ node, literal }, context);
  if (value === undefined) return undefined;
  if (value instanceof ShotResult) return value;
  const text = JSON.stringify(value).replaceAll('"', "");
  return shotIds.has(text) ? new ShotResult({ shot: text, take: 1, what: "shot" }) : { task: text };
}

/** The number of takes of a cell. */
export function readTakes(written: Written<Located>, context: ReadContext): number | undefined {
  const takes = readNumber(written, context);
  if (takes === undefined || (Number.isInteger(takes) && takes >= 1 && takes <= maximumTakes)) return takes;
  context.report({
    code: "value-range",
    at: written.node,
    message: `\`takes\` must be a whole number from 1 to ${maximumTakes}`,
    help: "Write how many clips of this shot you want.",
    ...cellOf(context),
  });
  return undefined;
}

function readNeeds({ node, literal }: Written<Located>, context: ReadContext): WrittenShot["needs"] {
  const items = node.kind === "list" ? node.items : [node];
  return items.flatMap((item) => {
    if (item.kind !== "scalar") return [];
    const value = readScalar({ node: item, literal }, context);
    if (value === undefined) return [];
    return [{ shot: value instanceof ShotResult ? value.shot : JSON.stringify(value).replaceAll('"', ""), node: item }];
  });
}

function readExtra({ node, literal }: Written<Located>, context: ReadContext): JsonObject | undefined {
  const value = readJson(node, literal, context);
  return value !== undefined && isJsonObject(value) ? value : undefined;
}

function readJson(node: Located, literal: boolean, context: ReadContext): JsonValue | undefined {
  switch (node.kind) {
    case "scalar":
      return readJsonScalar(node, literal, context);
    case "list":
      return node.items.map((item) => readJson(item, literal, context) ?? null);
    case "map": {
      const entries = [...node.entries].map(
        ([key, { value }]) => [key, readJson(value, literal, context) ?? null] as const,
      );
      return Object.fromEntries(entries);
    }
    default:
      return node satisfies never;
  }
}

function readJsonScalar(node: LocatedScalar, literal: boolean, context: ReadContext): JsonValue | undefined {
  const value = readScalar({ node, literal }, context);
  return value instanceof ShotResult || value instanceof PromptMedium ? undefined : value;
}
