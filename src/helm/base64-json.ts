/** Base64 of a text, with everything but ASCII escaped as in JSON strings first. */
export const encodeJson = (json: string): string =>
  btoa(json.replace(/[\u007f-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`));

export const decodeJson = (base64: string): string => atob(base64);
