/** What the line breaks between two lines of a folded scalar become: one is a space, of several the first is dropped. */
export function foldBreaks(first: string, more: string): string {
  if (first !== "\n") return first + more;
  return more === "" ? " " : more;
}
