/**
 * The cells that a value becomes on its way to the terminal: it ends at the first line break, with dots in its place,
 * escape characters are made visible, and a tab starts a cell of its own
 * (cli-runtime/pkg/printers/tableprinter.go and terminal.go).
 */
export function cellText(value: string): string[] {
  // nearly all cells are plain
  if (!/[\t-\r]/.test(value) && !value.includes("\u001b")) return [value];
  const end = value.search(/[\f\n\r]/);
  const line = end < 0 ? value : `${value.slice(0, end)}...`;
  return line.replaceAll("\u001b", "^[").split(/[\t\v]/);
}
