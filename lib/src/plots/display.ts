/** What one output holds: one thing in several formats, of which a front end shows its best. */
export type MimeBundle = Readonly<Record<string, unknown>> & { readonly 'text/plain': string };

interface DisplayData {
  data: MimeBundle;
  metadata: Record<string, unknown>;
  transient: { display_id?: string };
}

/** The one part of tslab that sends a whole bundle; `tslab.display` sends a single format. */
interface TslabJupyter {
  readonly lastWriteDisplayData: ((data: DisplayData, update: boolean) => void) | null;
}

let displays = 0;

/**
 * An output of a notebook cell that can be replaced: each `show` takes the place of the last.
 * Outside a notebook every `show` prints the bundle's plain text.
 */
export class Display {
  private readonly id = `unrolled-${process.pid}-${++displays}`;
  private hasOutput = false;

  /** Whether the notebook has an output that the next `show` will replace. */
  get shown(): boolean {
    return this.hasOutput;
  }

  show(bundle: MimeBundle): void {
    const write = notebookOutput();
    if (write === null) {
      console.log(bundle['text/plain']);
      return;
    }
    write({ data: bundle, metadata: {}, transient: { display_id: this.id } }, this.hasOutput);
    this.hasOutput = true;
  }
}

/** Shows a bundle below the cell that is running; outside a notebook prints its plain text. */
export function display(bundle: MimeBundle): void {
  new Display().show(bundle);
}

function notebookOutput(): TslabJupyter['lastWriteDisplayData'] {
  // A kernel has loaded tslab already; anywhere else, loading it would take a second for nothing.
  for (const [path, module] of Object.entries(require.cache)) {
    if (!/tslab[\\/]dist[\\/]jupyter\.js$/.test(path)) continue;
    // Null where tslab was loaded for its compiler alone, as `unrolled lint` does.
    const { lastWriteDisplayData } = module!.exports as TslabJupyter;
    if (lastWriteDisplayData !== null) return lastWriteDisplayData;
  }
  return null;
}
