/** Text that can be put into a page as it is. */
export interface Markup {
  readonly html: string;
}

/** Puts values into markup; whatever is not markup itself is escaped. */
export function html(
  parts: TemplateStringsArray,
  ...values: readonly (Markup | readonly Markup[] | string | number)[]
): Markup {
  return { html: parts.reduce((text, part, index) => text + toHtml(values[index - 1] ?? "") + part) };
}

function toHtml(value: Markup | readonly Markup[] | string | number): string {
  if (typeof value === "string" || typeof value === "number") return escape(String(value));
  return "html" in value ? value.html : value.map((one) => one.html).join("");
}

const entities: { readonly [mark: string]: string } = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

function escape(text: string): string {
  return text.replaceAll(/[&<>"']/g, (mark) => entities[mark] ?? mark);
}
