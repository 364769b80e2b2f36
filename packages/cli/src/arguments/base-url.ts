import { isLocalUrl } from "@shotlist/core";
import { usageError } from "../world/errors.ts";

/** Base URLs by provider; `*` is for every other one. */
export type BaseUrls = ReadonlyMap<string, string>;

/** Reads the values of `--base-url [PROVIDER=]URL`. */
export function parseBaseUrls(values: readonly string[]): BaseUrls {
  const urls = new Map<string, string>();
  for (const value of values) {
    const { provider, text } = splitProvider(value);
    if (urls.has(provider)) {
      throw usageError(provider === "*" ? "--base-url was given twice" : `--base-url was given twice for ${provider}`);
    }
    urls.set(provider, checkedBaseUrl(text));
  }
  return urls;
}

function splitProvider(value: string): { readonly provider: string; readonly text: string } {
  const at = value.indexOf("=");
  // An equals sign after `://` belongs to the URL.
  if (at === -1 || value.slice(0, at).includes("://")) return { provider: "*", text: value };
  return { provider: value.slice(0, at), text: value.slice(at + 1) };
}

function checkedBaseUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || (url.protocol !== "https:" && url.protocol !== "http:")) {
    throw usageError(`--base-url takes a URL such as http://127.0.0.1:4010; got ${JSON.stringify(text)}`);
  }
  // The value is not repeated: it may hold a password.
  if (url.username !== "" || url.password !== "")
    throw usageError("--base-url must not contain a user name or password");
  if (url.search !== "" || url.hash !== "") throw usageError("--base-url must not contain a query or fragment");
  if (url.protocol === "http:" && !isLocalUrl(url)) {
    throw usageError("--base-url must use https, except for this machine", `Use https://${url.host}`);
  }
  return text.replace(/\/+$/, "");
}
