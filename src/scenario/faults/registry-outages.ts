import type { Behaviours } from "../../cluster/behaviour.ts";
import { matchesGlob } from "../glob.ts";

/** Which images cannot be pulled at the moment because their registry does not answer. */
export class RegistryOutages {
  private readonly patterns: string[] = [];

  begin(images: string): void {
    this.patterns.push(images);
  }

  end(images: string): void {
    this.patterns.splice(this.patterns.indexOf(images), 1);
  }

  /** The same behaviours, with pulls that fail during an outage. */
  apply(behaviours: Behaviours): Behaviours {
    return {
      ...behaviours,
      imageSource: (image) => {
        const { missing, pull } = behaviours.imageSource(image);
        return { missing, pull, unreachable: this.patterns.some((pattern) => matchesGlob(pattern, image)) };
      },
    };
  }
}
