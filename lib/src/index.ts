export { Matrix, shapeOf, type DType, type Entries } from './tensor/matrix';
export {
  add,
  argmaxColumns,
  hadamard,
  hstack,
  map,
  scale,
  scaleRows,
  sliceColumns,
  sliceRows,
  subtract,
  sumColumns,
  transpose,
  vstack,
} from './tensor/operations';
export { matmul, matmulTransposed, transposedMatmul } from './tensor/matmul';
export {
  relu,
  reluBackward,
  sigmoid,
  sigmoidBackward,
  softmax,
  softmaxBackward,
  tanh,
  tanhBackward,
} from './tensor/activations';
export { orthogonalMatrix } from './tensor/orthogonal';
export { Random } from './tensor/random';
export { type Cell, type GradientsOf, type RecurrentState } from './cells/cell';
export { type Tensors } from './tensor/tensors';
export {
  initializeRnn,
  reluRnnCell,
  rnnCell,
  rnnCellBackward,
  rnnCellForward,
  type RnnActivation,
  type RnnCache,
  type RnnParameters,
} from './cells/rnn';
export {
  gruCell,
  gruCellBackward,
  gruCellForward,
  initializeGru,
  initializeSimplifiedGru,
  simplifiedGruCell,
  simplifiedGruCellBackward,
  simplifiedGruCellForward,
  type GruCache,
  type GruParameters,
  type SimplifiedGruCache,
  type SimplifiedGruParameters,
} from './cells/gru';
export {
  initializeLstm,
  initializePeepholeLstm,
  lstmCell,
  lstmCellBackward,
  lstmCellForward,
  peepholeLstmCell,
  peepholeLstmCellBackward,
  peepholeLstmCellForward,
  type LstmCache,
  type LstmInitialization,
  type LstmParameters,
  type LstmState,
  type PeepholeLstmParameters,
} from './cells/lstm';
export { unrollBackward, unrollForward, type Unrolled } from './networks/unroll';
export { rnnBackward, rnnForward } from './networks/rnn';
export {
  gruBackward,
  gruForward,
  simplifiedGruBackward,
  simplifiedGruForward,
} from './networks/gru';
export {
  lstmBackward,
  lstmForward,
  peepholeLstmBackward,
  peepholeLstmForward,
} from './networks/lstm';
export {
  denseBackward,
  denseForward,
  initializeDense,
  timeDistributedDense,
  timeDistributedDenseBackward,
  type DenseGradients,
  type DenseParameters,
  type OutputActivation,
} from './networks/dense';
export {
  bidirectional,
  bidirectionalBackward,
  bidirectionalForward,
  reverseSequence,
  type BothDirections,
} from './networks/bidirectional';
export { deepBackward, deepForward } from './networks/deep';
export { gradientNormByLag } from './networks/gradientNormByLag';
export { unidirectional, type RecurrentLayer } from './networks/layer';
export { manyToOneBackward, manyToOneForward } from './networks/manyToOne';
export { oneToManyBackward, oneToManyForward, type OneToManyMemory } from './networks/oneToMany';
export {
  encoderDecoderBackward,
  encoderDecoderForward,
  type EncoderDecoderMemory,
  type EncoderDecoderParameters,
} from './networks/encoderDecoder';
export { addEmbeddingGradient, embeddingForward, NO_TOKEN } from './networks/embedding';
export { dropoutMask, type Dropout } from './networks/dropout';
export { truncatedBackward } from './networks/truncated';
export {
  beamSearch,
  greedyDecode,
  type Decoder,
  type DecodingLimits,
  type Hypothesis,
} from './networks/beamSearch';
export { clipByNorm, clipByValue, globalNorm } from './training/clipping';
export {
  maskedTokenLoss,
  sequenceCrossEntropy,
  sigmoidCrossEntropy,
  softmaxCrossEntropy,
  type Loss,
} from './training/losses';
export { train, type Progress } from './training/loop';
export { loadWeights, saveWeights } from './training/weights';
export { adagrad, adam, momentum, rmsProp, sgd, type Optimizer } from './training/optimizers';
export { gradientCheck, type GradientCheckRow } from './training/gradientCheck';
export { analogyQuestions, type AnalogyCategory } from './datasets/analogies';
export { northangerAbbey, prideAndPrejudice } from './datasets/austen';
export { readAbc } from './datasets/abc';
export { readConll } from './datasets/conll';
export { digits, type Digits } from './datasets/digits';
export { generateAmbiguous, type AmbiguousSentence } from './datasets/generated/ambiguous';
export { generateAgreement, type AgreementExample } from './datasets/generated/agreement';
export { generateChinese } from './datasets/generated/chinese';
export { generateDates, type DatePair } from './datasets/generated/dates';
export { type Part } from './datasets/generated/draw';
export { emojis, generateEmoji, type Emoji, type EmojiExample } from './datasets/generated/emoji';
export { generateNer } from './datasets/generated/ner';
export { gloveVectors } from './datasets/glove';
export { movieSnippets, type MovieSnippet } from './datasets/movieReviews';
export { firstNames } from './datasets/names';
export { shakespeare, shakespeareTitles, type ShakespeareTitle } from './datasets/shakespeare';
export { readText } from './datasets/text';
export { tunes } from './datasets/tunes';
export {
  scoreAnalogies,
  type Analogy,
  type AnalogyMethod,
  type AnalogyScore,
} from './embeddings/analogies';
export {
  contextTargetPairs,
  type ContextKind,
  type ContextTargetPair,
} from './embeddings/contexts';
export {
  collectCooccurrences,
  cooccurrenceMatrix,
  countCooccurrences,
  type Cooccurrences,
} from './embeddings/cooccurrence';
export { biasAxis, equalizePair, neutralize } from './embeddings/debias';
export { Embedding, unitColumns } from './embeddings/embedding';
export { AliasTable, keepProbability, noiseDistribution } from './embeddings/frequency';
export {
  Glove,
  gloveLoss,
  type GloveGradients,
  type GloveOptions,
  type GloveParameters,
  type GloveProgress,
  type GloveWeighting,
} from './embeddings/glove';
export {
  cbowLoss,
  negativeSamplingLoss,
  type NegativeSamplingExample,
  type NegativeSamplingLoss,
  type NegativeSamplingParameters,
} from './embeddings/negativeSampling';
export {
  initializeNeuralLm,
  neuralLmBackward,
  neuralLmForward,
  neuralLmLoss,
  type NeuralLmCache,
  type NeuralLmGradients,
  type NeuralLmParameters,
} from './embeddings/neuralLm';
export { ppmi, svdEmbedding } from './embeddings/ppmi';
export {
  readGloveText,
  readWord2VecBinary,
  readWord2VecText,
  type ReadOptions,
} from './embeddings/readVectors';
export {
  completeAnalogy,
  cosineSimilarity,
  nearestWords,
  type Neighbour,
} from './embeddings/similarity';
export {
  averageEmbedding,
  embeddingClassifierBackward,
  embeddingClassifierForward,
  type Documents,
  type EmbeddingClassifierCache,
  type EmbeddingClassifierParameters,
} from './embeddings/transfer';
export { Word2Vec, type Word2VecOptions, type Word2VecProgress } from './embeddings/word2vec';
export { writeGloveText, writeWord2VecBinary, writeWord2VecText } from './embeddings/writeVectors';
export { analogyPicker } from './plots/analogyPicker';
export { barChart, type BarPanel } from './plots/barChart';
export { display, Display, type MimeBundle } from './plots/display';
export { palette, show, type Figure } from './plots/figure';
export { heatMap } from './plots/heatMap';
export { lineChart, type Series } from './plots/lineChart';
export { pianoRoll, type RolledNote } from './plots/pianoRoll';
export {
  mapPanels,
  mapSlider,
  mapWithLinks,
  type PointLabels,
  type PointLinks,
  type PointMap,
} from './plots/pointMaps';
export { taggedText, type MarkedSentence } from './plots/taggedText';
export { wordMap, type WordOnMap } from './plots/wordMap';
export { batchesByLength, encodeBatch, shuffledBatches, type TokenBatch } from './language/batches';
export {
  classifierAccuracy,
  classifierForward,
  classifierLoss,
  classifierParameters,
  classify,
  labeledBatch,
  type Classifier,
  type LabeledBatch,
} from './language/classifier';
export { KneserNeyBigram } from './language/kneserNey';
export {
  languageModelLoss,
  modelParameters,
  nextToken,
  perplexity,
  sentenceLogProbability,
  type LanguageModel,
} from './language/languageModel';
export { longestCopy, type CopiedRun } from './language/longestCopy';
export {
  applyTemperature,
  sampleFrom,
  sampleSequence,
  topK,
  type SamplingOptions,
} from './language/sampling';
export { barLengths, tuneNotes, type Note } from './language/abc/notes';
export { transposeTune } from './language/abc/transpose';
export { tokensToTune, tuneToAbc, tuneToTokens, type Tune } from './language/abc/tune';
export { segmentationTags, wordsFromTags, type SegmentationTag } from './language/segmentation';
export {
  SentenceTagger,
  type SentenceTaggerOptions,
  type TaggerProgress,
  type TaggerTrainingOptions,
} from './language/sentenceTagger';
export {
  decodeSpans,
  spanF1,
  type Span,
  type SpanScore,
  type TaggedSentence,
} from './language/spans';
export {
  spellerBackward,
  spellerForward,
  type SpelledWords,
  type Speller,
  type SpellerMemory,
} from './language/spelling';
export {
  tag,
  taggerForward,
  taggerLoss,
  taggerParameters,
  type TaggedBatch,
  type Tagger,
  type WordBatch,
} from './language/tagger';
export { characterTokens, sentences, wordTokens } from './language/tokens';
export {
  decodeStep,
  encode,
  teacherForcedLoss,
  tokenDecoder,
  translationBatch,
  translatorParameters,
  type TranslationBatch,
  type Translator,
} from './language/translator';
export { EOS, UNK, Vocabulary } from './language/vocabulary';
export { WordEncoder, type WordEncoderOptions, type WordVectors } from './language/wordEncoder';
export { wordFeatures, wordShape, type WordFeature } from './language/wordFeatures';
export { player } from './sound/player';
export { tones, type Sound } from './sound/tones';
export { encodeWav } from './sound/wav';
export { pca, type PrincipalComponents } from './tensor/pca';
export { spectralRadius } from './tensor/spectralRadius';
export { symmetricEigen } from './tensor/symmetricEigen';
export { truncatedSvd } from './tensor/truncatedSvd';
export { affinities, neighbourAffinities, SparseAffinities } from './tsne/affinities';
export { barnesHutGradient, barnesHutRepulsion } from './tsne/barnesHut';
export { descend, type Phase, type TsneIteration } from './tsne/descent';
export { klDivergence, tsneGradient } from './tsne/divergence';
export { pcaInitialization, randomInitialization } from './tsne/initialization';
export { interpolationGradient, interpolationRepulsion } from './tsne/interpolation';
export { nearestNeighbours, type Neighbours, type NeighbourSearch } from './tsne/neighbours';
export { exactObjective, sparseObjective, type Objective, type Repulsion } from './tsne/objective';
export { centred, tsneStep, type MapState, type StepOptions } from './tsne/optimizer';
export { perplexitySearch } from './tsne/perplexity';
export { neighbourRecall, trustworthiness } from './tsne/quality';
export { finish, tsne, type TsneOptions } from './tsne/tsne';
