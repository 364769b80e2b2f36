/** What a compiled validator would otherwise ask of the compiler's package, as text to put at its head. */
export const validatorHelpers: { readonly [name: string]: string } = {
  codePointLength: `// Length of a text in code points, as JSON Schema counts it.
function codePointLength(text) {
  let length = text.length;
  for (let index = 1; index < text.length; index += 1) {
    // The second half of a pair.
    if ((text.charCodeAt(index) & 0xfc00) === 0xdc00 && (text.charCodeAt(index - 1) & 0xfc00) === 0xd800) length -= 1;
  }
  return length;
}
`,
  jsonEqual: `// Whether two JSON values are the same.
function jsonEqual(left, right) {
  if (left === right) return true;
  if (typeof left !== "object" || typeof right !== "object" || left === null || right === null) return false;
  if (Array.isArray(left) !== Array.isArray(right)) return false;
  const names = Object.keys(left);
  if (names.length !== Object.keys(right).length) return false;
  return names.every((name) => Object.hasOwn(right, name) && jsonEqual(left[name], right[name]));
}
`,
  addError: `// The list with one more error; a list begun with its first error takes a third of the memory.
function addError(errors, error) {
  if (errors === null) return [error];
  errors.push(error);
  return errors;
}
`,
  forgetErrors: `// Drops what was found after the first errors, \`count\` in number.
function forgetErrors(errors, count) {
  if (errors === null || count === 0) return null;
  errors.length = count;
  return errors;
}
`,
};
