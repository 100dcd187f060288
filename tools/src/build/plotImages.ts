import type { Browser, Page } from 'playwright-core';
import type { Cell, Notebook, Output } from '../notebook/notebook.js';
import { systemChromium } from './chromium.js';
import { plotlyScript } from './python.js';

const plotly = 'application/vnd.plotly.v1+json';
/** Not PNG, which JupyterLab's renderer of plots shows in the place of a plot that has both. */
const jpeg = 'image/jpeg';

/** In pixels: what fits the column of a code host's preview. */
const width = 700;
/** Pixels of the image for each of the page, so that text is sharp on today's screens. */
const scale = 1.5;

interface Figure {
  readonly data: unknown;
  readonly layout: { readonly height: number };
}

/**
 * Puts a picture of each plot beside it in executed notebooks, for what draws no plots, such as the
 * previews of code hosts. The system's browser takes them; it is started for the first one.
 */
export class PlotImages {
  /** Whether there is a browser. */
  static readonly arePossible = systemChromium !== undefined;

  private started: Promise<{ browser: Browser; page: Page }> | undefined;

  /** The notebook with the pictures that it lacks. */
  async addTo(notebook: Notebook): Promise<Notebook> {
    const cells: Cell[] = [];
    for (const cell of notebook.cells) {
      if (cell.cell_type !== 'code') cells.push(cell);
      else {
        const outputs: Output[] = [];
        for (const output of cell.outputs) outputs.push(await this.withImage(output));
        cells.push({ ...cell, outputs });
      }
    }
    return { ...notebook, cells };
  }

  async close(): Promise<void> {
    await (await this.started)?.browser.close();
  }

  private async withImage(output: Output): Promise<Output> {
    const data = { ...(output['data'] as Record<string, unknown> | undefined) };
    const figure = data[plotly] as Figure | undefined;
    if (figure === undefined || jpeg in data) return output;
    // The caption as HTML stands there for lack of a picture, and would be shown in its place.
    delete data['text/html'];
    const metadata = { [jpeg]: { width, height: figure.layout.height } };
    return {
      ...output,
      data: { ...data, [jpeg]: await this.draw(figure) },
      metadata: { ...(output['metadata'] as object), ...metadata },
    };
  }

  /** @returns a JPEG file in base64 */
  private async draw({ data, layout }: Figure): Promise<string> {
    const { page } = await (this.started ??= start());
    const options = { format: 'jpeg', width, height: layout.height, scale };
    const [figure, how] = [{ data, layout }, options].map((part) => JSON.stringify(part));
    const url = await page.evaluate<string>(`Plotly.toImage(${figure}, ${how})`);
    return url.slice(`data:${jpeg};base64,`.length);
  }
}

async function start(): Promise<{ browser: Browser; page: Page }> {
  // Loaded here, because most builds find every picture taken.
  const { chromium } = await import('playwright-core');
  const browser = await chromium.launch({
    executablePath: systemChromium,
    // As root, or in a container, Chromium's own sandbox can't be set up; only plots of the course's
    // own are drawn.
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
  });
  const page = await browser.newPage();
  await page.addScriptTag({ path: await plotlyScript() });
  return { browser, page };
}
