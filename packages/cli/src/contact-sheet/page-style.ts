/** Both colour schemes by the reader's own choice. */
export const pageStyle = `
:root { color-scheme: light dark; --ink: #1b1f24; --soft: #57606a; --paper: #ffffff; --panel: #f6f8fa; --line: #d0d7de;
  --warn: #8a5a00; --accent: #0757b5; --good: #116329; --bad: #a40e26; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e6edf3; --soft: #9ba6b2; --paper: #0f1419; --panel: #171d24; --line: #3d4752; --warn: #e3b341;
    --accent: #79b8ff; --good: #6fdd8b; --bad: #ff9492; }
}
* { box-sizing: border-box; }
[hidden] { display: none !important; }
body { margin: 0; padding: 1.25rem 1.25rem 6rem; background: var(--paper); color: var(--ink);
  font: 15px/1.45 system-ui, sans-serif; }
#app > header, main { max-width: 100rem; margin: 0 auto; }
#app > header { display: flex; flex-wrap: wrap; gap: .5rem 1rem; align-items: start; margin-bottom: 1rem; }
.title { flex: 1 1 12rem; min-width: 0; }
h1 { font-size: 1.45rem; line-height: 1.25; margin: 0; overflow-wrap: anywhere; }
h2 { font-size: 1rem; margin: .5rem 0 0; overflow-wrap: anywhere; }
p { margin: .15rem 0 0; overflow-wrap: anywhere; }
.soft { color: var(--soft); font-variant-numeric: tabular-nums; }
.state { color: var(--warn); }
label { display: flex; flex-direction: column; font-size: .8rem; color: var(--soft); }
input, select, textarea, button { font: inherit; color: var(--ink); background: var(--paper); border: 1px solid var(--line);
  border-radius: 6px; padding: .3rem .5rem; max-width: 100%; }
button { cursor: pointer; background: var(--panel); }
button:hover:enabled { border-color: var(--accent); }
button:disabled { opacity: .55; cursor: default; }
button[aria-pressed="true"] { border-color: var(--accent); box-shadow: inset 0 0 0 1px var(--accent); }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
search { flex: 1 0 100%; display: flex; flex-wrap: wrap; gap: .5rem; }
search > label { flex: 1 1 14rem; }
.facets { display: flex; flex-wrap: wrap; gap: .5rem; min-width: 0; }
.facets select { max-width: 11rem; }
.takes { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(19rem, 100%), 1fr)); gap: 1rem; margin: 0;
  padding: 0; list-style: none; }
article { height: 100%; padding: .75rem; background: var(--panel); border: 1px solid var(--line); border-radius: 8px;
  display: flex; flex-direction: column; scroll-margin: 1rem 0 7rem; }
article[aria-current] { border-color: var(--accent); box-shadow: 0 0 0 1px var(--accent); }
article[data-verdict="approved"] { border-left: 5px solid var(--good); }
article[data-verdict="rejected"] { border-left: 5px solid var(--bad); }
.screen video, .empty { display: block; width: 100%; height: 13rem; border-radius: 4px; }
video { object-fit: contain; background: #000; }
.empty { display: grid; place-content: center; margin: 0; padding: 1rem; border: 1px dashed var(--line); color: var(--soft);
  text-align: center; }
.badge { display: inline-block; margin-left: .4rem; padding: 0 .4rem; border: 1px solid currentColor; border-radius: 99px;
  font-size: .75rem; font-weight: normal; color: var(--soft); }
.badge.approved { color: var(--good); }
.badge.rejected { color: var(--bad); }
article .prompt { margin-top: .4rem; display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 3; overflow: hidden; }
.note { margin-top: .4rem; padding-left: .5rem; border-left: 2px solid var(--line); font-style: italic; }
.buttons { display: flex; flex-wrap: wrap; gap: .4rem; margin-top: auto; padding-top: .6rem; }
nav { display: flex; flex-wrap: wrap; gap: 1rem; align-items: center; justify-content: center; margin: 1.25rem 0; }
nav.single button { display: none; }
dialog { width: min(100rem, 100% - 1rem); max-height: calc(100% - 1rem); border: 1px solid var(--line); border-radius: 10px;
  background: var(--paper); color: var(--ink); padding: 1rem; }
dialog::backdrop { background: rgb(0 0 0 / .5); }
dialog header { display: flex; gap: 1rem; justify-content: space-between; align-items: start; }
dialog h2 { margin: 0; }
dialog > label, dialog > .prompt { margin-top: .75rem; }
.versions { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(15rem, 100%), 1fr)); gap: .75rem; margin: .75rem 0; }
figure { margin: 0; padding: .5rem; border: 1px solid var(--line); border-radius: 8px; background: var(--panel); }
figure video { display: block; width: 100%; height: auto; max-height: 55vh; border-radius: 4px; }
figure.counts { border-color: var(--accent); box-shadow: 0 0 0 1px var(--accent); }
figcaption { margin: .25rem 0; }
.controls { display: flex; flex-wrap: wrap; gap: .5rem; align-items: end; }
.controls input { flex: 1 1 10rem; padding: 0; align-self: center; }
.controls output { align-self: center; }
.help { width: min(26rem, 100% - 1rem); }
.help dl { display: grid; grid-template-columns: auto 1fr; gap: .25rem 1rem; }
.help dt { font-weight: 600; }
.help dd { margin: 0; }
.hand-over { position: fixed; inset: auto 0 0; display: flex; flex-wrap: wrap; gap: .5rem; align-items: center; padding: .6rem 1.25rem;
  background: var(--panel); border-top: 1px solid var(--line); white-space: pre-line; }
.hand-over textarea { flex: 1 0 100%; font-family: ui-monospace, monospace; font-size: .8rem; }
@media (width < 34rem) {
  body { padding-inline: .75rem; }
  .facets { flex: 1 0 100%; display: grid; grid-template-columns: 1fr 1fr; }
  .facets select { max-width: none; }
}
@media print { article { break-inside: avoid; } search, nav, .buttons, .hand-over, header button { display: none; } }
`;
