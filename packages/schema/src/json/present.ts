type Present<Fields> = {
  [Key in keyof Fields as undefined extends Fields[Key] ? never : Key]: Fields[Key];
} & {
  [Key in keyof Fields as undefined extends Fields[Key] ? Key : never]?: Exclude<Fields[Key], undefined>;
};

/** The same fields without those that are `undefined`: what nobody set is not sent. */
export function present<Fields extends object>(fields: Fields): Present<Fields>;
// Only members whose type includes `undefined` can be gone, which is what `Present` says and an inferred type cannot.
export function present(fields: { readonly [name: string]: unknown }): object {
  const kept: { [name: string]: unknown } = {};
  // Every take of a batch comes through here, most of them twice: no lists of entries on the way.
  for (const name in fields) if (fields[name] !== undefined) kept[name] = fields[name];
  return kept;
}
