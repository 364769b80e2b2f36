/** Why we judge otherwise than oasdiff does, for the rules whose ids match. */
export const reasonedDifferences: readonly (readonly [ids: RegExp, reason: string])[] = [
  [
    /sunset|stability|^endpoint-(?:deprecated|reactivated)/,
    "A policy about dates and stages of a provider. It refuses no message, so it is shown as an annotation.",
  ],
  [
    /removed-with-deprecation$/,
    "A client of the older document still makes the call, announced or not, so that it breaks.",
  ],
  [/x-extensible-enum/, "A word of one company's guidelines, which validators do not know. Shown as an annotation."],
  [/^request-.*all-of-removed$/, "Every body that was accepted still is."],
  [/^response-.*all-of-removed$/, "An answer may be what no branch allowed before, and its reader does not know it."],
  [
    /^request-(?:body|property)-default-value-/,
    "A client that leaves the field out gets something else, which may cost money. oasdiff says so of parameters alone.",
  ],
  [
    /discriminator/,
    "Generated clients choose the class to write or read by it. Whether they still can is not seen in the schema.",
  ],
  [/^response-.*any-of-added$/, "An answer may be of a kind that its reader does not know. oasdiff says so of oneOf."],
  [/^response-property-pattern-/, "An answer may be what the pattern ruled out, which its reader may take apart."],
  [
    /^response-media-type-(?:added|name-)/,
    "A client that sends no Accept header may get another type than it reads; a type under another name is another.",
  ],
  [/^response-success-status-added$/, "A client that waits for 200 takes another success for a failure."],
  [/^api-(?:global-)?security-removed$/, "A client that proves itself in this way is no longer let in."],
  [/^api-(?:global-)?security-scope-added$/, "A key without the new scope is no longer let in."],
  [/became-not-write-only$/, "An answer has one field more, which clients read past."],
];

export function reasonFor(rule: string): string | undefined {
  return reasonedDifferences.find(([ids]) => ids.test(rule))?.[1];
}
