export type JsonValue = null | boolean | number | string | readonly JsonValue[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: JsonValue;
}

/** Sets a key that may have any name. */
export function setOwn<Value>(object: { [key: string]: Value }, key: string, value: Value): void {
  // Plain assignment to this one key would replace the prototype.
  if (key === "__proto__") {
    Object.defineProperty(object, key, { value, enumerable: true, configurable: true, writable: true });
  } else {
    object[key] = value;
  }
}
