/** A storyboard with a model that makes clips from drafts, and one that makes no drafts. */
export const draftBoard = `shotlist: 1
name: aurora
provider: ark
providers:
  ark: { pollEvery: 5ms, requestsPerMinute: 60000, price: { perSecond: { 480p: 0.1, 1080p: 1 }, currency: CNY } }
defaults: { model: doubao-seedance-1-5-pro-251215, duration: 6, resolution: 1080p }
shots:
  - { id: reveal, prompt: A watch turns slowly }
  - { id: skyline, prompt: A skyline at dusk, model: doubao-seedance-2-0-260128 }
`;
