import { createTransport, readProxySettings } from "@shotlist/batch-runner";
import { editionOf, editionsOf, type FormatRef, type ModelFacts, type Role } from "@shotlist/schema";
import { defineCommand, type Command } from "../arguments/command.ts";
import { readEnvironment } from "../environment/read-environment.ts";
import { readTarget } from "../environment/target.ts";
import { createKeyring } from "../owner/keyring.ts";
import { ownerAndKeyOptions } from "../owner/owner-options.ts";
import { loadOwner } from "../owner/owner.ts";
import { writeNotes } from "../output/notes.ts";
import { writeJson } from "../output/json.ts";
import { styleFor, type Style } from "../output/style.ts";
import { table } from "../output/table.ts";
import { knownEdition } from "../arguments/known-format.ts";
import { endpointOf, type ProviderEndpoint } from "../providers/endpoint-of.ts";
import { askForModels, type Offer, type OfferedModel } from "../providers/offered-models.ts";
import { factNotes } from "../providers/fact-notes.ts";
import { compileOrRefuse } from "../storyboards/compile-or-refuse.ts";
import { say, text, translate } from "../text/say.ts";

/** Shows what a provider offers: its catalogue, and the vendor's own list where it has one. */
export const models: Command = defineCommand({
  name: "models",
  summary: "Show the models of a provider",
  positionals: [{ name: "PROVIDER" }, { name: "FILE", optional: true }],
  options: {
    edition: { value: "ID", description: "Edition of the format (default: the newest)" },
    "base-url": { value: "[PROVIDER=]URL", multiple: true, description: "Ask another endpoint" },
    ...ownerAndKeyOptions,
    json: { description: "Print one JSON document" },
  },
  examples: [
    "shotlist models PROVIDER",
    "shotlist models PROVIDER --edition 2026-05",
    "shotlist models inhouse campaign.yaml",
  ],
  async run([name = "", ...files], options, world) {
    const { stdout, stderr } = world;
    const env = await readEnvironment(options["env-file"], world);
    const owner = await loadOwner(files, options, world);
    const target = readTarget({ mock: false, baseUrls: options["base-url"] });
    const plans = await compileOrRefuse(files, { world, env, owner, strict: false, target });
    const endpoint = await endpointOf(name, { plans, target });
    const edition = knownEdition(endpoint.format, options.edition);
    const keyring = createKeyring({ env, owner, target, world });
    await keyring.admit([endpoint]);
    using interruption = world.interruptible();
    const transport = createTransport({ proxy: readProxySettings(env) });
    try {
      const { signal } = interruption;
      const offer = await askForModels(endpoint, { edition, key: keyring.keyOf(endpoint), transport, signal });
      if (options.json) writeJson(stdout, offerToJson(endpoint, edition, offer));
      else stdout.write(describeOffer(offer.models, styleFor(stdout, world.env)));
      writeNotes(stderr, factNotes(endpoint, world));
      if (offer.unasked !== undefined) {
        const style = styleFor(stderr, world.env);
        stderr.write(`${style("yellow", say`Showing the built-in catalogue only: `)}${translate(offer.unasked)}\n`);
        if (offer.hint !== undefined) stderr.write(`${style("cyan", say`help: `)}${translate(offer.hint)}\n`);
      }
      return offer.exitCode;
    } finally {
      await transport.close();
    }
  },
});

function offerToJson({ name, format, baseUrl }: ProviderEndpoint, edition: FormatRef, offer: Offer): object {
  return {
    provider: name,
    format,
    edition: editionOf(edition) ?? editionsOf(edition).at(-1)?.id,
    baseUrl,
    asked: offer.unasked === undefined,
    unasked: offer.unasked,
    models: offer.models.map(({ id, offered, catalogued }) => ({ id, offered, ...modelToJson(catalogued) })),
  };
}

function modelToJson(model: ModelFacts | undefined): object {
  if (model === undefined) return { catalogued: false };
  const { duration, resolutions, ratios, roles, provenance } = model;
  const takes = Object.entries(roles).map(([role, { max, forms }]) => ({ role, max, forms }));
  return {
    catalogued: true,
    duration: duration.value,
    resolutions: resolutions.value,
    ratios: ratios.value,
    sound: soundOf(model),
    takes,
    provenance,
  };
}

function describeOffer(offered: readonly OfferedModel[], style: Style): string {
  const isAsked = offered.some((model) => model.offered !== undefined);
  const columns = [say`model`, say`seconds`, say`resolutions`, say`ratios`, say`sound`, say`inputs`].map((title) => ({
    title,
  }));
  return table(
    [...columns, ...(isAsked ? [{ title: say`vendor` }] : [])],
    offered.map((model) => [model.id, ...cellsOf(model.catalogued), vendorWord(model)]),
    style,
  );
}

function vendorWord({ offered, catalogued }: OfferedModel): string {
  if (offered === undefined) return "";
  if (!offered) return say`not listed`;
  return catalogued === undefined ? say`listed; not in the catalogue` : say`listed`;
}

function cellsOf(model: ModelFacts | undefined): readonly string[] {
  if (model === undefined) return ["?", "?", "?", "?", "?"];
  const { min, max, step } = model.duration.value;
  return [
    step === undefined || step === 1 ? `${min}–${max}` : say`${min}–${max} by ${step}`,
    model.resolutions.value.join(" "),
    model.ratios.value.join(" "),
    translate(soundWords[soundOf(model)]),
    takenBy(model) || say`text`,
  ];
}

function soundOf({ audio, audioFixed }: ModelFacts): "always" | "never" | "by choice" {
  if (audioFixed !== undefined) return audioFixed.value ? "always" : "never";
  return audio?.value === true ? "by choice" : "never";
}

const soundWords = { always: text("always"), never: text("never"), "by choice": text("optional") } as const;

// A record, so that the compiler proves the list complete.
const roleWords: { readonly [role in Role]: string } = {
  first_frame: text("first frame"),
  last_frame: text("last frame"),
  reference_image: text("images"),
  reference_video: text("videos"),
  reference_audio: text("audio files"),
};

function isRole(word: string): word is Role {
  return Object.hasOwn(roleWords, word);
}

function takenBy({ roles }: ModelFacts): string {
  return Object.entries(roles)
    .flatMap(([role, { max }]) => {
      if (!isRole(role)) return [];
      return [max === 1 ? translate(roleWords[role]) : translate(`${max} ${roleWords[role]}`)];
    })
    .join(", ");
}
