import {
  builtInFormatOf,
  editionsOf,
  factsAt,
  type FormatFacts,
  type FormatId,
  formatIds,
  type FormatRef,
  inEdition,
  isFormatId,
  namedProviders,
  present,
} from "@shotlist/schema";
import { isVendorKeyName } from "../secrets/vendor-key-name.ts";
import { didYouMean } from "../diagnostics/suggest.ts";
import type { ResolvedProvider } from "../model/plan.ts";
import type { CompiledProvider, Providers } from "../model/provider.ts";
import { modelFactsOf } from "@shotlist/schema";
import { isLocalUrl, realmOf, type Target } from "../model/realm.ts";
import { childOf, type Located, type LocatedMap } from "../text/located.ts";
import type { Span } from "../text/source.ts";
import { checkBasePath } from "./base-path.ts";
import type { ReadContext } from "./context.ts";
import { readMoney } from "./read-money.ts";
import { plainPrice, readPrice } from "./read-price.ts";
import { readBoolean, readNumber, readText, readTimeMs } from "./read-typed.ts";
import { readUploads } from "./read-uploads.ts";

/** Providers by name: one for every registered format, changed and added to by the storyboard. */
export function resolveProviders(
  written: Located | undefined,
  { context, target }: { readonly context: ReadContext; readonly target: Target | undefined },
): Providers {
  const settings = new Map<string, LocatedMap | undefined>(namedProviders().map(({ name }) => [name, undefined]));
  if (written?.kind === "map") {
    for (const [name, { value }] of written.entries) if (value.kind === "map") settings.set(name, value);
  }
  const providers = new Map<string, CompiledProvider>();
  for (const [name, setting] of settings) {
    const key = written?.kind === "map" ? written.entries.get(name)?.key : undefined;
    const provider = resolveProvider(name, setting, { context, target, at: key });
    if (provider !== undefined) providers.set(name, provider);
  }
  return providers;
}

/** Environment variables that hold keys, for every registered format and every written provider. */
export function keyVariables(written: Located | undefined): ReadonlySet<string> {
  const names = new Set(namedProviders().map(({ name, format }) => factsAt(name, format).apiKeyEnv));
  if (written?.kind !== "map") return names;
  for (const { value } of written.entries.values()) {
    const name = childOf(value, "apiKeyEnv");
    if (name?.kind === "scalar" && typeof name.value === "string") names.add(name.value);
  }
  return names;
}

interface ProviderReading {
  readonly context: ReadContext;
  readonly target: Target | undefined;
  readonly at: { readonly source: LocatedMap["source"]; readonly start: number; readonly end: number } | undefined;
}

function resolveProvider(
  name: string,
  setting: LocatedMap | undefined,
  { context, target, at }: ProviderReading,
): CompiledProvider | undefined {
  const format = formatOf(name, setting, { context, at });
  if (format === undefined) return undefined;
  const edition = readEdition(format, setting, context);
  const facts = withEndpoints(factsAt(name, edition), childOf(setting, "models"), context);
  const baseUrlNode = childOf(setting, "baseUrl");
  const configured = baseUrlNode === undefined ? undefined : readText({ node: baseUrlNode, literal: false }, context);
  const override = overrideOf(target, name);
  if (configured !== undefined && baseUrlNode !== undefined) {
    checkBaseUrl(configured, baseUrlNode, context);
    // What is asked is the endpoint that counts, and not the one that it takes the place of.
    if (override === undefined && target?.kind !== "mock")
      checkBasePath(configured, { at: baseUrlNode, facts, context });
  }
  const place = baseUrlNode ?? at;
  if (override !== undefined && place !== undefined) checkBasePath(override, { at: place, facts, context });
  const documented = trimSlash(configured ?? facts.baseUrl.value);
  const baseUrl = trimSlash(override ?? documented);
  const priceNode = childOf(setting, "price");
  const price = priceNode === undefined ? undefined : readPrice(priceNode, context);
  const atVendor =
    builtInFormatOf(name) === format &&
    target?.kind !== "mock" &&
    override === undefined &&
    isHostOf(facts, documented);
  return {
    resolved: {
      name,
      format,
      baseUrl,
      realm: realmOf(baseUrl, target),
      apiKeyEnv: apiKeyVariable(setting, facts, context),
      concurrency: number(setting, "concurrency", context) ?? facts.concurrency?.value ?? 3,
      ...limits(setting, facts, context),
      pollEveryMs: time(setting, "pollEvery", context) ?? facts.pollEverySeconds.value * 1000,
      deadlineMs: time(setting, "deadline", context) ?? facts.deadlineSeconds.value * 1000,
      list: flag(setting, "list", context) ?? listsByDefault(facts),
      ...readUploads(childOf(setting, "uploads"), { facts, atVendor, context }),
      ...caps(childOf(setting, "caps"), context),
      ...(price === undefined ? {} : { price: plainPrice(price) }),
    },
    edition,
    facts,
    atVendor,
    ...present({ price, override }),
  };
}

function isHostOf({ baseUrl }: FormatFacts, documented: string): boolean {
  return URL.canParse(documented) && new URL(documented).origin === new URL(baseUrl.value).origin;
}

function formatOf(
  name: string,
  setting: LocatedMap | undefined,
  { context, at }: Pick<ProviderReading, "context" | "at">,
): FormatId | undefined {
  const node = childOf(setting, "format");
  const format = node === undefined ? (builtInFormatOf(name) ?? name) : readText({ node, literal: false }, context);
  if (format === undefined || isFormatId(format)) return format;
  if (node === undefined) {
    const message = `The provider "${name}" is not built in, so it needs a \`format\``;
    const help = `Write \`format:\` with the id of its wire format, such as ${formatIds[0]}.`;
    if (at !== undefined) context.report({ code: "missing-field", at, message, help });
  } else {
    const message = `There is no format "${format}"`;
    context.report({ code: "wrong-value", at: node, message, help: didYouMean(format, formatIds, "formats") });
  }
  return undefined;
}

/** The facts with the account's own names for models: an endpoint id is checked like its model. */
function withEndpoints(facts: FormatFacts, written: Located | undefined, context: ReadContext): FormatFacts {
  if (written?.kind !== "map") return facts;
  const named = [...written.entries].flatMap(([id, { value }]) => {
    const node = childOf(value, "like");
    const like = node === undefined ? undefined : readText({ node, literal: false }, context);
    if (node === undefined || like === undefined) return [];
    const model = modelFactsOf(like, facts);
    if (model !== undefined) return [{ ...model, id, aliases: [model.id, ...(model.aliases ?? [])] }];
    const known = facts.models.map((one) => one.id);
    context.report({
      code: "wrong-value",
      at: node,
      message: `${facts.title} does not document a model "${like}"`,
      help: didYouMean(like, known, "models"),
    });
    return [];
  });
  return { ...facts, models: [...facts.models, ...named] };
}

/** The edition that a storyboard pins, or the newest. */
function readEdition(format: FormatId, setting: LocatedMap | undefined, context: ReadContext): FormatRef {
  const ids = editionsOf(format).map(({ id }) => id);
  const newest = inEdition(format, ids.at(-1));
  const node = childOf(setting, "edition");
  const pinned = node === undefined ? undefined : readText({ node, literal: false }, context);
  if (node === undefined || pinned === undefined) return newest;
  if (ids.includes(pinned)) return inEdition(format, pinned);
  const message = `The format ${format} has no edition "${pinned}"`;
  context.report({ code: "wrong-value", at: node, message, help: `It has ${ids.join(", ")}.` });
  return newest;
}

/** Reports an address that a key must not go to. */
export function checkBaseUrl(text: string, at: Span, context: ReadContext): void {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const report = (message: string, help: string): void => context.report({ code: "base-url", at, message, help });
  if (url === undefined || (url.protocol !== "https:" && url.protocol !== "http:")) {
    report("A base URL must start with https://", "Write it like https://api.example.com.");
  } else if (url.username !== "" || url.password !== "") {
    report(
      "A base URL must not contain a user name or a password",
      "Put the key into the variable that `apiKeyEnv` names.",
    );
  } else if (url.search !== "" || url.hash !== "") {
    report("A base URL must not have a query or a fragment", "Remove the query and the fragment.");
  } else if (url.protocol === "http:" && !isLocalUrl(url)) {
    report(
      "A key is only sent over https, or to this machine",
      `Write https://${url.host}${url.pathname === "/" ? "" : url.pathname}.`,
    );
  }
}

function overrideOf(target: Target | undefined, name: string): string | undefined {
  return target?.kind === "override" ? (target.baseUrls.get(name) ?? target.baseUrls.get("*")) : undefined;
}

function trimSlash(url: string): string {
  return url.replace(/\/+$/u, "");
}

function apiKeyVariable(setting: LocatedMap | undefined, facts: FormatFacts, context: ReadContext): string {
  const node = childOf(setting, "apiKeyEnv");
  if (node === undefined) return facts.apiKeyEnv;
  if (
    node.kind === "scalar" &&
    typeof node.value === "string" &&
    /^[A-Za-z_]\w*$/u.test(node.value) &&
    !/^sk-|^sk_/u.test(node.value)
  ) {
    if (isVendorKeyName(node.value)) return node.value;
    context.report({
      code: "key-name",
      at: node,
      message: `\`${node.value}\` is not allowed as the name of a vendor's key`,
      help: "Keep the key in a variable that ends in _API_KEY, _KEY or _TOKEN and is not one of a CI service, a cloud or a registry.",
    });
    return facts.apiKeyEnv;
  }
  context.report({
    code: "key-in-storyboard",
    at: node,
    message: "`apiKeyEnv` must be the name of an environment variable, not the key itself",
    help: `Write \`apiKeyEnv: ${facts.apiKeyEnv}\` and set that variable; if this was a real key, revoke it.`,
  });
  return facts.apiKeyEnv;
}

function limits(
  setting: LocatedMap | undefined,
  facts: FormatFacts,
  context: ReadContext,
): Pick<ResolvedProvider, "requestsPerMinute" | "submitsPerMinute" | "pollsPerMinute"> {
  const found: { requestsPerMinute?: number; submitsPerMinute?: number; pollsPerMinute?: number } = {};
  for (const name of ["requestsPerMinute", "submitsPerMinute", "pollsPerMinute"] as const) {
    const value = number(setting, name, context) ?? facts[name]?.value;
    if (value !== undefined) found[name] = value;
  }
  return found;
}

/** A list that only the upstream documents is asked for where the provider says `list: true`. */
function listsByDefault({ lookup, document }: FormatFacts): boolean {
  if (lookup?.value.by !== "list") return false;
  return lookup.provenance.grade === "documented" || lookup.provenance.source === document;
}

function caps(written: Located | undefined, context: ReadContext): Pick<ResolvedProvider, "caps"> {
  if (written === undefined) return {};
  const perDay = readMoney(childOf(written, "perDay"), context);
  const total = readMoney(childOf(written, "total"), context);
  return { caps: present({ perDay, total }) };
}

function number(setting: LocatedMap | undefined, name: string, context: ReadContext): number | undefined {
  const node = childOf(setting, name);
  return node === undefined ? undefined : readNumber({ node, literal: false }, context);
}

function time(setting: LocatedMap | undefined, name: string, context: ReadContext): number | undefined {
  const node = childOf(setting, name);
  return node === undefined ? undefined : readTimeMs({ node, literal: false }, context);
}

function flag(setting: LocatedMap | undefined, name: string, context: ReadContext): boolean | undefined {
  const node = childOf(setting, name);
  return node === undefined ? undefined : readBoolean({ node, literal: false }, context);
}
