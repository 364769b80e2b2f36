/** What the value of an option may be; `any` is looked at by whoever uses it. */
export type OptionKind = "text" | "flag" | "number" | "function" | "list" | "object" | "any";

const fits: { readonly [kind in OptionKind]: (value: unknown) => boolean } = {
  text: (value) => typeof value === "string",
  flag: (value) => typeof value === "boolean",
  number: (value) => typeof value === "number" && !Number.isNaN(value),
  function: (value) => typeof value === "function",
  list: Array.isArray,
  object: (value) => typeof value === "object" && value !== null,
  any: () => true,
};

const words: { readonly [kind in OptionKind]: string } = {
  text: "a text",
  flag: "true or false",
  number: "a number",
  function: "a function",
  list: "a list",
  object: "an object",
  any: "anything",
};

/**
 * What is wrong with the options of a function, a sentence each: names that it does not have, values that cannot be. In plain
 * JavaScript nobody else finds them, and a misspelt limit would limit nothing. `undefined` counts as absent.
 */
export function faultsOfOptions<Options extends object>(
  options: Options,
  kinds: { readonly [Name in keyof Required<Options>]: OptionKind },
): readonly string[] {
  if (typeof options !== "object" || options === null) return ["the options must be an object"];
  const known = new Map<string, OptionKind>(Object.entries(kinds));
  return Object.entries(options).flatMap(([name, value]) => {
    const kind = known.get(name);
    if (kind === undefined) return [`there is no option ${name}; the options are ${[...known.keys()].join(", ")}`];
    return value === undefined || fits[kind](value) ? [] : [`${name} must be ${words[kind]}`];
  });
}

/** Throws a `TypeError` that names the function and every fault of its options. */
export function assertOptions<Options extends object>(
  caller: string,
  options: Options,
  kinds: { readonly [Name in keyof Required<Options>]: OptionKind },
): void {
  const faults = faultsOfOptions(options, kinds);
  if (faults.length > 0) throw new TypeError(`${caller}: ${faults.join("; ")}`);
}
