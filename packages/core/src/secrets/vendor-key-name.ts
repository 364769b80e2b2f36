/** What a variable that holds a vendor's key is called. */
const looksLikeKey = /(?:^|_)(?:API_?KEY|KEY|API_?TOKEN|TOKEN)$/u;

/** Keys of another kind, whoever they belong to: what signs, encrypts, deploys or logs in is never a vendor's. */
const otherKind =
  /(?:^|_)(?:PRIVATE|SECRET|ACCESS|SIGNING|ENCRYPTION|MASTER|DEPLOY|SSH|GPG|PGP|HOST|SESSION|REFRESH|ID|JOB|BOT|WEBHOOK|OAUTH|PUBLISH|REGISTRY)_?(?:KEY|TOKEN)$/u;

/** First words of what CI services, clouds, registries and forges put into an environment. */
const otherOwner =
  /^(?:ACTIONS|ALIBABA|ALICLOUD|ARM|ATLAS|AWS|AZURE|BITBUCKET|BUILDKITE|CARGO|CI|CIRCLE|CLOUDFLARE|CLOUDSDK|CODECOV|DIGITALOCEAN|DOCKER|DOCKERHUB|FLY|GCLOUD|GCP|GH|GIT|GITEA|GITHUB|GITLAB|GOOGLE|HEROKU|JENKINS|KUBE|KUBERNETES|NETLIFY|NODE|NPM|PULUMI|PYPI|RUBYGEMS|RUNNER|SENTRY|SLACK|SNYK|SONAR|SSH|STRIPE|TENCENTCLOUD|TF|TRAVIS|TWINE|VAULT|VERCEL|YARN)_/u;

/**
 * Whether a variable may hold a vendor's key: its name ends in `KEY` or `TOKEN`, and CI services, clouds and
 * registries do not use it for other secrets.
 */
export function isVendorKeyName(name: string): boolean {
  const folded = name.toUpperCase();
  return looksLikeKey.test(folded) && !otherKind.test(folded) && !otherOwner.test(folded);
}
