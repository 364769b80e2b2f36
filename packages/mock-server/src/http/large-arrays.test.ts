import { factsOf } from "@shotlist/schema";
import { expect, onTestFinished, test } from "vitest";
import { createMockServer } from "../create-mock-server.ts";

/** How many entries of lists are looked at, or passed from one to another, while `run` runs. */
async function stepsIn(run: () => Promise<unknown>): Promise<number> {
  const original = Array.prototype[Symbol.iterator];
  let steps = 0;
  Reflect.set(Array.prototype, Symbol.iterator, function* counted(this: readonly unknown[]): Generator {
    for (let index = 0; index < this.length; index += 1) {
      steps += 1;
      yield this[index];
    }
  });
  try {
    await run();
  } finally {
    Reflect.set(Array.prototype, Symbol.iterator, original);
  }
  return steps;
}

const { operations, models } = factsOf("ark");
/** What no entry of its own is wrong with is refused for its number alone, without a step for each. */
const tooMany = {
  type: "image_url",
  image_url: { url: "https://assets.example.com/a.png" },
  role: "reference_image",
};
const wrong = {
  "entries of no kind": { type: "smoke" },
  "entries that are wrong in several ways": { type: "image_url", image_url: { url: 7 }, role: "villain" },
};

/** Steps that the server takes for lists of 1,000 and of 2,000 such entries, once it has read a short one. */
async function stepsOfTheServer(entry: object): Promise<readonly [number, number]> {
  const server = await createMockServer({ formats: ["ark"], strict: true });
  onTestFinished(() => server.close());
  const stepsFor = (count: number): Promise<number> =>
    stepsIn(async () => {
      const body = { model: models[0]?.id, content: Array.from({ length: count }, () => entry) };
      const response = await server.fetch(
        new Request(`${server.urlOf("ark")}${operations.submit?.path ?? ""}`, {
          method: "POST",
          headers: { authorization: "Bearer mock", "content-type": "application/json" },
          body: JSON.stringify(body),
        }),
      );
      expect(response.status).toBe(400);
      await response.text();
    });
  // The first request of all loads what later ones have.
  await stepsFor(100);
  return [await stepsFor(1000), await stepsFor(2000)];
}

test.each(Object.entries(wrong))("twice as many %s take the server twice the steps", async (_what, entry) => {
  const [once, twice] = await stepsOfTheServer(entry);
  expect(once).toBeGreaterThan(500);
  expect(twice).toBeLessThan(once * 2.5);
});

test("twice as many pictures, many more than a model takes, take the server no step more", async () => {
  const [once, twice] = await stepsOfTheServer(tooMany);
  expect(once).toBeGreaterThan(0);
  expect(twice).toBe(once);
});
