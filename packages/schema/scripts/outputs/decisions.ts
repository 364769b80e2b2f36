import {
  count,
  dateTime,
  described,
  flag,
  list,
  object,
  ordinal,
  realmClass,
  sha256,
  text,
  use as reference,
  word,
  yes,
  type Shape,
} from "./shapes.ts";

const takes = described("`STORYBOARD/TAKE`.", list(text));

const ofUpload = { sha256, realm: text, provider: text, storyboard: text, reason: text };

export const resolve: Shape = {
  oneOf: [
    described(
      "With `--list`.",
      object(
        {
          undecided: list(
            object(
              { takes, state: word("uncertain", "lost"), realm: text, provider: text, model: text },
              { reason: text, taskId: text, seed: { type: "integer" }, clientId: text, submittedAt: dateTime },
            ),
          ),
        },
        {
          uploads: described(
            "Files that may have been uploaded and paid for.",
            list(object({ ...ofUpload, uploadedAt: dateTime }, { price: reference("money") })),
          ),
        },
      ),
    ),
    object(
      { ok: yes },
      {
        decided: list(object({ attempt: text, takes, realm: text, state: text })),
        attempt: text,
        takes,
        realm: text,
        state: text,
      },
    ),
    described("With `--upload-again`.", object({ ok: yes, uploads: list(object(ofUpload)) })),
  ],
};

export const retry: Shape = object({ ok: yes, realm: realmClass, takes, refusedForContent: takes });

export const use: Shape = object({ ok: yes, realm: realmClass, take: text, version: ordinal, sha256 }, { file: text });

export const judged: Shape = object({
  ok: yes,
  realm: realmClass,
  verdict: word("approved", "rejected"),
  takes: list(object({ take: text, version: ordinal, sha256 })),
});

/** The address of the page, or with `--apply` what became of each decision. */
export const review: Shape = {
  anyOf: [
    described("Printed when the server is ready. Whoever has the address may decide.", object({ url: text })),
    described(
      "What became of decisions, with `--apply`.",
      object({ ok: flag, results: list(object({ take: text, ok: flag }, { code: text, message: text })) }),
    ),
  ],
};

export const cancel: Shape = object({
  ok: flag,
  realm: realmClass,
  tasks: list(object({ takes, taskId: text, outcome: text })),
});

export const gc: Shape = object({
  ok: yes,
  applied: flag,
  bytes: count,
  files: list(
    object({ realm: realmClass, kind: text, name: text, bytes: count, reason: word("unfinished", "unknown") }),
  ),
});

export const verify: Shape = object({
  ok: flag,
  problems: list(
    object({ realm: realmClass, kind: text, sha256: text, takes }, { what: text, message: text, isFetched: flag }),
  ),
});

export const ledgerImport: Shape = object({
  ok: yes,
  imported: list(object({ file: text, realm: realmClass, records: count })),
});

export const ledgerRebuild: Shape = object({ ok: yes, rebuilt: list(object({ realm: realmClass, records: count })) });
