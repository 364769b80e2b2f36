/** The steps of a JSON pointer, unescaped. */
export function stepsOf(pointer: string): readonly string[] {
  return pointer
    .split("/")
    .slice(1)
    .map((step) => step.replaceAll("~1", "/").replaceAll("~0", "~"));
}

/** The value at a JSON pointer; undefined where there is none. */
export function valueAt(body: unknown, pointer: string): unknown {
  return valueAtSteps(body, stepsOf(pointer));
}

/** The same at a place that is given step by step. */
export function valueAtSteps(body: unknown, steps: readonly string[]): unknown {
  let value = body;
  for (const step of steps) {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, step)) return undefined;
    value = Reflect.get(value, step);
  }
  return value;
}

/** A copy of a JSON value with something else at a pointer; objects on the way are made, and lists where a step is `-`. */
export function withValueAt(body: unknown, pointer: string, value: unknown): unknown {
  return withValue(body, stepsOf(pointer), value);
}

function withValue(body: unknown, [step, ...below]: readonly string[], value: unknown): unknown {
  if (step === undefined) return value;
  if (step === "-") return [...(Array.isArray(body) ? body : []), withValue(undefined, below, value)];
  if (Array.isArray(body)) return body.with(Number(step), withValue(body[Number(step)], below, value));
  const object: object = typeof body === "object" && body !== null ? body : {};
  const inner = Object.hasOwn(object, step) ? Reflect.get(object, step) : undefined;
  return { ...object, [step]: withValue(inner, below, value) };
}
