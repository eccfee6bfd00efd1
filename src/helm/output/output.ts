/** What a command prints. */
export class Output {
  stdout = "";
  stderr = "";

  /** A line on standard output. */
  line(text: string): void {
    this.stdout += `${text}\n`;
  }

  /** A line on standard error. */
  error(text: string): void {
    this.stderr += `${text}\n`;
  }
}
