import type { JsonValue, MediaKind } from "@shotlist/schema";
import type { DiagnosticCode } from "../diagnostics/codes.ts";
import { didYouMean } from "../diagnostics/suggest.ts";
import type { Expression, Step } from "./expression.ts";
import { callFunction, functionNames } from "./functions.ts";
import { type ExpressionValue, PromptMedium, type Scope, ShotResult } from "./scope.ts";

interface EvaluationProblem {
  readonly code: DiagnosticCode;
  readonly message: string;
  readonly help: string;
  readonly start: number;
  readonly end: number;
}

export type Evaluation =
  | { readonly value: ExpressionValue; readonly problem?: undefined }
  | { readonly value?: undefined; readonly problem: EvaluationProblem };

type Lookup = Extract<Expression, { readonly kind: "lookup" }>;
type Call = Extract<Expression, { readonly kind: "call" }>;

const mediaKinds: ReadonlyMap<string, MediaKind> = new Map([
  ["images", "image"],
  ["videos", "video"],
  ["audios", "audio"],
]);

/** Evaluates an expression. Total: an unknown name is a problem with its place, never an exception. */
export function evaluate(expression: Expression, scope: Scope): Evaluation {
  switch (expression.kind) {
    case "literal":
      return { value: expression.value };
    case "lookup":
      return evaluateLookup(expression, scope);
    case "call":
      return evaluateCall(expression, scope);
    default:
      return expression satisfies never;
  }
}

function evaluateLookup(lookup: Lookup, scope: Scope): Evaluation {
  switch (lookup.root) {
    case "vars":
    case "text":
    case "storyboard":
      return follow(scope[lookup.root], lookup, scope);
    case "matrix":
      return scope.matrix === undefined ? notHere(lookup, scope) : follow(scope.matrix, lookup, scope);
    case "take":
      return scope.take === undefined ? notHere(lookup, scope) : follow(scope.take, lookup, scope);
    case "env":
      return lookUpEnvironment(lookup, scope);
    case "shots":
      return scope.shots === undefined ? notHere(lookup, scope) : lookUpShot(lookup, scope, scope.shots);
    case "ref":
      return scope.references === true ? lookUpMedium(lookup, scope) : notHere(lookup, scope);
    default:
      return notHere(lookup, scope);
  }
}

function notHere({ root, start, end }: Lookup, scope: Scope): Evaluation {
  const known = ["vars", "text", "env", "storyboard"];
  if (scope.matrix !== undefined) known.push("matrix");
  if (scope.take !== undefined) known.push("take");
  if (scope.shots !== undefined) known.push("shots");
  if (scope.references === true) known.push("ref");
  const exists = ["matrix", "take", "shots", "ref"].includes(root);
  const message = exists ? `\`${root}\` cannot be used here` : `Unknown name \`${root}\``;
  return unknown(message, didYouMean(root, known, "names here"), { start, end });
}

function follow(value: JsonValue, lookup: Lookup, scope: Scope): Evaluation {
  let current = value;
  let path = lookup.root;
  for (const step of lookup.steps) {
    const key = keyOf(step, scope);
    if (typeof key === "object") return key;
    const next = childValue(current, key);
    if (next === undefined) {
      const help = didYouMean(String(key), knownKeys(current), `names in \`${path}\``);
      return unknown(`There is no \`${key}\` in \`${path}\``, help, step);
    }
    path = typeof step.key === "string" ? `${path}.${key}` : `${path}[${key}]`;
    current = next;
  }
  return { value: current };
}

function childValue(value: JsonValue, key: string | number): JsonValue | undefined {
  if (isList(value)) return value[Number(key) - 1];
  return typeof value === "object" && value !== null && Object.hasOwn(value, key) ? value[key] : undefined;
}

function knownKeys(value: JsonValue): readonly string[] {
  if (isList(value)) return value.map((_, index) => String(index + 1));
  return typeof value === "object" && value !== null ? Object.keys(value) : [];
}

function keyOf(step: Step, scope: Scope): string | number | Evaluation {
  if (typeof step.key === "string") return step.key;
  const { value, problem } = evaluate(step.key, scope);
  if (problem !== undefined) return { problem };
  if (typeof value === "string" || typeof value === "number") return value;
  if (typeof value === "boolean") return String(value);
  return unknown("Only a text or a number is allowed in brackets", "Use a text or a number.", step);
}

/** Variables that are a secret by their name, whoever reads them. */
const secretName = /(?:^|_)(?:(?:API|ACCESS|SECRET|PRIVATE)_?KEY|TOKEN|SECRET|PASSWORD)$/iu;

function lookUpEnvironment(lookup: Lookup, scope: Scope): Evaluation {
  const [step] = lookup.steps;
  if (step === undefined || lookup.steps.length > 1) {
    return unknown("`env` needs one name: `env.NAME`", "Write the name of one variable.", lookup);
  }
  const name = keyOf(step, scope);
  if (typeof name === "object") return name;
  const problem = (code: DiagnosticCode, message: string, help: string): Evaluation => ({
    problem: { code, message, help, start: step.start, end: step.end },
  });
  if (scope.secrets.has(String(name)) || secretName.test(String(name))) {
    return problem(
      "env-secret",
      `\`${name}\` is a key, and keys are not allowed in a storyboard's texts`,
      "Use another variable.",
    );
  }
  if (scope.withheldEnv?.has(String(name)) === true) {
    const help = `To allow it, the repository's owner adds \`env: [${name}]\` to shotlist.config.yaml; for one run, use --allow-env ${name}.`;
    return problem(
      "env-not-allowed",
      `The storyboard is not allowed to read the environment variable \`${name}\``,
      help,
    );
  }
  if (!scope.env.has(String(name))) {
    const help = `List it at the top of the storyboard: \`env: [${name}]\`.`;
    return problem("env-unlisted", `The storyboard does not list \`${name}\` under \`env\``, help);
  }
  const value = scope.env.get(String(name));
  if (value !== undefined) return { value };
  return problem(
    "env-unset",
    `The environment variable \`${name}\` is not set`,
    `Set it, or write \`default(env.${name}, "…")\`.`,
  );
}

/** `shots.reveal.lastFrame`, `shots.reveal[2].video`, and `shots.reveal` alone where a shot is meant. */
function lookUpShot(lookup: Lookup, scope: Scope, shots: ReadonlySet<string>): Evaluation {
  const [first, ...rest] = lookup.steps;
  if (first === undefined) return unknown("Name a shot: `shots.<id>.lastFrame`", "Add the id.", lookup);
  const id = keyOf(first, scope);
  if (typeof id === "object") return id;
  if (!shots.has(String(id))) {
    return {
      problem: {
        code: "shot-unknown",
        message: `There is no shot "${id}"`,
        help: didYouMean(String(id), shots, "shots"),
        start: first.start,
        end: first.end,
      },
    };
  }
  const numbered = rest[0] !== undefined && typeof rest[0].key !== "string" ? rest.shift() : undefined;
  const take = numbered === undefined ? 1 : keyOf(numbered, scope);
  if (typeof take === "object") return take;
  if (typeof take !== "number" || !Number.isInteger(take) || take < 1) {
    return unknown(
      "The number of a take must be a whole number from 1",
      "Write `shots.<id>[2].lastFrame`.",
      numbered ?? lookup,
    );
  }
  const [what, excess] = rest;
  if (what === undefined) return { value: new ShotResult({ shot: String(id), take, what: "shot" }) };
  if (excess === undefined && (what.key === "lastFrame" || what.key === "video")) {
    return { value: new ShotResult({ shot: String(id), take, what: what.key }) };
  }
  return unknown(
    "A shot has only `lastFrame` and `video`",
    didYouMean(nameOf(what), ["lastFrame", "video"], "results"),
    excess ?? what,
  );
}

function lookUpMedium(lookup: Lookup, scope: Scope): Evaluation {
  const [kindStep, indexStep, excess] = lookup.steps;
  const kind = typeof kindStep?.key === "string" ? mediaKinds.get(kindStep.key) : undefined;
  if (kindStep === undefined || kind === undefined) {
    const help = didYouMean(nameOf(kindStep), mediaKinds.keys(), "kinds of media");
    return unknown("`ref` has `images`, `videos` and `audios`", help, kindStep ?? lookup);
  }
  const index = indexStep === undefined ? undefined : keyOf(indexStep, scope);
  if (typeof index === "object") return index;
  if (typeof index !== "number" || !Number.isInteger(index) || index < 1 || excess !== undefined) {
    const help = `Write \`ref.${nameOf(kindStep)}[1]\` for the first.`;
    return unknown("A medium needs its number, starting at 1", help, excess ?? indexStep ?? kindStep);
  }
  return { value: new PromptMedium({ kind, index }) };
}

function evaluateCall(call: Call, scope: Scope): Evaluation {
  if (!functionNames.has(call.name)) {
    return unknown(`There is no function \`${call.name}\``, didYouMean(call.name, functionNames, "functions"), call);
  }
  if (call.name === "default") return firstKnown(call, scope);
  const values: ExpressionValue[] = [];
  for (const argument of call.arguments) {
    const { value, problem } = evaluate(argument, scope);
    if (problem !== undefined) return { problem };
    values.push(value);
  }
  const result = callFunction(call.name, values);
  if (result.problem === undefined) return { value: result.value };
  return { problem: { code: "expression-type", ...result.problem, start: call.start, end: call.end } };
}

/** `default(a, b)`: the first value that exists. A secret stays a problem. */
function firstKnown(call: Call, scope: Scope): Evaluation {
  let last: Evaluation | undefined;
  for (const argument of call.arguments) {
    last = evaluate(argument, scope);
    const missing = last.problem === undefined ? last.value === null : canDefault(last.problem.code);
    if (!missing) return last;
  }
  return last ?? unknown("`default` needs at least one value", "Write `default(value, otherwise)`.", call);
}

function canDefault(code: DiagnosticCode): boolean {
  return code === "unknown-name" || code === "env-unset";
}

function unknown(
  message: string,
  help: string,
  { start, end }: { readonly start: number; readonly end: number },
): Evaluation {
  return { problem: { code: "unknown-name", message, help, start, end } };
}

function isList(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}

/** A step's key as a person wrote it, where it is a plain name. */
function nameOf(step: Step | undefined): string {
  return typeof step?.key === "string" ? step.key : "";
}
