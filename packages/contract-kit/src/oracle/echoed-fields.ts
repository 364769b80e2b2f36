import { hasMessage } from "@shotlist/schema";
import type { FormatRef, Provenance } from "@shotlist/schema";
import { messageSchema } from "@shotlist/schema/schemas";
import { describe } from "../check/describe.ts";
import type { Finding } from "../check/finding.ts";
import { schemasIn } from "../schema-walk/schemas-in.ts";

/** Fields that say which clip it is rather than who asked for it, or are said in other words on purpose. */
const notCompared: ReadonlySet<string> = new Set(["id", "model", "prompt", "object", "type", "url", "text", "role"]);

/** Values by which a request leaves the choice to the vendor. */
const leftOpen: ReadonlySet<string> = new Set(["-1", "adaptive", "auto", "", "null"]);

const deepest = 3;

/** What an answer says again of its request, in other words than it was asked: a `duration` one off. */
export function echoedFields(format: FormatRef, asked: unknown, answer: unknown): readonly Finding[] {
  const names = sharedNames(format);
  const wanted = new Map<string, Scalar>();
  for (const [name, value] of scalarsIn(asked, names)) wanted.set(name, value);
  const said = new Map([...scalarsIn(answer, names)].map(([name, value, path]) => [name, { value, path }]));
  return [...said].flatMap(([name, { value, path }]) => {
    const want = wanted.get(name);
    if (want === undefined || leftOpen.has(plain(want)) || leftOpen.has(plain(value)) || isSame(want, value)) return [];
    return [
      {
        rule: `echo: ${name}`,
        level: "advice" as const,
        path,
        seen: describe(value),
        allowed: `${describe(want)}, as requested`,
        message: `${name} in the answer differs from the request`,
        provenance: assumed,
      },
    ];
  });
}

const assumed: Provenance = { grade: "assumed" };
const namesByFormat = new Map<FormatRef, ReadonlySet<string>>();

/** Names of plain fields that the format has in a request and in the answer about a task. */
function sharedNames(format: FormatRef): ReadonlySet<string> {
  const known = namesByFormat.get(format);
  if (known !== undefined) return known;
  const [asked, answered] = (["submit.request", "task.response"] as const).map((message) =>
    hasMessage(format, message)
      ? [...schemasIn(messageSchema(format, message))].flatMap(({ properties = {} }) => Object.keys(properties))
      : [],
  );
  const shared = new Set(asked?.filter((name) => answered?.includes(name) === true && !notCompared.has(name)));
  namesByFormat.set(format, shared);
  return shared;
}

type Scalar = string | number | boolean;

/** The plain values of maps inside maps; what is in a list belongs to one of its entries. */
function* scalarsIn(
  value: unknown,
  names: ReadonlySet<string>,
  path = "",
): Generator<readonly [name: string, value: Scalar, path: string]> {
  if (typeof value !== "object" || value === null || Array.isArray(value) || path.split("/").length > deepest) return;
  for (const [name, member] of Object.entries(value)) {
    const here = `${path}/${name}`;
    if (isScalar(member)) {
      if (names.has(name)) yield [name, member, here];
    } else yield* scalarsIn(member, names, here);
  }
}

function isScalar(value: unknown): value is Scalar {
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean";
}

function isSame(left: Scalar, right: Scalar): boolean {
  if (plain(left) === plain(right)) return true;
  return plain(left) !== "" && Number(left) === Number(right);
}

function plain(value: Scalar): string {
  return String(value).trim().toLowerCase();
}
