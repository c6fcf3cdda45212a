import { answerWorker } from '../../utils/clipboard/answer-worker.ts';

answerWorker(document);
