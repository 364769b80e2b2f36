import { factsAt } from "@shotlist/schema";
import { blocks, bullets, code } from "../markdown.ts";
import type { Section } from "../page.ts";
import { prices } from "./prices.ts";

/** Further endpoints of the vendor, each its own provider. */
export const sites: Section = {
  title: "Other sites",
  write: (page) => {
    const { facts, id, sources } = page;
    return blocks(
      ...(facts.sites ?? []).flatMap((site) => [
        `### ${site.title}`,
        bullets([
          `\`provider: ${site.id}\`, at ${code(site.baseUrl.value)} (${sources.mark(site.baseUrl.provenance, site.id)})`,
          `its key comes from ${code(site.apiKeyEnv)}`,
          `models: ${factsAt(site.id, id)
            .models.map((model) => code(model.id))
            .join(", ")}`,
        ]),
        prices.write({ ...page, facts: factsAt(site.id, id) }),
      ]),
    );
  },
};
