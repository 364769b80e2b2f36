/** A parsed `${{ … }}`: lookups, literals and calls of the known functions. Offsets count from the expression's start. */
export type Expression =
  | { readonly kind: "literal"; readonly value: string | number | boolean | null }
  | {
      readonly kind: "lookup";
      readonly root: string;
      readonly start: number;
      readonly end: number;
      readonly steps: readonly Step[];
    }
  | {
      readonly kind: "call";
      readonly name: string;
      readonly start: number;
      readonly end: number;
      readonly arguments: readonly Expression[];
    };

/** One step of a lookup: `.name`, or `[index]` with its own expression. */
export interface Step {
  readonly key: string | Expression;
  readonly start: number;
  readonly end: number;
}

export interface ExpressionProblem {
  readonly message: string;
  readonly start: number;
  readonly end: number;
}

/** Stands for all names of the matrix, where an expression does not say which it looks up. */
export const anyMatrixName = "*";

/** The names of the matrix that an expression looks up. */
export function* matrixNamesOf(expression: Expression): Generator<string> {
  if (expression.kind === "lookup") {
    const key = expression.steps[0]?.key;
    if (expression.root === "matrix") {
      const literal = typeof key === "object" && key.kind === "literal" ? String(key.value) : undefined;
      yield typeof key === "string" ? key : (literal ?? anyMatrixName);
    }
    for (const step of expression.steps) if (typeof step.key !== "string") yield* matrixNamesOf(step.key);
  } else if (expression.kind === "call") {
    for (const argument of expression.arguments) yield* matrixNamesOf(argument);
  }
}

/** The names of the outermost lookups anywhere within an expression. */
export function* rootsOf(expression: Expression): Generator<string> {
  if (expression.kind === "lookup") {
    yield expression.root;
    for (const { key } of expression.steps) if (typeof key !== "string") yield* rootsOf(key);
  } else if (expression.kind === "call") {
    for (const argument of expression.arguments) yield* rootsOf(argument);
  }
}
