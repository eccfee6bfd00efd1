import { colours, timelineStyle } from "../timeline/timeline-style.ts";

const tones = ["waiting", "starting", "running", "ready", "done", "failed", "ending"];

/** How pages look: light or dark as the reader's system is, from the width of a telephone on. */
export const pageStyle = `:root{color-scheme:light dark;${colours.light}}
@media (prefers-color-scheme:dark){:root{${colours.dark}}}
*{box-sizing:border-box}
body{margin:0;background:var(--page);color:var(--text);font:15px/1.5 system-ui,sans-serif}
header,main{max-width:1240px;margin:0 auto;padding:0 20px}
header{padding-top:20px}
h1{font-size:26px;line-height:1.25;margin:0 0 4px}
h2{font-size:20px;line-height:1.3;margin:0 0 8px;overflow-wrap:anywhere}
h3{font-size:15px;margin:22px 0 8px}
header p,.none{color:var(--muted);margin:0 0 16px}
a{color:var(--accent)}
code,pre,.trace,.place{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;font-size:13px}
code{overflow-wrap:anywhere}
pre{margin:8px 0 0;padding:10px 12px;overflow:auto;max-height:400px;background:var(--page);border:1px solid var(--line);border-radius:6px}
.run{background:var(--panel);border:1px solid var(--line);border-radius:10px;padding:18px 20px;margin:0 0 24px}
.steps,.findings{list-style:none;margin:0;padding:0}
.steps li{padding-left:22px;position:relative}
.steps li::before{position:absolute;left:2px;content:"✓";color:var(--ready);font-weight:700}
.steps .bad::before{content:"✗";color:var(--failed)}
.findings li{background:var(--page);border:1px solid var(--line);border-left:4px solid var(--muted);border-radius:6px;padding:8px 12px;margin:0 0 8px}
.findings .error{border-left-color:var(--failed)}
.findings .warning{border-left-color:var(--starting)}
.findings p{margin:0 0 2px;overflow-wrap:anywhere}
.message{font-weight:600}
.place,.advice{color:var(--muted)}
.badge{display:inline-block;min-width:62px;text-align:center;border-radius:4px;padding:0 6px;font-size:12px;font-weight:600;background:var(--waiting);color:var(--on-waiting)}
.error .badge{background:var(--failed);color:var(--on-failed)}
.warning .badge{background:var(--starting);color:var(--on-starting)}
summary{cursor:pointer;width:fit-content;padding:2px 0}
details{margin-top:8px}
button,select,input{font:inherit;color:inherit}
button,select,input[type=search]{background:var(--page);border:1px solid var(--muted);border-radius:6px;padding:3px 10px;min-height:32px}
button{cursor:pointer}
button:hover{border-color:var(--accent);color:var(--accent)}
:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
.tools>div{display:flex;flex-wrap:wrap;align-items:center;gap:8px 10px;margin-bottom:8px}
.tools label{display:flex;align-items:center;gap:6px}
.tools .grow{flex:1 1 200px}
.tools .grow input{flex:1;min-width:0}
.play{min-width:70px}
.clock{min-width:80px;text-align:right;font-variant-numeric:tabular-nums}
input[type=range],input[type=checkbox]{accent-color:var(--accent)}
.sr{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
.legend{display:flex;flex-wrap:wrap;gap:2px 16px;margin:0 0 6px;font-size:13px;color:var(--muted)}
.legend i{display:inline-block;width:12px;height:12px;border-radius:2px;vertical-align:-1px}
${tones.map((tone) => `.legend .${tone}{background:var(--${tone})}`).join("")}
.chart{position:relative;background:var(--page);border:1px solid var(--line);border-radius:6px;padding:6px 8px}
.chart svg{display:block;width:100%;height:auto}
.chart.live{cursor:crosshair;touch-action:pan-y;user-select:none}
.cursor{position:absolute;top:24px;bottom:6px;width:2px;margin-left:-1px;background:var(--cursor);pointer-events:none}
.tip{position:absolute;z-index:1;max-width:320px;padding:4px 8px;border-radius:6px;background:var(--text);color:var(--page);font-size:13px;line-height:1.35;pointer-events:none;overflow-wrap:anywhere}
.chart .row:hover .lane,.chart .selected .lane{fill:color-mix(in srgb,var(--accent) 14%,transparent)}
.now{min-height:23px;margin:6px 0 0;font-variant-numeric:tabular-nums;overflow-wrap:anywhere}
.trace{max-height:320px;overflow:auto;background:var(--page);border:1px solid var(--line);border-radius:6px}
.trace ol{list-style:none;margin:0;padding:6px 0;width:max-content;min-width:100%}
.trace li{white-space:pre;padding:0 12px}
.trace span{display:inline-block;min-width:64px;padding-right:14px;text-align:right;color:var(--muted);user-select:none}
.trace.live li{cursor:pointer}
.trace .later{color:var(--muted)}
.trace .current{background:color-mix(in srgb,var(--accent) 18%,transparent)}
.subject{margin:0 0 36px}
.safe.badge{background:var(--done);color:var(--on-done)}
.look-here.badge{background:var(--starting);color:var(--on-starting)}
.breaks.badge{background:var(--failed);color:var(--on-failed)}
h1 .badge,h2 .badge{font-size:16px;padding:1px 10px;vertical-align:3px}
.findings .breaks{border-left-color:var(--failed)}
.findings .look-here{border-left-color:var(--starting)}
table{border-collapse:collapse;margin:10px 0;display:block;overflow-x:auto}
th,td{text-align:left;padding:4px 14px 4px 0;border-bottom:1px solid var(--line);font-weight:400;vertical-align:middle}
thead th{color:var(--muted);font-size:13px}
.readiness{display:block;width:320px;max-width:50vw;height:36px}
.readiness .area{fill:var(--ready)}
.readiness .wanted{fill:none;stroke:var(--muted);stroke-dasharray:3 3}
summary h3{display:inline}
.whole>summary{font-weight:600;padding:6px 0}
.whole .run{margin-top:8px}
h4{font-size:15px;margin:16px 0 6px}
h5{font-size:14px;margin:16px 0 6px}
[hidden]{display:none!important}
@media (max-width:600px){header,main{padding:0 10px}.run{padding:14px 12px}h1{font-size:22px}.chart{padding:4px}.readiness{width:25vw}th[scope=row]{min-width:9em}}
${timelineStyle}`;
