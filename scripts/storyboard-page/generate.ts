import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import type { JsonValue } from "@shotlist/schema";
import { blocks, code, jsonCode, table } from "../format-pages/markdown.ts";

/** What the page needs of a node of the schema. */
interface Node {
  readonly $ref?: string;
  readonly description?: string;
  readonly default?: JsonValue;
  readonly examples?: readonly JsonValue[];
  /** For pages alone: editors offer what fits the provider. */
  readonly "x-example"?: JsonValue;
  readonly required?: readonly string[];
  readonly properties?: { readonly [name: string]: Node };
  readonly not?: object;
}

interface Schema extends Node {
  readonly $defs: { readonly [name: string]: Node };
}

/** The reference of the storyboard, from the schema that editors and `check` use. */
export async function generate(): Promise<ReadonlyMap<string, string>> {
  const file = fileURLToPath(new URL("../../packages/schema/storyboard.schema.json", import.meta.url));
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the file next to this script
  const schema = JSON.parse(await readFile(file, "utf8")) as Schema;
  return new Map([["docs/storyboard.md", page(schema)]]);
}

function page(schema: Schema): string {
  const { $defs } = schema;
  const part = (heading: string, name: string): string =>
    blocks(`## ${heading}`, about($defs[name]), fields($defs[name] ?? {}, schema));
  const caps = $defs["provider"]?.properties?.["caps"];
  return `${blocks(
    "<!-- Generated from packages/schema/storyboard.schema.json: npm run generate -->",
    "# The storyboard",
    INTRODUCTION,
    "## At the top",
    fields(schema, schema),
    part("A shot", "shot"),
    "`defaults` takes the same fields but `id`, and fills in what a shot leaves out.",
    part("References", "references"),
    part("The matrix", "matrix"),
    MATRIX,
    "## Looking values up",
    EXPRESSIONS,
    part("A provider", "provider"),
    blocks("### `caps`", about(caps), fields(caps ?? {}, schema)),
    part("A price", "price"),
    part("Output", "output"),
    part("Assets", "assets"),
  )}\n`;
}

function about(node: Node | undefined): string {
  return node?.description ?? "";
}

/** One row for each key; what is there only to be refused is left out. */
function fields({ properties = {}, required = [] }: Node, schema: Schema): string {
  const rows = Object.entries(properties).flatMap(([name, written]) => {
    const node = resolve(written, schema);
    if (node.not !== undefined) return [];
    const { description = "", "x-example": only, examples: [example] = [only] } = node;
    return [
      [
        code(name),
        required.includes(name) ? `${description} Required.` : description,
        node.default === undefined ? "" : yaml(node.default),
        example === undefined ? "" : yaml(example),
      ],
    ];
  });
  return table(["key", "what it says", "default", "example"], rows);
}

/** A node with what it refers to; its own words win. */
function resolve(node: Node, schema: Schema): Node {
  const name = node.$ref?.split("/").at(-1);
  return name === undefined ? node : { ...schema.$defs[name], ...node };
}

/** A value as it is written in a storyboard, on one line. */
function yaml(value: JsonValue): string {
  return typeof value === "string" ? code(plain(value)) : jsonCode(value);
}

function plain(text: string): string {
  return text.includes(": ") || text.includes("${{") || /^\d+:\d+$/u.test(text) ? JSON.stringify(text) : text;
}

const INTRODUCTION = `A storyboard is a YAML file. This page lists every key with its meaning, its default and an example. JSON is YAML, so the examples
can be pasted. \`shotlist check\` reports a mistake with its place and how to fix it: see [diagnostics](diagnostics.md). What each
vendor accepts is in [the formats](formats/README.md).

A first line makes an editor with a YAML language server complete the keys, explain them and underline mistakes:

\`\`\`yaml
# yaml-language-server: $schema=./node_modules/@shotlist/schema/storyboard.schema.json
\`\`\`

\`shotlist init\` writes this line for the folder it is called in: with the path of the schema that is installed above, or of a
copy next to the storyboard if none is installed. Commit the copy, then the line works for everyone.

Keys that begin with \`x-\` are free, for anchors and notes. YAML anchors and merge keys (\`<<: *name\`) work. The text is UTF-8.`;

const MATRIX = `Every other key is an axis: a list of values. All combinations are used; then \`exclude\` removes cells and \`include\` extends or
adds some, as in common CI systems. Takes are named after their cell: \`reveal[lang=en,ratio=9:16]\`. A row of a table is named by
its column \`id\` if it has one, otherwise by all of its columns.

A table is CSV with a header line, separated by commas, semicolons or tabs as its header shows, or JSON Lines (\`.jsonl\`). Rows
and columns without a value are ignored, line ends within a cell are \`\\n\`, and everything else that cannot be read is an error
at its line of the table. Values are text as written, except for fields that are numbers or booleans: there, \`7,5\` and \`TRUE\`
are understood. A column that no shot uses and that is not a field's name is a warning; a field's name in another spelling
(\`Ratio\`) is an error.`;

const EXPRESSIONS = `\`\${{ }}\` looks up a value and runs no code; the value is never evaluated again.

${table(
  ["name", "gives"],
  [
    [code("vars.NAME"), "a value of `vars`"],
    [code("text.NAME[matrix.lang]"), "a text in the language of the cell"],
    [code("matrix.AXIS"), "the cell's value of an axis"],
    [code("env.NAME"), "an environment variable that `env` lists; never one that holds a key"],
    [
      code("shots.ID.lastFrame"),
      "the last frame of another shot, in the same variant; `shots.ID[2]` for its second take",
    ],
    [code("shots.ID.video"), "the clip of another shot"],
    [
      code("ref.images[1]"),
      "in a prompt: the first reference image, named as the vendor's document does; `ref.videos`, `ref.audios`",
    ],
    [code("storyboard.name"), "the name of the storyboard"],
    [
      code("take.slug"),
      "in `output.file` and in shots: the take, as a file name; also `take.id`, `take.number`, `take.shot`",
    ],
    [
      code('default(vars.x, "y")'),
      "the second where the first is not there; `lower`, `upper` and `trim` take one text",
    ],
  ],
)}`;
