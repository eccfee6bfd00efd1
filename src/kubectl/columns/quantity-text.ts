import { Quantity } from "../../cluster/api/quantity.ts";

/**
 * A quantity as the API server writes it: the greatest suffix that needs no fraction, so `1024Mi` is `1Gi` and `0.5`
 * is `500m` (apimachinery/pkg/api/resource/quantity.go, CanonicalizeBytes). A text that is no quantity stays as it is.
 */
export const quantityText = (quantity: string | number): string =>
  Quantity.parse(quantity)?.toString() ?? String(quantity);
