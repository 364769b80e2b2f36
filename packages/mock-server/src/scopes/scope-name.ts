/** Puts a request into a scope; a path that begins with `/@NAME` does the same. */
export const scopeHeader = "x-mock-scope";

const allowed = /^[A-Za-z0-9._~-]{1,100}$/;

/** What is wrong with a scope's name; undefined where nothing is. */
export function scopeNameMistake(name: string): string | undefined {
  return allowed.test(name)
    ? undefined
    : `The name of a scope must have 1 to 100 of the characters A-Z a-z 0-9 . _ ~ -, not ${JSON.stringify(name)}`;
}

/** The start of a scope's paths; empty for the server's own scope. */
export function scopePrefix(name: string): string {
  return name === "" ? "" : `/@${name}`;
}

/** Takes the scope off a path: `/@name/rest` is `/rest` in the scope `name`. */
export function splitScope(path: string): { readonly scope: string | undefined; readonly path: string } {
  if (!path.startsWith("/@")) return { scope: undefined, path };
  const end = path.indexOf("/", 1);
  return end === -1 ? { scope: path.slice(2), path: "/" } : { scope: path.slice(2, end), path: path.slice(end) };
}
