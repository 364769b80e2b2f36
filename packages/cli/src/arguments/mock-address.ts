/** Where `shotlist mock` listens unless it is told otherwise. */
export const defaultMockPort = 4010;

/** Base URL of a format at a mock that listens there. */
export function mockAddress(format: string): string {
  return `http://127.0.0.1:${defaultMockPort}/${format}`;
}
