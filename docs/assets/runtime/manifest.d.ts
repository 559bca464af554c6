/** What `handbook/runtime` writes before the worker. */
declare const MANIFEST: {
  /** The folder of all the files, beside the worker. */
  folder: string;
  /** Bytes of Python's memory in the snapshot, unpacked. */
  memory: number;
  /** What Pyodide holds a lock file against. */
  lock: Record<string, string>;
  files: Record<string, { bytes: number; sha256: string }>;
};
