import { runContract, toTable } from "@shotlist/contract-kit";
import { createMockServer } from "@shotlist/mock-server";
import { expect, test } from "vitest";

test("an endpoint that accepts ten reference images fails", async () => {
  await using mock = await createMockServer({ clock: "manual", formats: ["wisgate"] });
  const careless = async (request: Request) => {
    const text = await request.clone().text();
    if (text.split("reference_image").length <= 10) return mock.fetch(request);
    return Response.json({ id: "cgt-20260518175249-8x55h" });
  };

  const report = await runContract({
    format: "wisgate",
    baseUrl: mock.urlOf("wisgate"),
    fetch: careless,
    only: "submit.request/*",
  });

  expect(report.ok).toBe(false);
  expect(toTable(report)).toContain("FAIL  submit.request: nine-images");
});
