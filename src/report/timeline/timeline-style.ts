/** Colours as custom properties, light and dark; text on them has a contrast of 4.5 at least. */
export const colours = {
  light: `--page:#fff;--panel:#f6f7f9;--line:#d5d9e0;--text:#1b2430;--muted:#566172;--accent:#0b5cad;--cursor:#c2185b;
--waiting:#dfe3ea;--on-waiting:#2c3543;--starting:#f2c96d;--on-starting:#3d2b00;--running:#a9cdf5;--on-running:#0c2c50;
--ready:#23794d;--on-ready:#fff;--done:#bcdcc9;--on-done:#123623;--failed:#c0282d;--on-failed:#fff;--ending:#d3c6ee;--on-ending:#33204f;
--warning:#8a5a00`,
  dark: `--page:#12161c;--panel:#1a2029;--line:#343d4a;--text:#e4e9f0;--muted:#a0abba;--accent:#79b8ff;--cursor:#ff7eb6;
--waiting:#434c5a;--on-waiting:#eef1f5;--starting:#c99a3b;--on-starting:#1f1600;--running:#3f78b5;--on-running:#fff;
--ready:#3fa773;--on-ready:#04170d;--done:#36634b;--on-done:#eafff3;--failed:#e5696d;--on-failed:#240304;--ending:#66558a;--on-ending:#f7f2ff;
--warning:#f0bb55`,
};

const tones = ["waiting", "starting", "running", "ready", "done", "failed", "ending"];

/** How a timeline looks; the colours are to be defined around it. */
export const timelineStyle = `svg.timeline text{font:12px ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;fill:var(--text)}
svg.timeline .heading{font-weight:600}
svg.timeline .time{fill:var(--muted)}
svg.timeline .tick{stroke:var(--line);fill:none}
svg.timeline .lane{fill:transparent}
svg.timeline .span text{font-size:11px;pointer-events:none}
${tones.map((tone) => `svg.timeline .${tone} rect{fill:var(--${tone})}svg.timeline .${tone} text{fill:var(--on-${tone})}`).join("\n")}
`;
