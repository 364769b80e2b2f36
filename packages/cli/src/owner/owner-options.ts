/** Options of commands that compile storyboards: what the owner allows them to read. */
export const ownerOptions = {
  config: { value: "FILE", description: "Read the owner's settings from FILE instead of shotlist.config.yaml" },
  "allow-env": { value: "NAME", multiple: true, description: "Allow storyboards to read this environment variable" },
} as const;

const keyHost = {
  value: "HOST",
  multiple: true,
  description: "Allow the storyboard's keys to be sent to this host",
} as const;

/** The same with the option of commands that send keys. */
export const ownerAndKeyOptions: typeof ownerOptions & { readonly "allow-key-host": typeof keyHost } = {
  ...ownerOptions,
  "allow-key-host": keyHost,
};
