/** Attributes of an element; what is `false` or `undefined` is left out, `true` is there without a value. */
type Attributes = Readonly<Record<string, string | number | boolean | undefined>>;

/** Makes an element. Texts go in as text, never as markup: prompts and names come from anyone. */
export function make<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Attributes = {},
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === false) continue;
    element.setAttribute(name, value === true ? "" : String(value));
  }
  element.append(...children);
  return element;
}

/** A button that does something when it is pressed. */
export function button(label: string, onPress: () => void, attributes: Attributes = {}): HTMLButtonElement {
  const element = make("button", { type: "button", ...attributes }, label);
  element.addEventListener("click", (event) => {
    event.stopPropagation();
    onPress();
  });
  return element;
}
