/**
 * Decides which objects that pods refer to are taken to be there though nothing makes them: those that neither a
 * rendered manifest, nor the cluster's first objects, nor a container's `creates` declares. A Secret made by hand or
 * by an operator is such a one; a Secret of the release's main phase that a pre-install hook needs is not.
 */
export class References {
  private readonly declared = new Set<string>();
  private readonly assumed = new Set<string>();

  /** `onAssumed` is told of each object that a pod asked for and was taken to be there, once. */
  constructor(
    private readonly mode: "assume" | "absent",
    private readonly onAssumed: (object: AssumedObject) => void = () => {},
  ) {}

  /** Something makes the object, at whatever time; without a namespace, in whichever one it runs. */
  declare(kind: string, namespace: string | undefined, name: string): void {
    this.declared.add(`${kind}/${namespace ?? "*"}/${name}`);
  }

  isAssumed(kind: string, namespace: string, name: string): boolean {
    const key = `${kind}/${namespace}/${name}`;
    if (this.mode === "absent" || this.declared.has(key) || this.declared.has(`${kind}/*/${name}`))
      return false;
    if (!this.assumed.has(key)) this.onAssumed({ kind, namespace, name });
    this.assumed.add(key);
    return true;
  }
}

export interface AssumedObject {
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
}
