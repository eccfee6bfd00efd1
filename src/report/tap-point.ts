/** One line of the Test Anything Protocol, version 13, with what is wrong as a block of YAML. */
export function tapPoint(number: number, name: string, problem?: Readonly<Record<string, unknown>>): string {
  const line = `${problem === undefined ? "ok" : "not ok"} ${number} - ${name.replace(/[\\#]/g, "\\$&")}\n`;
  if (problem === undefined) return line;
  const entries = Object.entries(problem);
  if (entries.length === 0) return line;
  // JSON is YAML
  const yaml = entries.map(
    ([key, value]) => `  ${key}: ${JSON.stringify(value, null, 2).replaceAll("\n", "\n  ")}\n`,
  );
  return `${line}  ---\n${yaml.join("")}  ...\n`;
}
