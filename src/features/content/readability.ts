/** Words, sentences and syllables of a Spanish text, counted. */
export interface Readability {
  words: number;
  sentences: number;
  /** Words in a sentence, on average. */
  meanSentence: number;
  /** Szigriszt-Pazos perspicuity, read on Barrio-Cantalejo's INFLESZ scale: 55 and more is what most people read with ease. */
  inflesz: number;
}

const WORD = /[\p{L}\p{N}]+(?:[-'’][\p{L}\p{N}]+)*/gu;
const SENTENCE_END = /[.!?…:;]+(?=[\s»”")\]]|$)/u;

const STRONG = 'aeoáéó';
const ACCENTED_WEAK = 'íú';

/**
 * Syllables of a Spanish word: its vowels, less those that form one with their neighbour. Two strong vowels, or an accented
 * weak one beside a strong one, are apart (hiatus); everything else runs together, and `qu`, `gue`, `gui` have no u.
 */
export function syllablesOf(word: string): number {
  const letters = word
    .toLowerCase()
    .normalize('NFC')
    .replace(/qu/g, 'q')
    .replace(/gu(?=[eiéí])/g, 'g')
    .replace(/y(?=$|[^aeiouáéíóúü])/g, 'i');
  let count = 0;
  let before = '';
  for (const letter of letters) {
    const isVowel = 'aeiouáéíóúü'.includes(letter);
    if (isVowel && !runsTogether(before, letter)) count += 1;
    before = isVowel ? letter : letter === 'h' ? before : '';
  }
  return Math.max(1, count);
}

function runsTogether(before: string, letter: string): boolean {
  if (before === '') return false;
  const bothStrong = STRONG.includes(before) && STRONG.includes(letter);
  const apart = ACCENTED_WEAK.includes(before) || ACCENTED_WEAK.includes(letter);
  return !bothStrong && !apart;
}

/** How easily a text is read: 206.835 − 62.3 × syllables/words − words/sentences (Szigriszt-Pazos, 1992). */
export function readability(text: string): Readability {
  const sentences = text
    .split(SENTENCE_END)
    .map((sentence) => sentence.match(WORD) ?? [])
    .filter((words) => words.length > 0);
  const words = sentences.flat();
  if (words.length === 0) return { words: 0, sentences: 0, meanSentence: 0, inflesz: 100 };
  const syllables = words.reduce((sum, word) => sum + syllablesOf(word), 0);
  const meanSentence = words.length / sentences.length;
  return {
    words: words.length,
    sentences: sentences.length,
    meanSentence,
    inflesz: 206.835 - (62.3 * syllables) / words.length - meanSentence,
  };
}

const BLOCK_END = /<\/(?:p|li|h[1-6]|td|th|summary|figcaption|blockquote|dt|dd)>/g;

/** The words of a rendered text as somebody reads them: each paragraph, line of a list and heading ends a sentence. */
export const wordsOf = (html: string): string =>
  html
    .replace(BLOCK_END, '. ')
    .replace(/<[^>]+>/g, ' ')
    .replace(/&(?:nbsp|#160);/g, ' ')
    .replace(/&quot;/g, '"')
    .replace(/&#39;/g, "'")
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&amp;/g, '&')
    .replace(/([.!?…:;»])\s*\.(?=\s)/g, '$1')
    .replace(/\s+/g, ' ')
    .trim();
