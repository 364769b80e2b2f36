import { array, assert, boolean, constantFrom, integer, property, record } from "fast-check";
import { expect, it } from "vitest";
import { createWorkQueue, type Queued } from "./queue.ts";

const storyboards = ["a", "b", "c"] as const;

/** Works of storyboards; each needs some of those before it. */
const drawnWorks = array(
  record({
    storyboard: constantFrom(...storyboards),
    isSent: boolean(),
    needs: array(integer({ min: 1, max: 8 }), { maxLength: 2 }),
  }),
  { minLength: 1, maxLength: 60 },
).map((drawn) =>
  drawn.map(({ storyboard, isSent, needs }, at): Queued => ({
    key: String(at),
    lead: { storyboard },
    action: isSent ? "collect" : "render",
    needs: isSent ? [] : needs.map((back) => String(at - back)).filter((need) => !need.startsWith("-")),
  })),
);

/** Takes works as places get free, with so many at once, until none is left; answers them in the order in which they began. */
function take(works: readonly Queued[], places: number): readonly Queued[] {
  const queue = createWorkQueue(works, () => "lane");
  const begun: Queued[] = [];
  const running: Queued[] = [];
  for (let turn = 0; turn < works.length * 2 + 1; turn += 1) {
    for (;;) {
      const next = queue.next(() => running.length < places);
      if (next === undefined) break;
      begun.push(next);
      running.push(next);
    }
    const ended = running.shift();
    if (ended !== undefined) queue.ended(ended.key);
  }
  return begun;
}

function work(key: string, over: Partial<Queued> = {}): Queued {
  return { key, lead: { storyboard: "a" }, action: "render", needs: [], ...over };
}

it("begins every work once, after what it needs, whatever else waits", () => {
  assert(
    property(drawnWorks, integer({ min: 1, max: 5 }), (works, places) => {
      const keys = take(works, places).map(({ key }) => key);
      expect(keys.toSorted()).toEqual(works.map(({ key }) => key).toSorted());
      for (const { key, needs } of works)
        for (const need of needs) expect(keys.indexOf(need)).toBeLessThan(keys.indexOf(key));
    }),
  );
});

it("lets storyboards that share a limit take turns, however many works each has", () => {
  assert(
    property(array(integer({ min: 1, max: 40 }), { minLength: 2, maxLength: 3 }), (counts) => {
      const works = counts.flatMap((count, index) =>
        Array.from({ length: count }, (_one, at): Queued => {
          const storyboard = storyboards[index] ?? "a";
          return { key: `${storyboard}${at}`, lead: { storyboard }, action: "render", needs: [] };
        }),
      );
      const begun = take(works, 1).map(({ lead }) => lead.storyboard);
      const shortest = Math.min(...counts);
      const fair = begun.slice(0, shortest * counts.length);
      const shares = counts.map(
        (_count, index) => fair.filter((storyboard) => storyboard === storyboards[index]).length,
      );
      expect(shares).toEqual(counts.map(() => shortest));
    }),
  );
});

it("begins with what may be at its vendor, then with the longest way to the end", () => {
  const works = [
    work("short"),
    work("long"),
    work("middle", { needs: ["long"] }),
    work("end", { needs: ["middle"] }),
    work("sent", { action: "collect", lead: { storyboard: "b" } }),
    work("other", { lead: { storyboard: "b" } }),
  ];
  expect(take(works, 1).map(({ key }) => key)).toEqual(["sent", "long", "other", "middle", "short", "end"]);
});
