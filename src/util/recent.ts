/** What was asked for last: so many things, each made when it is asked for and not there. */
export class Recent<T> {
  private readonly known = new Map<string, T>();

  constructor(private readonly most: number) {}

  recall(key: string, make: () => T): T {
    const value = this.known.get(key) ?? make();
    this.known.delete(key);
    this.known.set(key, value);
    const [oldest] = this.known.keys();
    if (oldest !== undefined && this.known.size > this.most) this.known.delete(oldest);
    return value;
  }
}
