"""How an HTML document looks: on a wide screen, on a telephone, in the dark, on paper."""

STYLE = """
:root { color-scheme: light dark; --ink: #1b2129; --ground: #fdfdfb; --soft: #55606b; --line: #cfd6dc; --law: #fff8e3;
  --edge: #8a6a12; --code: #f2f4f6; --link: #1f4f86; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6e9ec; --ground: #16191d; --soft: #a5b0ba; --line: #3a424a;
  --law: #2a2618; --edge: #c9a64a; --code: #20252a; --link: #8db8ea; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 76rem; padding: 1.5rem 1.25rem 4rem; color: var(--ink); background: var(--ground);
  font: 1rem/1.6 "Noto Serif", "Source Serif 4", Georgia, "Times New Roman", serif; overflow-wrap: anywhere; }
h1, h2, h3, nav, th, summary {
  font-family: "Noto Sans", "Segoe UI", "Helvetica Neue", Arial, sans-serif; line-height: 1.3; }
h1 { font-size: 1.7rem; margin: 1.5rem 0 1rem; border-bottom: 3px solid var(--edge); padding-bottom: .5rem; }
h2 { font-size: 1.25rem; margin: 2.5rem 0 .75rem; padding-top: .75rem; border-top: 1px solid var(--line); }
h3 { font-size: 1.02rem; margin: 1.25rem 0 .5rem; }
.beside > div > h3:first-child { margin-top: 0; }
p { margin: .4rem 0; }
a { color: var(--link); }
nav { border: 1px solid var(--line); border-radius: 6px; padding: .75rem 1rem; font-size: .92rem; }
nav ol { list-style: none; margin: .5rem 0 0; padding: 0; columns: 16rem; }
nav .level-1 { font-weight: bold; column-span: all; margin-top: .4rem; }
summary { cursor: pointer; color: var(--soft); font-size: .9rem; }
nav summary { color: inherit; font-weight: bold; }
details { margin: .5rem 0; }
.beside { display: grid; grid-template-columns: minmax(0, 5fr) minmax(0, 7fr); gap: 1.75rem; align-items: start; }
blockquote { margin: 0; padding: .6rem 1rem; background: var(--law); border-left: 4px solid var(--edge); }
ul { margin: .4rem 0; padding-left: 1.35rem; }
li { margin: .25rem 0; }
pre { background: var(--code); padding: .75rem; border-radius: 4px; overflow-x: auto; font-size: .82rem;
  line-height: 1.45; white-space: pre-wrap; }
code { font-family: "Noto Sans Mono", Consolas, "DejaVu Sans Mono", monospace; }
.beside > div > p { font-weight: 600; }
.beside > div:first-child { position: sticky; top: 1rem; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: .92rem; }
th, td { text-align: left; vertical-align: top; padding: .35rem .6rem; border-bottom: 1px solid var(--line); }
.mark { color: var(--edge); }
@media (max-width: 52rem) { .beside { grid-template-columns: minmax(0, 1fr); gap: .75rem; }
  .beside > div:first-child { position: static; } body { padding: 1rem .9rem 3rem; } }
@media print { :root { --ink: #000; --ground: #fff; --soft: #333; --law: #fff; --line: #999; --code: #fff; }
  body { max-width: none; padding: 0; font-size: 10.5pt; } nav { display: none; } h1 { break-before: page; }
  h1:first-child { break-before: auto; } h2, h3, summary { break-after: avoid; } li, blockquote { break-inside: avoid; }
  .beside > div:first-child { position: static; } a { color: inherit; } @page { margin: 2cm 1.8cm; } }
"""
