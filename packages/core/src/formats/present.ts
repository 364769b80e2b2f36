type Present<Fields> = {
  [Key in keyof Fields as undefined extends Fields[Key] ? never : Key]: Fields[Key];
} & {
  [Key in keyof Fields as undefined extends Fields[Key] ? Key : never]?: Exclude<Fields[Key], undefined>;
};

/** The same fields without those that are `undefined`: what nobody set is not sent. */
export function present<Fields extends object>(fields: Fields): Present<Fields>;
// Only members whose type includes `undefined` can be gone, which is what `Present` says and an inferred type cannot.
export function present(fields: object): object {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}
