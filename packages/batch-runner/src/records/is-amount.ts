/** Whether a value that was read is a number that something can be counted with: finite, and not below 0. */
export function isAmount(value: unknown): value is number {
  return typeof value === "number" && Number.isFinite(value) && value >= 0;
}
