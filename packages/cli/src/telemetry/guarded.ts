/** What telemetry does never fails a run: whatever it throws is dropped, and nothing is returned. */
export function guarded<Result>(call: () => Result): Result | undefined {
  try {
    return call();
  } catch {
    return undefined;
  }
}
