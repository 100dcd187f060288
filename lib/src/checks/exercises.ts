import { addBiasExercise } from './add-bias';
import { affinitiesExercise } from './affinities';
import { applyTemperatureExercise } from './apply-temperature';
import { bidirectionalBackwardExercise } from './bidirectional-backward';
import { bidirectionalForwardExercise } from './bidirectional-forward';
import { beamSearchExercise } from './beam-search';
import { averageEmbeddingExercise } from './average-embedding';
import { buildVocabularyExercise } from './build-vocabulary';
import { cbowLossExercise } from './cbow-loss';
import { clipByNormExercise } from './clip-by-norm';
import { clipByValueExercise } from './clip-by-value';
import { completeAnalogyExercise } from './complete-analogy';
import { contextTargetPairsExercise } from './context-target-pairs';
import { cosineSimilarityExercise } from './cosine-similarity';
import { countParametersExercise } from './count-parameters';
import { decodeSpansExercise } from './decode-spans';
import { decodeStepExercise } from './decode-step';
import { deepRnnBackwardExercise } from './deep-rnn-backward';
import { deepRnnForwardExercise } from './deep-rnn-forward';
import { denseForwardExercise } from './dense-forward';
import { embeddingClassifierExercise } from './embedding-classifier';
import { embeddingLookupExercise } from './embedding-lookup';
import { embeddingLookupBackwardExercise } from './embedding-lookup-backward';
import { encodeExercise } from './encode';
import { encodeDecodeExercise } from './encode-decode';
import { equalizePairExercise } from './equalize-pair';
import type { Exercise } from './exercise';
import { fineTuneExercise } from './fine-tune';
import { generateTuneExercise } from './generate-tune';
import { gloveLossExercise } from './glove-loss';
import { encoderDecoderBackwardExercise } from './encoder-decoder-backward';
import { gradientNormByLagExercise } from './gradient-norm-by-lag';
import { greedyDecodeExercise } from './greedy-decode';
import { gruCellBackwardExercise } from './gru-cell-backward';
import { gruCellForwardExercise } from './gru-cell-forward';
import { gruForwardExercise } from './gru-forward';
import { keepProbabilityExercise } from './keep-probability';
import { klDivergenceExercise } from './kl-divergence';
import { languageModelLossExercise } from './language-model-loss';
import { lstmCellBackwardExercise } from './lstm-cell-backward';
import { lstmCellForwardExercise } from './lstm-cell-forward';
import { lstmForwardExercise } from './lstm-forward';
import { manyToManyExercise } from './many-to-many';
import { manyToOneExercise } from './many-to-one';
import { maskedTokenLossExercise } from './masked-token-loss';
import { multiplyExercise } from './multiply';
import { nearestWordsExercise } from './nearest-words';
import { negativeSamplingLossExercise } from './negative-sampling-loss';
import { neuralLmBackwardExercise } from './neural-lm-backward';
import { neuralLmForwardExercise } from './neural-lm-forward';
import { neutralizeExercise } from './neutralize';
import { numericalDerivativeExercise } from './numerical-derivative';
import { oneHotSequenceExercise } from './one-hot-sequence';
import { oneToManyExercise } from './one-to-many';
import { padSequencesExercise } from './pad-sequences';
import { peepholeLstmCellForwardExercise } from './peephole-lstm-cell-forward';
import { perplexityExercise } from './perplexity';
import { reverseSequenceExercise } from './reverse-sequence';
import { perplexitySearchExercise } from './perplexity-search';
import { rnnBackwardExercise } from './rnn-backward';
import { rnnCellBackwardExercise } from './rnn-cell-backward';
import { rnnCellForwardExercise } from './rnn-cell-forward';
import { rnnCellForwardConcatenatedExercise } from './rnn-cell-forward-concatenated';
import { rnnForwardExercise } from './rnn-forward';
import { sampleFromExercise } from './sample-from';
import { sampleSequenceExercise } from './sample-sequence';
import { sentenceLogProbabilityExercise } from './sentence-log-probability';
import { sequenceLossExercise } from './sequence-loss';
import { sequenceLossBackwardExercise } from './sequence-loss-backward';
import { simplifiedGruCellForwardExercise } from './simplified-gru-cell-forward';
import { spanF1Exercise } from './span-f1';
import { taggerForwardExercise } from './tagger-forward';
import { timeDistributedDenseExercise } from './time-distributed-dense';
import { tokenizeExercise } from './tokenize';
import { tokensToTuneExercise } from './tokens-to-tune';
import { topKExercise } from './top-k';
import { teacherForcedLossExercise } from './teacher-forced-loss';
import { truncatedBackwardExercise } from './truncated-backward';
import { tsneGradientExercise } from './tsne-gradient';
import { tsneStepExercise } from './tsne-step';
import { tuneToTokensExercise } from './tune-to-tokens';

/** Every exercise of the kit, in the order of the lessons. */
export const exercises: readonly Exercise[] = [
  multiplyExercise,
  addBiasExercise,
  numericalDerivativeExercise,
  buildVocabularyExercise,
  oneHotSequenceExercise,
  padSequencesExercise,
  countParametersExercise,
  rnnCellForwardExercise,
  denseForwardExercise,
  rnnForwardExercise,
  rnnCellForwardConcatenatedExercise,
  sequenceLossExercise,
  sequenceLossBackwardExercise,
  rnnCellBackwardExercise,
  rnnBackwardExercise,
  truncatedBackwardExercise,
  manyToOneExercise,
  oneToManyExercise,
  manyToManyExercise,
  encodeDecodeExercise,
  tokenizeExercise,
  embeddingLookupExercise,
  embeddingLookupBackwardExercise,
  sentenceLogProbabilityExercise,
  languageModelLossExercise,
  perplexityExercise,
  sampleFromExercise,
  applyTemperatureExercise,
  sampleSequenceExercise,
  topKExercise,
  gradientNormByLagExercise,
  clipByValueExercise,
  clipByNormExercise,
  simplifiedGruCellForwardExercise,
  gruCellForwardExercise,
  gruForwardExercise,
  gruCellBackwardExercise,
  lstmCellForwardExercise,
  lstmForwardExercise,
  lstmCellBackwardExercise,
  peepholeLstmCellForwardExercise,
  reverseSequenceExercise,
  bidirectionalForwardExercise,
  bidirectionalBackwardExercise,
  deepRnnForwardExercise,
  timeDistributedDenseExercise,
  deepRnnBackwardExercise,
  decodeSpansExercise,
  spanF1Exercise,
  taggerForwardExercise,
  maskedTokenLossExercise,
  encodeExercise,
  decodeStepExercise,
  teacherForcedLossExercise,
  encoderDecoderBackwardExercise,
  greedyDecodeExercise,
  beamSearchExercise,
  tuneToTokensExercise,
  tokensToTuneExercise,
  generateTuneExercise,
  cosineSimilarityExercise,
  nearestWordsExercise,
  completeAnalogyExercise,
  neutralizeExercise,
  equalizePairExercise,
  contextTargetPairsExercise,
  neuralLmForwardExercise,
  neuralLmBackwardExercise,
  keepProbabilityExercise,
  negativeSamplingLossExercise,
  cbowLossExercise,
  gloveLossExercise,
  perplexitySearchExercise,
  affinitiesExercise,
  klDivergenceExercise,
  tsneGradientExercise,
  tsneStepExercise,
  averageEmbeddingExercise,
  embeddingClassifierExercise,
  fineTuneExercise,
];
