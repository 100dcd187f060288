import { clipByNorm, globalNorm } from './clipping';
import type { Matrix } from '../tensor/matrix';
import type { Optimizer } from './optimizers';

/** How training stands after a step. */
export interface Progress {
  /** Counted from 1. */
  readonly step: number;
  readonly loss: number;
  /** The loss averaged over the last hundred steps or so: 0.99 of it stays at each step. */
  readonly smoothLoss: number;
  /** The gradients' global norm before clipping. */
  readonly gradientNorm: number;
}

/**
 * Trains, one batch a step, and reports after each:
 *
 *     for await (const { step, smoothLoss } of train({ … })) if (step % 100 === 0) console.log(…)
 *
 * Between steps the event loop runs, so that a notebook can draw and be interrupted. Leaving the
 * loop, by `break`, an error or an interrupt, leaves the parameters as the last whole step left
 * them: the model stays usable, and training can go on.
 *
 * @param options what to train, on what, and how
 * @param options.parameters the matrices to improve, changed in place
 * @param options.batches what to learn from; training ends with it, if not earlier
 * @param options.gradientsOf the loss of a batch, and its gradients by name: `dW` for `W`
 * @param options.clip the most that the gradients' global norm may be
 * @param options.until ends training after a step where it is true, such as a validation loss that rises
 * @throws RangeError where loss or gradients are not finite; the parameters are then as before
 */
export async function* train<Batch>({
  parameters,
  batches,
  gradientsOf,
  optimizer,
  clip = Infinity,
  until = () => false,
}: {
  parameters: Readonly<Record<string, Matrix>>;
  batches: Iterable<Batch>;
  gradientsOf: (batch: Batch) => { loss: number; gradients: Readonly<Record<string, Matrix>> };
  optimizer: Optimizer;
  clip?: number;
  until?: (progress: Progress) => boolean;
}): AsyncGenerator<Progress, void, void> {
  let step = 0;
  let smoothLoss = NaN;
  for (const batch of batches) {
    const { loss, gradients } = gradientsOf(batch);
    step++;
    if (!Number.isFinite(loss)) {
      throw new RangeError(
        `the loss of step ${step} is ${loss}: lower the rate, or clip gradients`,
      );
    }
    optimizer.update(parameters, clipByNorm(gradients, clip));
    smoothLoss = step === 1 ? loss : 0.99 * smoothLoss + 0.01 * loss;
    const progress = { step, loss, smoothLoss, gradientNorm: globalNorm(gradients) };
    yield progress;
    if (until(progress)) return;
    await new Promise((resolve) => setImmediate(resolve));
  }
}
