/** The body as JSON, or `undefined` where it is none: a gateway's page, a cut answer. */
export function parseJson(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(body), exactly);
  } catch {
    return undefined;
  }
}

/** A whole number that a float cannot hold stays as it is written: rounded, an id would name another task. */
function exactly(_name: string, value: unknown, context?: { readonly source?: string }): unknown {
  const isRounded = typeof value === "number" && Number.isInteger(value) && !Number.isSafeInteger(value);
  return isRounded && /^\d+$/u.test(context?.source ?? "") ? context?.source : value;
}
