import { describe, expect, it } from "vitest";
import { redactTask } from "./redact-answer.ts";
import { redactText } from "./redact.ts";

const secret = "canary-signature-0123";

describe("words of a vendor", () => {
  it.each([
    `see https://cdn.example.com/a.mp4?X-Tos-Signature=${secret}`,
    `see cdn.example.com/a.mp4?X-Tos-Signature=${secret}&x=1`,
    `see //cdn.example.com/a.mp4?sig=${secret}`,
    `see cdn.example.com:8443/a/b?token=${secret}`,
    `see /a.mp4?X-Amz-Signature=${secret}`,
    `X-Amz-Credential=${secret}`,
    `Signature=${secret}, Expires=1`,
    `api_key=${secret}`,
    `https%3A%2F%2Fcdn.example.com%2Fa.mp4%3Fsig%3D${secret}`,
    `https:\\/\\/cdn.example.com\\/a.mp4?sig=${secret}`,
  ])("lose the signature in %s", (text) => {
    expect(redactText(text)).not.toContain(secret);
  });

  it.each(["version 1.2/3 is out?", "design=flat", "docs.example.com/errors", "a/b?c"])("keep %j", (text) => {
    expect(redactText(text)).toBe(text);
  });
});

describe("a task", () => {
  const key = "canary-key-0123456789";
  const said = `${key} https://cdn.example.com/?sig=${secret}`;

  it.each([
    { status: "running", wireStatus: said, warnings: [said] },
    { status: "succeeded", wireStatus: said, warnings: [said], model: said },
    { status: "failed", wireStatus: said, warnings: [said], failure: { code: said, message: said } },
  ] as const)("that is $status has no free text with a secret", (task) => {
    const clean = JSON.stringify(redactTask(task, key));
    expect(clean).not.toContain(key);
    expect(clean).not.toContain(secret);
  });

  it("keeps its links, which are fetched and never kept", () => {
    const videoUrl = `https://cdn.example.com/?sig=${secret}`;
    expect(redactTask({ status: "succeeded", wireStatus: "done", warnings: [], videoUrl }, key)).toMatchObject({
      videoUrl,
    });
  });
});
