import { posix } from "node:path";

const source = "https://github.com/shotlist/shotlist/blob/main/";
const notPages = /^(?:\.|tests|bench|findings|site)\/|(?:^|\/)(?:node_modules|dist|api)\//u;

/** Whether a path of the repository is a page of the site. */
export function isPage(path) {
  return path.endsWith(".md") && !notPages.test(path);
}

const braces = (text) => text.replaceAll("{{", "&#123;&#123;").replaceAll("}}", "&#125;&#125;");

/** What these pages write is text: a name in angle brackets or double braces stands for itself, and comments are for readers of the source. */
export function plainHtml(md) {
  const { escapeHtml } = md.utils;
  const rawText = (text) => (/^<!--[\s\S]*-->\s*$/u.test(text) ? "" : braces(escapeHtml(text)));
  md.renderer.rules.text = (tokens, at) => braces(escapeHtml(tokens[at].content));
  md.renderer.rules.code_inline = (tokens, at) => `<code>${braces(escapeHtml(tokens[at].content))}</code>`;
  md.renderer.rules.html_inline = (tokens, at) => rawText(tokens[at].content);
  md.renderer.rules.html_block = (tokens, at) => rawText(tokens[at].content);
}

/** Links to pages of the site stay in it; links to other files of the repository go to its source. */
export function linkWithin(md, { root, isPage: has }) {
  md.core.ruler.push("links-of-the-repository", ({ tokens, env }) => {
    const page = env.path?.startsWith(root) ? env.path.slice(root.length) : env.relativePath;
    for (const { children } of tokens) for (const token of children ?? []) linkToken(token, page, has);
  });
}

function linkToken(token, page, has) {
  const href = token.attrGet("href");
  if (token.type !== "link_open" || href === null || /^(?:[a-z]+:|#|\/)/iu.test(href)) return;
  const [path = "", anchor] = href.split("#");
  const target = posix.normalize(posix.join(posix.dirname(page), decodeURIComponent(path)));
  const folder = `${target.replace(/\/$/u, "")}/README.md`;
  const found = [target, folder].find((one) => has(one));
  const hash = anchor === undefined ? "" : `#${anchor}`;
  // The rule for links that comes afterwards writes the ending and the base.
  token.attrSet("href", found === undefined ? source + target : `/${found.replace(/README\.md$/u, "index.md")}${hash}`);
}
