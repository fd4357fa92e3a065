/** The page's style sheet. Colours are named once a scheme; contrast is at least 4.5 to 1 for text. */
export const pageStyle = `
:root {
  --paper: #fdfcf9; --ink: #22252a; --soft: #5c626b; --line: #dcd9d0; --raised: #f4f2ec; --accent: #0b5cad;
  --error: #b3261e; --warning: #8a5a00; --info: #1d5f8a; --hint: #5c626b; --fine: #2f7d4f;
  --error-bar: #d64a41; --warning-bar: #e0a32e; --info-bar: #5b9fd0; --mark: #ffe9a8; --badge-ink: #fff;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #17191d; --ink: #e8e6e1; --soft: #a8adb6; --line: #363a42; --raised: #20242a; --accent: #84baf5;
    --error: #ff9088; --warning: #f0bd5c; --info: #8cc4ee; --hint: #a8adb6; --fine: #74c796;
    --error-bar: #e0655c; --warning-bar: #d39a35; --info-bar: #4f8fbf; --mark: #5a4708; --badge-ink: #17191d;
  }
}
* { box-sizing: border-box; }
[hidden] { display: none !important; }
html { scroll-behavior: smooth; }
@media (prefers-reduced-motion: reduce) { html { scroll-behavior: auto; } }
body { margin: 0 auto; max-width: 62rem; padding: 2rem 1.25rem 4rem; background: var(--paper); color: var(--ink);
  font: 1rem/1.55 system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif; }
h1 { font-size: clamp(1.5rem, 1.1rem + 2vw, 2.2rem); line-height: 1.2; margin: 0 0 .75rem; text-wrap: balance; }
h2 { font-size: 1.2rem; margin: 2.5rem 0 .75rem; }
h3 { display: inline; font-size: 1rem; margin: 0; overflow-wrap: anywhere; }
a { color: var(--accent); }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
.kicker { margin: 0 0 .25rem; color: var(--soft); font-size: .85rem; letter-spacing: .08em; text-transform: uppercase; }
.facts { list-style: none; display: flex; flex-wrap: wrap; gap: .25rem 1.5rem; margin: 0; padding: 0; color: var(--soft); }
.skip { position: absolute; left: -100vw; }
.skip:focus { position: static; }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
.scroll { overflow-x: auto; }
table { width: 100%; border-collapse: collapse; }
th, td { padding: .4rem .75rem .4rem 0; border-bottom: 1px solid var(--line); text-align: left; vertical-align: baseline; }
thead th { color: var(--soft); font-size: .85rem; font-weight: 600; }
tbody th { font-weight: 500; }
td:last-child, th:last-child { width: 30%; padding-right: 0; }
.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
.path { color: var(--soft); font-size: .85rem; overflow-wrap: anywhere; }
.bar { display: block; width: 100%; min-width: 6rem; height: .7rem; border-radius: .35rem; }
.bar.wide { height: 1.1rem; }
.ground { fill: var(--raised); }
rect.error { fill: var(--error-bar); } rect.warning { fill: var(--warning-bar); } rect.info { fill: var(--info-bar); }
.link-ok { fill: #4c9a6a; background: #4c9a6a; } .link-changed { fill: #7fb77e; background: #7fb77e; }
.link-overdue { fill: #b7c77e; background: #b7c77e; } .link-moved { fill: #e0a32e; background: #e0a32e; }
.link-home { fill: #d98236; background: #d98236; } .link-hollow { fill: #c9653f; background: #c9653f; }
.link-gone { fill: #d64a41; background: #d64a41; } .link-failing { fill: #a65a8c; background: #a65a8c; }
.link-blocked { fill: #7a7f9a; background: #7a7f9a; } .link-unchecked { fill: #a3a7ad; background: #a3a7ad; }
.legend { list-style: none; display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; margin: .5rem 0 0; padding: 0; }
.swatch { display: inline-block; width: .8rem; height: .8rem; margin-right: .4rem; border-radius: .2rem;
  forced-color-adjust: none; }
#filters { display: flex; flex-wrap: wrap; align-items: center; gap: .5rem 1.25rem; margin-bottom: 1rem; padding: .75rem 1rem;
  background: var(--raised); border-radius: .5rem; }
fieldset { display: flex; flex-wrap: wrap; gap: .25rem 1rem; border: 0; margin: 0; padding: 0; }
legend { float: left; padding: 0; margin-right: 1rem; font-weight: 600; }
select, input[type=search] { font: inherit; color: inherit; background: var(--paper); border: 1px solid var(--soft);
  border-radius: .35rem; padding: .2rem .5rem; }
output { color: var(--soft); }
.file { margin-bottom: 1rem; border: 1px solid var(--line); border-radius: .5rem; }
summary { padding: .6rem 1rem; cursor: pointer; background: var(--raised); border-radius: .5rem; }
.count { color: var(--soft); font-size: .85rem; }
ol { list-style: none; margin: 0; padding: 0 1rem; }
.finding { padding: .8rem 0; border-bottom: 1px solid var(--line); }
.finding:last-child { border-bottom: 0; }
.finding p { margin: 0 0 .3rem; }
.message { font-weight: 500; overflow-wrap: anywhere; }
.badge { display: inline-block; padding: 0 .5rem; border-radius: .3rem; color: var(--badge-ink); font-size: .8rem; font-weight: 600; }
.badge.error { background: var(--error); } .badge.warning { background: var(--warning); }
.badge.info { background: var(--info); } .badge.hint { background: var(--hint); }
.help { color: var(--soft); overflow-wrap: anywhere; }
.where { color: var(--soft); font-size: .85rem; }
pre { margin: .3rem 0; padding: .5rem .75rem; background: var(--raised); border-radius: .35rem; white-space: pre-wrap;
  overflow-wrap: anywhere; }
code { font: .88em/1.5 ui-monospace, 'Cascadia Code', Menlo, Consolas, monospace; }
mark { background: var(--mark); color: inherit; border-bottom: 2px solid var(--error); }
footer { margin-top: 3rem; color: var(--soft); font-size: .85rem; }
.burn-down { display: block; width: 100%; height: 9rem; border-bottom: 1px solid var(--line); }
polyline.all { stroke: var(--warning-bar); stroke-width: 2.5; } polyline.missing { stroke: var(--error-bar); stroke-width: 2.5; }
.swatch.all { background: var(--warning-bar); } .swatch.missing { background: var(--error-bar); }
button.place { font: inherit; color: var(--accent); background: none; border: 0; padding: 0; cursor: pointer;
  text-decoration: underline; }
.vscode-light .finding, .vscode-dark .finding, .vscode-high-contrast .finding { cursor: pointer; }
body[class*=vscode-] { --paper: var(--vscode-editor-background); --ink: var(--vscode-editor-foreground);
  --soft: var(--vscode-descriptionForeground); --line: var(--vscode-panel-border, var(--vscode-contrastBorder, #8884));
  --raised: var(--vscode-textCodeBlock-background, #8882); --accent: var(--vscode-textLink-foreground);
  font-family: var(--vscode-font-family); font-size: var(--vscode-font-size); }
body.vscode-light { --error: #b3261e; --warning: #8a5a00; --info: #1d5f8a; --hint: #5c626b; --badge-ink: #fff;
  --error-bar: #d64a41; --warning-bar: #e0a32e; --info-bar: #5b9fd0; --mark: #ffe9a8; }
body.vscode-dark, body.vscode-high-contrast { --error: #ff9088; --warning: #f0bd5c; --info: #8cc4ee; --hint: #a8adb6;
  --badge-ink: #17191d; --error-bar: #e0655c; --warning-bar: #d39a35; --info-bar: #4f8fbf; --mark: #5a4708; }
body.vscode-high-contrast-light { --error: #b3261e; --warning: #8a5a00; --info: #1d5f8a; --hint: #5c626b; --badge-ink: #fff;
  --mark: #ffe9a8; }
body[class*=vscode-high-contrast] :is(.file, #filters, .bar, pre) { border: 1px solid var(--vscode-contrastBorder, currentColor); }
@media (forced-colors: active) {
  .bar { border: 1px solid CanvasText; forced-color-adjust: none; }
  .badge, mark { forced-color-adjust: none; border: 1px solid CanvasText; background: Canvas; color: CanvasText; }
}
@media print { #filters, .skip { display: none; } body { max-width: none; } .finding { break-inside: avoid; } }
`;
