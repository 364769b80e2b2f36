import { factsAt, type BuiltInProvider, type ModelFacts } from "@shotlist/schema";

interface StarterOptions {
  /** The storyboard's name. */
  readonly name: string;
  readonly provider: BuiltInProvider;
  /** Path of the schema for editors, from the storyboard's folder. */
  readonly schema: string;
}

/** A storyboard to begin with: two shots in two shapes at a provider's first model, which needs no other file. */
export function starterStoryboard({ name, provider, schema }: StarterOptions): string {
  const { models, apiKeyEnv, title } = factsAt(provider.name, provider.format);
  const [model] = models;
  if (model === undefined) throw new Error(`${provider.name} has no model`);
  const ratios = model.ratios.value.slice(0, 2).map((ratio) => `    - ${JSON.stringify(ratio)}\n`);
  return `# yaml-language-server: $schema=${schema}
shotlist: 1
name: ${name}
provider: ${provider.name} # ${title}; its key comes from ${apiKeyEnv}

vars:
  product: The Aurora watch

defaults:
  model: ${model.id}
  resolution: ${model.resolutions.value[0]}
  duration: ${usualSeconds(model)}
${soundLine(model)}
# Every shot is rendered once per ratio.
matrix:
  ratio:
${ratios.join("")}
shots:
  - id: reveal
    prompt: \${{ vars.product }} turns slowly on white marble in soft morning light

  - id: skyline
    prompt: Time-lapse of a city skyline from dusk to night, windows lighting up one by one

# shotlist cut joins the clips of each ratio into one film.
cut: true
`;
}

/** Five seconds, or what comes next to it at this model. */
function usualSeconds({ duration: { value } }: ModelFacts): number {
  const { min, max, step = 1 } = value;
  const steps = Math.max(0, Math.floor((Math.min(5, max) - min) / step));
  return min + steps * step;
}

/** Said where the model leaves no choice, so that nobody is surprised by sound. */
function soundLine({ audioFixed }: ModelFacts): string {
  return audioFixed === undefined ? "" : `  audio: ${audioFixed.value}\n`;
}
