/**
 * A time span as ages and durations are printed: two units at most, fewer the longer it is. Everything is cut, never
 * rounded (apimachinery/pkg/util/duration/duration.go, HumanDuration).
 *
 * @param milliseconds negative for a time that has not come yet
 */
export function humanDuration(milliseconds: number): string {
  const seconds = Math.trunc(milliseconds / 1000);
  // Clocks of two machines may differ a little, so a second ahead is still "now".
  if (seconds < -1) return "<invalid>";
  if (seconds < 0) return "0s";
  if (seconds < 120) return `${seconds}s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 10) return `${minutes}m${unlessZero(seconds % 60, "s")}`;
  if (minutes < 180) return `${minutes}m`;
  const hours = Math.floor(minutes / 60);
  if (hours < 8) return `${hours}h${unlessZero(minutes % 60, "m")}`;
  if (hours < 48) return `${hours}h`;
  const days = Math.floor(hours / 24);
  if (days < 8) return `${days}d${unlessZero(hours % 24, "h")}`;
  if (days < 2 * 365) return `${days}d`;
  const years = Math.floor(days / 365);
  if (years < 8) return `${years}y${unlessZero(days % 365, "d")}`;
  return `${years}y`;
}

const unlessZero = (count: number, unit: string): string => (count === 0 ? "" : `${count}${unit}`);
