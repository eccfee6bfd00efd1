import type { Menu } from "../model/state.ts";
import { viewport } from "../model/viewport.ts";
import { changeText } from "../model/what-if.ts";
import type { PaneContent } from "./pane-content.ts";
import { type Line, plain, styled } from "./styled.ts";

/** What one can ask about the selected object. */
export function menuContent({ changes, at }: Menu, height: number): PaneContent {
  const shown = viewport(changes.length, at, height - 2);
  return {
    title: `${at + 1} of ${changes.length}`,
    lines: [
      [styled("Enter runs it again from the start with this change; esc leaves it.", { dim: true })],
      [],
      ...changes.slice(shown.first, shown.end).map((change): Line => [plain(`  … ${changeText(change)}?`)]),
    ],
    selected: at - shown.first + 2,
  };
}
