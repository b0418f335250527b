/** Tokens of the design language; paper is always light. */
export const STYLE = `
:root{color-scheme:light dark;--text:#12151c;--text-2:#454c59;--text-3:#626a78;--line:#e3e6eb;--line-2:#cdd2da;--ground:#fff;--soft:#f1f3f6;--accent:#2f5fd8;--link:#2450be;--warn:#8a5a00;--crit:#b3261e}
@media screen and (prefers-color-scheme:dark){:root{--text:#f1f3f7;--text-2:#b7beca;--text-3:#8f98a8;--line:#252a33;--line-2:#363d49;--ground:#14171d;--soft:#1b1f27;--accent:#7a9cff;--link:#9db6ff;--warn:#f0b445;--crit:#ff8a80}}
*{box-sizing:border-box}
body{margin:0 auto;max-width:960px;padding:32px 24px 48px;font:15px/1.5 Inter,system-ui,-apple-system,"Segoe UI",sans-serif;color:var(--text);background:var(--ground)}
p{margin:6px 0;max-width:76ch}
h1{font-size:28px;line-height:1.2;letter-spacing:-.01em;margin:0 0 6px;text-wrap:balance}
h2{font-size:19px;line-height:1.3;margin:40px 0 8px;padding-top:12px;border-top:1px solid var(--line-2);break-after:avoid}
h3{font-size:16px;margin:24px 0 2px;break-after:avoid}
h4{font-size:14px;margin:14px 0 2px;break-after:avoid}
a{color:var(--link)}
.meta,.note,small,caption,dt,figcaption{color:var(--text-3);font-size:13px}
.meta{margin:0}
.sample{background:var(--soft);padding:6px 12px;border-radius:6px;font-weight:500}
.verdict{margin-top:28px}
.lead{font-size:17px;color:var(--text-2)}
.urgency{font-weight:600;margin:0}
.warning .urgency{color:var(--warn)}
.critical .urgency{color:var(--crit)}
dl{display:grid;grid-template-columns:repeat(auto-fit,minmax(200px,1fr));gap:16px;margin:20px 0 0}
dl div{border-left:3px solid var(--line-2);padding-left:12px}
dd{margin:0;font-size:20px;font-weight:600;font-variant-numeric:tabular-nums;line-height:1.3}
dd.note{font-size:13px;font-weight:400}
table{border-collapse:collapse;width:100%;margin:8px 0 16px;font-size:14px;font-variant-numeric:tabular-nums}
caption{text-align:left;padding:8px 0 2px;font-weight:600;color:var(--text-2);break-after:avoid}
thead{display:table-header-group}
th,td{text-align:left;padding:6px 16px 6px 0;border-bottom:1px solid var(--line);vertical-align:top}
tr,.facts{break-inside:avoid}
th:last-child,td:last-child{padding-right:0}
thead th{font-weight:500;color:var(--text-3);font-size:12px;border-bottom-color:var(--line-2);vertical-align:bottom}
tbody th{font-weight:500}
.n{text-align:right;white-space:nowrap}
.facts{width:auto;min-width:min(100%,480px)}
.facts th{color:var(--text-2)}
.facts td{text-align:right}
.facts td.note{text-align:left}
.whole{white-space:nowrap}
small{display:block}
ul{margin:4px 0 12px;padding-left:20px;max-width:76ch}
article{margin:0 0 24px}
.charts{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,400px),1fr));gap:20px 24px}
figure{margin:0;break-inside:avoid}
svg{display:block;width:100%;height:auto;overflow:visible}
svg text{font-size:11px;fill:var(--text-3)}
svg .t{font-size:13px;font-weight:600;fill:var(--text)}
svg .l{fill:var(--text)}
.g{stroke:var(--line);fill:none}
.a{stroke:var(--line-2);fill:none}
.m{stroke:var(--accent);stroke-width:2;fill:none;stroke-linejoin:round}
.f{stroke:var(--accent);stroke-width:1.5;stroke-dasharray:1 4;stroke-linecap:round;fill:none}
.b5{fill:var(--accent);opacity:.22}
.b8{fill:var(--accent);opacity:.14}
.c{stroke:var(--text);stroke-width:1.5;fill:none}
.w{stroke:var(--text-3);stroke-dasharray:2 3;fill:none}
.r{stroke:var(--text);stroke-width:4;fill:none}
.d{fill:var(--ground);stroke:var(--text);stroke-width:2}
.v{fill:var(--accent)}
.o{fill:none;stroke:var(--accent);stroke-dasharray:2 2}
.bars svg text{font-size:13px}
@media screen{.bars{overflow-x:auto}.bars svg{min-width:620px}}
footer{margin-top:40px;border-top:1px solid var(--line)}
.wide{overflow-x:auto}
@page{margin:16mm 15mm 18mm}
@media print{
:root{color-scheme:light}
body{max-width:none;padding:0;font-size:10pt}
h1{font-size:20pt}
h1,h2,h3,h4{white-space:pre-wrap}
h2{font-size:13pt;margin-top:22pt}
.lead{font-size:11.5pt}
table{font-size:8.5pt}
small,td.note,.meta,caption,figcaption{font-size:8pt}
thead th{font-size:8pt}
th,td{padding:4pt 9pt 4pt 0}
.wide{overflow:visible}
.charts{grid-template-columns:1fr 1fr;gap:12pt 16pt}
.v,.b5,.b8{print-color-adjust:exact;-webkit-print-color-adjust:exact}
a{color:inherit}
}
`.replace(/\n/g, '');
