/** JSON of ASCII alone: everything else is escaped, as in JSON strings. To see that there is nothing else is quicker. */
export const asciiJson = (json: string): string =>
  /^[\0-\x7e]*$/.test(json)
    ? json
    : json.replace(/[\u007f-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);

export const encodeJson = (json: string): string => btoa(asciiJson(json));
