/** A path with at most one `{id}` in it, made ready for matching. */
export interface PathTemplate {
  readonly prefix: string;
  /** What follows `{id}`; undefined for a path without one. */
  readonly suffix: string | undefined;
}

const placeholder = /\{[^}]*\}/;

/** Reads a template such as `/v1/videos/{id}/content`; a query in it is dropped. */
export function parsePathTemplate(template: string): PathTemplate {
  const path = template.split("?")[0] ?? "";
  const match = placeholder.exec(path);
  if (match === null) return { prefix: path, suffix: undefined };
  return { prefix: path.slice(0, match.index), suffix: path.slice(match.index + match[0].length) };
}

/** The id in a path, `""` where the template has none, undefined where the path does not match. */
export function matchPath({ prefix, suffix }: PathTemplate, path: string): string | undefined {
  if (suffix === undefined) return path === prefix ? "" : undefined;
  if (!path.startsWith(prefix) || !path.endsWith(suffix)) return undefined;
  const id = path.slice(prefix.length, path.length - suffix.length);
  return id === "" || id.includes("/") ? undefined : decode(id);
}

function decode(text: string): string {
  if (!text.includes("%")) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    // A stray percent sign is part of an id that no task has.
    return text;
  }
}
