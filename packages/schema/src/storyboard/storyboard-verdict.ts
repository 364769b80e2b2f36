/** One thing that is wrong with a storyboard. */
export interface StoryboardError {
  /** JSON pointer to the value; for an unknown or missing key, to the object that has or lacks it. */
  readonly path: string;
  /** The JSON Schema keyword that did not hold. */
  readonly keyword: string;
  /**
   * The keyword's own values, such as `missingProperty`, `allowedValues`, or `additionalProperty` together with
   * `allowedProperties`.
   */
  readonly params: { readonly [name: string]: unknown };
  readonly message: string;
}

export type StoryboardVerdict =
  | { readonly ok: true }
  | { readonly ok: false; readonly errors: readonly StoryboardError[] };
