/** Sets a key that may have any name. */
export function setOwn<Value>(object: { [key: string]: Value }, key: string, value: Value): void {
  // Plain assignment to this one key would replace the prototype.
  if (key === "__proto__") {
    Object.defineProperty(object, key, { value, enumerable: true, configurable: true, writable: true });
  } else {
    object[key] = value;
  }
}
