/** Both colour schemes by the reader's own choice. */
export const pageStyle = `
:root { color-scheme: light dark; --ink: #1b1f24; --soft: #57606a; --paper: #ffffff; --panel: #f6f8fa; --line: #d0d7de;
  --warn: #8a5a00; --accent: #0757b5; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e6edf3; --soft: #9ba6b2; --paper: #0f1419; --panel: #171d24; --line: #323b45; --warn: #e3b341;
    --accent: #79b8ff; }
}
* { box-sizing: border-box; }
body { margin: 0; padding: 2rem 1.25rem 3rem; background: var(--paper); color: var(--ink);
  font: 16px/1.5 system-ui, sans-serif; }
header, main { max-width: 90rem; margin: 0 auto; }
h1 { font-size: 1.6rem; line-height: 1.25; margin: 0; overflow-wrap: anywhere; }
h2 { font-size: 1.2rem; margin: 2rem 0 .75rem; overflow-wrap: anywhere; }
h2 .soft { font-size: 1rem; font-weight: normal; }
h3 { font-size: 1rem; margin: .5rem 0 0; overflow-wrap: anywhere; }
p { margin: .15rem 0 0; overflow-wrap: anywhere; }
.soft { color: var(--soft); }
.state { color: var(--warn); }
.takes { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(20rem, 100%), 1fr)); gap: 1.25rem; margin: 0;
  padding: 0; list-style: none; }
article { height: 100%; padding: .75rem; background: var(--panel); border: 1px solid var(--line); border-radius: 8px; }
figure { margin: 0; }
video, .empty { display: block; width: 100%; height: 15rem; border-radius: 4px; }
video { object-fit: contain; background: #000; }
.empty { display: grid; place-content: center; margin: 0; padding: 1rem; border: 1px dashed var(--line); color: var(--soft);
  text-align: center; }
figcaption { font-size: .85rem; font-variant-numeric: tabular-nums; }
.prompt { margin-top: .5rem; }
details { margin-top: .5rem; }
summary { cursor: pointer; color: var(--accent); }
summary:focus-visible, video:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
@media print { article { break-inside: avoid; } details { display: none; } }
`;
