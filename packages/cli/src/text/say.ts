/** A language other than English: finds its words by the English ones. */
export interface Catalogue {
  /** The words for an English template, with `{0}`, `{1}`, … for values; `undefined` where there are none. */
  readonly template: (english: string) => string | undefined;
  /** A finished English text in the language; as it is where it is not known. */
  readonly translate: (english: string) => string;
}

// A process runs one command line, so what is printed has one language.
let catalogue: Catalogue | undefined;

/** Sets the language of what is printed for people from now on; English for `undefined`. */
export function speak(language: Catalogue | undefined): void {
  catalogue = language;
}

/** A text for people alone: say`${name}: nothing to change`. Whatever `--json` has as well stays English, and is given to `translate`. */
export function say(parts: TemplateStringsArray, ...values: readonly (string | number)[]): string {
  const english = catalogue && parts.reduce((id, part, index) => `${id}{${index - 1}}${part}`);
  const template = english === undefined ? undefined : catalogue?.template(english);
  if (template === undefined) return parts.reduce((said, part, index) => `${said}${values[index - 1]}${part}`);
  return fill(template, values);
}

/** Puts values in the place of `{0}`, `{1}`, …. */
export function fill(template: string, values: readonly (string | number)[]): string {
  return template.replaceAll(/\{(\d+)\}/gu, (whole, index) => String(values[Number(index)] ?? whole));
}

/** A finished English text, such as the message of an error, as a person reads it. */
export function translate(english: string): string {
  return catalogue === undefined ? english : catalogue.translate(english);
}

/** Marks an English word or sentence that is kept as data, and is given to `translate` where it is printed. */
export function text<Words extends string>(english: Words): Words {
  return english;
}
