import type { PlannedTake } from "@shotlist/core";
import { expect, it } from "vitest";
import type { JoinedTake } from "../join/joined-take.ts";
import { aPlan, aProvider, aTake } from "../testing/plans.ts";
import { toParts } from "./to-parts.ts";

function joined(take: PlannedTake, over: Partial<JoinedTake> = {}): JoinedTake {
  return { take, action: "render", own: "render", next: "submit", reason: "not rendered yet", ...over };
}

function namesIn(parts: ReturnType<typeof toParts>): readonly (readonly string[])[] {
  return parts.map((plans) => plans.flatMap(({ storyboard, takes }) => takes.map(({ id }) => `${storyboard}/${id}`)));
}

it("keeps takes together that depend on each other, also by way of others, and no others", () => {
  const takes = [
    aTake("a"),
    aTake("b", { dependsOn: ["a"] }),
    aTake("alone"),
    aTake("c", { dependsOn: ["b"] }),
    aTake("d", { dependsOn: ["a"] }),
  ];
  const parts = toParts(
    takes.map((take) => joined(take)),
    [aPlan(takes)],
  );
  expect(namesIn(parts)).toEqual([["board/a", "board/b", "board/c", "board/d"], ["board/alone"]]);
});

it("keeps takes of one digest together, whatever storyboard they are from", () => {
  const { digest } = aTake("a");
  const other = aTake("x", { storyboard: "other", digest });
  const plans = [aPlan([aTake("a"), aTake("b")]), aPlan([other], { storyboard: "other" })];
  const parts = toParts([joined(aTake("a")), joined(aTake("b")), joined(other)], plans);
  expect(namesIn(parts)).toEqual([["board/a", "other/x"], ["board/b"]]);
});

it("leaves out what nothing is to be done about, unless something depends on it", () => {
  const takes = [aTake("here"), aTake("base"), aTake("next", { dependsOn: ["base"] })];
  const nothing = { action: "cached", own: "cached", next: "nothing" } as const;
  const [here, base, next] = takes.map((take) => joined(take));
  if (here === undefined || base === undefined || next === undefined) throw new Error("three takes");
  const parts = toParts([{ ...here, ...nothing }, { ...base, ...nothing }, next], [aPlan(takes)]);
  expect(namesIn(parts)).toEqual([["board/base", "board/next"]]);
});

it("gives away no more of a storyboard than its takes need", () => {
  const plan = aPlan([aTake("a"), aTake("b")], {
    file: "/srv/somebody/secret-project/board.yaml",
    providers: [aProvider(), aProvider({ name: "unused" })],
    films: [],
  });
  const [part] = toParts([joined(aTake("a")), joined(aTake("b"))], [plan]);
  expect(part).toEqual([{ ...aPlan([aTake("a")]), file: "board.yaml" }]);
});
