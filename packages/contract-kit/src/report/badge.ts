import { html, type Markup } from "@shotlist/schema";
import { scoreOf } from "./score.ts";
import type { ContractReport } from "./report.ts";

/** Width of a character at 11 px in the fonts that browsers have, and the space around a text. */
const characterWidth = 6.6;
const padding = 6;

const colours = { good: "#1a7f37", warn: "#8a5a00", fail: "#b42318" } as const;

/** How well an endpoint follows an edition of its format, as a badge for a README: SVG without external files. */
export function toBadge(report: ContractReport): string {
  const { passed, judged, kind } = scoreOf(report);
  const label = `${report.title} ${report.edition}`;
  const value = `${passed} of ${judged} rules`;
  const [left, right] = [widthOf(label), widthOf(value)];
  const picture = html`<svg
    xmlns="http://www.w3.org/2000/svg"
    width="${left + right}"
    height="20"
    role="img"
    aria-label="${label}: ${value}"
  >
    <title>${label}: ${value}</title>
    <rect width="${left}" height="20" fill="#24292f" />
    <rect x="${left}" width="${right}" height="20" fill="${colours[kind]}" />
    <g fill="#fff" font-family="Verdana,DejaVu Sans,sans-serif" font-size="11">
      ${textAt(padding, label)}${textAt(left + padding, value)}
    </g>
  </svg> `;
  return picture.html;
}

function widthOf(text: string): number {
  return Math.ceil(text.length * characterWidth) + 2 * padding;
}

function textAt(x: number, content: string): Markup {
  return html`<text x="${x}" y="14">${content}</text>`;
}
