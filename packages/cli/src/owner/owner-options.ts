/** Options of commands that compile storyboards: what the owner allows them to read. */
export const ownerOptions = {
  config: { value: "FILE", description: "Read what the owner allows from FILE, not from shotlist.config.yaml" },
  "allow-env": { value: "NAME", multiple: true, description: "Let storyboards read this environment variable" },
} as const;

const keyHost = { value: "HOST", multiple: true, description: "Let the storyboard's keys go to this host" } as const;

/** The same with the option of commands that send keys. */
export const ownerAndKeyOptions: typeof ownerOptions & { readonly "allow-key-host": typeof keyHost } = {
  ...ownerOptions,
  "allow-key-host": keyHost,
};
