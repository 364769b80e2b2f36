import { expect, test } from "vitest";
import { agreeToSubmitAgain, type AskedAgain } from "./agree-again.ts";

const reveal = { storyboard: "launch", take: "reveal" };
const priced: AskedAgain = {
  named: [reveal],
  takes: [reveal],
  estimate: { kind: "exact", amount: 4.5, currency: "CNY" },
};
const unpriced: AskedAgain = { ...priced, estimate: { kind: "unknown" } };

interface Person {
  readonly yes?: boolean;
  readonly answer?: string;
  readonly realmClass?: "live" | "mock";
  readonly ci?: boolean;
}

/** What is printed before anybody agreed. */
async function ask(
  asked: readonly AskedAgain[],
  { yes = false, answer, realmClass = "live", ci = false }: Person,
): Promise<string> {
  let printed = "";
  await agreeToSubmitAgain(asked, {
    realmClass,
    yes,
    world: {
      stdout: { write: () => undefined, isTTY: true, columns: 80 },
      stderr: { write: (text) => (printed += text), isTTY: true, columns: 80 },
      env: ci ? { CI: "true" } : {},
      cwd: "/",
      interruptible: () => {
        throw new Error("nothing runs");
      },
      ...(answer === undefined ? {} : { readAnswer: () => Promise.resolve(answer) }),
    },
  });
  return printed;
}

test.each<[string, readonly AskedAgain[]]>([
  ["Let the next render submit 2 tasks again, for at most 9.00 CNY? [y/N] ", [priced, priced]],
  ["Let the next render submit 1 task again, 1 of them without a price? [y/N] ", [unpriced]],
  [
    "Let the next render submit 2 tasks again, for at most 4.50 CNY, 1 of them without a price? [y/N] ",
    [priced, unpriced],
  ],
])("at a terminal a person is asked: %s", async (question, asked) => {
  expect(await ask(asked, { answer: "y" })).toBe(question);
  await expect(ask(asked, { answer: "" })).rejects.toMatchObject({ code: "consent_refused", exitCode: 4 });
  expect(await ask(asked, { yes: true })).toBe("");
});

test("where nobody can be asked, money needs --yes", async () => {
  await expect(ask([priced], {})).rejects.toMatchObject({ code: "consent_missing", exitCode: 2 });
  await expect(ask([priced], { ci: true, answer: "y" })).rejects.toThrow("submitted again, for at most 4.50 CNY");
  expect(await ask([priced], { yes: true })).toBe("");
  expect(await ask([priced], { realmClass: "mock" })).toBe("");
  expect(await ask([], {})).toBe("");
});

test("takes that share the clip and were not named are said first", async () => {
  const shared = { ...priced, takes: [reveal, { storyboard: "launch", take: "reveal[lang=de]" }] };
  expect(await ask([shared], { realmClass: "mock" })).toBe(
    "launch/reveal shares its clip with launch/reveal[lang=de]: all of them get the new one.\n",
  );
});
