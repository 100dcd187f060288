import { Html, html } from './html.js';

/** How many reached which share of the points: ten columns from 0 to 100 %. */
export function distribution(shares: readonly number[]): Html {
  const columns = 10;
  const counts = Array.from({ length: columns }, () => 0);
  for (const share of shares) counts[Math.min(columns - 1, Math.floor(share * columns))]++;
  const most = Math.max(1, ...counts);
  const [width, height, base] = [36, 120, 145];
  const bars = counts.map((count, i) => {
    const tall = (count / most) * height;
    const middle = 20 + i * width + (width - 4) / 2;
    return html`<rect
        class="bar"
        x="${20 + i * width}"
        y="${(base - tall).toFixed(1)}"
        width="${width - 4}"
        height="${tall.toFixed(1)}"
        rx="2"
      />${count > 0 ? html`<text x="${middle}" y="${(base - tall - 5).toFixed(1)}" text-anchor="middle">${count}</text>` : ''}`;
  });
  const marks = [0, 50, 100].map(
    (percent) =>
      html`<text
        class="quiet"
        x="${20 + (percent / 10) * width - 2}"
        y="${base + 18}"
        text-anchor="middle"
        >${percent} %</text
      >`,
  );
  const described = counts
    .map((count, i) => `${i * 10} to ${i * 10 + 10} %: ${count}`)
    .filter((_, i) => counts[i] > 0);
  return html`<figure>
    <figcaption>Points reached</figcaption>
    <svg viewBox="0 0 400 170" role="img" aria-label="${described.join('; ')}">
      <line class="axis" x1="18" x2="380" y1="${base}" y2="${base}" />
      ${bars}${marks}
    </svg>
  </figure>`;
}

/** A bar for each exercise: the share of notebooks that passed it. */
export function passRates(rates: readonly { readonly id: string; readonly share: number }[]): Html {
  const step = 44;
  const rows = rates.map(({ id, share }, i) => {
    const y = i * step;
    const percent = `${Math.round(share * 100)} %`;
    return html`<text x="0" y="${y + 14}">${id}</text>
      <text class="quiet" x="400" y="${y + 14}" text-anchor="end">${percent}</text>
      <rect
        class="bar"
        x="0"
        y="${y + 20}"
        width="${(share * 400).toFixed(1)}"
        height="10"
        rx="2"
      />
      <line class="axis" x1="0" x2="400" y1="${y + 33}" y2="${y + 33}" />`;
  });
  const described = rates.map(({ id, share }) => `${id}: ${Math.round(share * 100)} %`);
  return html`<figure>
    <figcaption>Passed, by exercise</figcaption>
    <svg
      viewBox="0 0 400 ${Math.max(1, rates.length) * step}"
      role="img"
      aria-label="${described.join('; ')}"
    >
      ${rows}
    </svg>
  </figure>`;
}
