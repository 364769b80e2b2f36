const utf8 = new TextDecoder("utf-8", { fatal: true });
/** A number with fewer digits is what a float holds. */
const longNumber = /\d{16}/u;

/** The body as JSON, or `undefined` where it is none: a gateway's page, a cut answer. */
export function parseJson(body: Uint8Array): unknown {
  try {
    const text = utf8.decode(body);
    return longNumber.test(text) ? JSON.parse(text, exactly) : JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** A whole number that a float cannot hold stays as it is written: rounded, an id would name another task. */
function exactly(_name: string, value: unknown, context?: { readonly source?: string }): unknown {
  const isRounded = typeof value === "number" && Number.isInteger(value) && !Number.isSafeInteger(value);
  return isRounded && /^\d+$/u.test(context?.source ?? "") ? context?.source : value;
}
