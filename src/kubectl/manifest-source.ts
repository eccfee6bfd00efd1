/** The files that kubectl's flags name. */
export interface ManifestSource {
  /** the text of a file; undefined if there is none at the path */
  readFile(path: string): string | undefined;
  /** the names in a folder, in order; those of folders end in `/`; undefined if the path is no folder */
  readFolder(path: string): readonly string[] | undefined;
}
