export type ApiReason =
  | "AlreadyExists"
  | "BadRequest"
  | "Conflict"
  | "Forbidden"
  | "Invalid"
  | "NotFound"
  | "TooManyRequests";

const codes: Readonly<Record<ApiReason, number>> = {
  AlreadyExists: 409,
  BadRequest: 400,
  Conflict: 409,
  Forbidden: 403,
  Invalid: 422,
  NotFound: 404,
  TooManyRequests: 429,
};

/** A refusal by the API server; `message` is the text of its Status object. */
export class ApiError extends Error {
  override readonly name = "ApiError";
  readonly code: number;

  constructor(
    readonly reason: ApiReason,
    message: string,
    /** more than the reason tells, where callers have to know */
    readonly detail?: "NamespaceTerminating",
  ) {
    super(message);
    this.code = codes[reason];
  }
}
