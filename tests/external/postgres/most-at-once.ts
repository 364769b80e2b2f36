import type { MockServer } from "@shotlist/mock-server";

type Task = MockServer["tasks"][number];

/** The most tasks that were at the vendor at one moment. `endOf`: when each left it; it is there for ever where nobody knows. */
export function mostAtOnce(
  { tasks }: Pick<MockServer, "tasks">,
  endOf: (task: Task) => number | undefined = ({ finishedAtMs }) => finishedAtMs,
): number {
  const moments = tasks.flatMap((task) => {
    const end = endOf(task);
    return [{ at: task.createdAtMs, change: 1 }, ...(end === undefined ? [] : [{ at: end, change: -1 }])];
  });
  let now = 0;
  let most = 0;
  for (const { change } of moments.toSorted((one, other) => one.at - other.at || one.change - other.change)) {
    now += change;
    most = Math.max(most, now);
  }
  return most;
}
