const shortName = /^[A-Za-z][\w.-]{0,63}$/u;

/** A code as it may be an attribute: a short name, never words that may hold a link or a key. */
export function errorType(code: unknown): string {
  return typeof code === "string" && shortName.test(code) ? code : "_OTHER";
}
