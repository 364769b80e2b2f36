/** The port of `shotlist mock` without `--port`. */
export const defaultMockPort = 4010;

/** Base URL of a format at a mock that listens there. */
export function mockAddress(format: string): string {
  return `http://127.0.0.1:${defaultMockPort}/${format}`;
}
