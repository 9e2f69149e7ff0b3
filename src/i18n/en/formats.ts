import type { EnglishOf } from '../english-of.ts';
import type { formats as es } from '../es/formats.ts';

export const formats: EnglishOf<typeof es> = {
  'formats.problem.tooLarge': 'The file is larger than {{megabytes}} MB. Split it into several.',
  'formats.problem.tooMany':
    'The file has more than {{most}} questions; those that follow were not read. Split it into several.',
  'formats.problem.binary':
    'The file is not text. See whether it is the one you meant, and its format.',
  'formats.problem.empty': 'No question was found.',
  'formats.problem.nothingRight': 'No answer is marked as right. Mark at least one.',
  'formats.problem.longText': 'A text has more than {{most}} characters. Shorten it.',
  'formats.problem.tooManyParts': 'It has more parts than fit: {{most}} at most.',
  'formats.problem.tooFewParts': 'It lacks parts: {{least}} at least.',
  'formats.problem.emptyText': 'A text is empty (“{{field}}”). Write it or take that part away.',
  'formats.problem.shape': 'The value “{{field}}” does not have the expected form.',
  'formats.problem.pairWithoutArrow':
    'A pair does not say what belongs to what: “->” is missing between the two parts.',
  'formats.problem.notANumber': '“{{text}}” is neither a number nor a range.',
  'formats.problem.gapWithoutAnswer': 'A gap has no answer.',
  'formats.problem.description':
    'It is a text without answers, not a question. It is not imported.',
  'formats.problem.braces':
    'The braces do not match. If they are part of the text, write \\{ and \\}.',
  'formats.problem.severalAnswers':
    'There is more than one group of answers in braces. Leave one; if the other braces are text, write \\{ and \\}.',
  'formats.note.tag': 'A tag was shortened or did not fit: {{tag}}',
  'formats.note.idChanged': 'The identifier “{{from}}” became “{{to}}”.',
  'formats.note.otherLanguage': 'The text in another language ({{language}}) was not kept.',
  'formats.note.left.table': 'A table became lines of text.',
  'formats.note.left.style': 'A style of the text was not kept ({{detail}}).',
  'formats.note.left.element': 'Something that is not text was not kept ({{detail}}).',
  'formats.note.left.link': 'A link became text alone ({{detail}}).',
  'formats.note.left.image': 'An image is missing: it is not in the file ({{detail}}).',
  'formats.note.left.nesting': 'A text had too many levels and lost its formatting.',
  'formats.note.markdownAnswers':
    'Moodle will show the marks of formatting in the answers of pairs.',
  'formats.note.orderingAsMatching':
    'It was written as matching steps and places: the format has no ordering questions.',
  'formats.note.arrow':
    'An answer holds “->”: Moodle would take it for a pair. It is read well here.',
  'formats.note.caseSensitive': 'The format does not say that capitals matter. Here it is kept.',
  'formats.note.unitsLeft': 'The format has no units. Here they are kept.',
  'formats.note.englishLeft':
    'The English text will not be seen in Moodle: everything would be asked twice. Here it is kept.',
  'formats.note.gapsLeft': 'It is not in the file: the format takes texts with one gap only.',
  'formats.note.asEssay': 'It was written as an essay. Here it becomes again what it was.',
  'formats.note.scenarioLeft': 'It is not in the file: the format has no scenarios.',
  'formats.note.imageLeft': 'An image was not kept ({{name}}). The question stays without it.',
  'formats.note.imageUnused': 'An image that no text shows was not kept ({{name}}).',
  'formats.note.imageHeavy': 'An image weighs more than {{megabytes}} MB. Make it smaller.',
  'formats.note.tooManyImages':
    'The file has more than {{most}} images; those after them were not kept. Divide it.',
  'formats.note.noAlt_one': '{{count}} image does not say what it shows.',
  'formats.note.noAlt_other': '{{count}} images do not say what they show.',
  'formats.note.tableLeft':
    'No questions were recognised in “{{name}}”. Give it headings: question, option A, option B, right answer.',
  'formats.problem.noQuestion':
    'This does not look like a question: it has no number, no options and no answer.',
  'formats.note.audioLeft_one': 'The audio of the question is not in the file.',
  'formats.note.audioLeft_other': 'The {{count}} recordings of the question are not in the file.',
  'formats.note.imagesLeft': 'The images are not in the file; their names remain.',
  'formats.problem.noOptions': 'No options were found (A. …, B. …).',
  'formats.problem.noAnswer': 'It does not say which answer is right.',
  'formats.problem.answerUnknown': 'The answer “{{answer}}” is not one of the options.',
  'formats.note.onlySpanish': 'The English text is not in the file.',
  'formats.note.linesJoined': 'The lines of a text became one.',
  'formats.note.marksAsText': 'Marks of formatting became text.',
  'formats.note.feedbackLeft': 'The feedback is not in the file.',
  'formats.note.sharesLeft': 'The share of each option is not in the file.',
  'formats.note.labelsLeft': 'Its details (objective, topic, tags and so on) are not in the file.',
  'formats.note.onlySingle':
    'It is not in the file: the format only takes questions with one right option.',
  'formats.note.categoryLeft': 'The category is not in the file.',
  'formats.problem.clozeKind': 'An answer inside the text cannot be read ({{kind}}).',
  'formats.problem.doctype':
    'The file defines types or entities (DOCTYPE) and is not opened, for safety.',
  'formats.problem.xml': 'The file is not valid XML. {{message}}',
  'formats.problem.trueFalse': 'The answers are not exactly true and false.',
  'formats.problem.moodleType': 'Questions of the type “{{type}}” cannot be imported.',
  'formats.note.fileLeft': 'A file that is not an image was not kept ({{name}}).',
  'formats.note.grade': 'It was worth {{grade}}; it became the nearest whole number.',
  'formats.note.hidden': 'It was hidden in Moodle; here it is seen.',
  'formats.note.penalty': 'The penalty for another try ({{penalty}}) was not kept.',
  'formats.note.combinedFeedback': 'The general comment on right or wrong was not kept: {{text}}',
  'formats.note.hints': 'The hints were not kept ({{number}}).',
  'formats.note.shuffle': 'Its options had a fixed order; here they are shuffled.',
  'formats.note.allOrNothing':
    'It asked for all right answers or nothing; here each right one adds.',
  'formats.note.numbering': 'The options were numbered in another way ({{numbering}}).',
  'formats.note.attachments': 'It took attachments; here it is text only.',
  'formats.note.fileTypes': 'Some types of files are not taken here: {{types}}',
  'formats.note.oddShare':
    'Moodle only takes certain percentages and may adjust those of this question.',
  'formats.note.openRange': 'Moodle has no endless ranges; a very large one was written.',
  'formats.note.longTag':
    'Moodle cuts tags of more than 50 characters; if the file goes through Moodle, some detail may be lost.',
  'formats.problem.noStemColumn':
    'The column with the questions is not recognised. Say what each column holds.',
  'formats.problem.noStem': 'The text of the question is missing.',
  'formats.problem.typeUnknown': 'The type “{{type}}” is not known.',
  'formats.problem.structure': 'The column “Estructura” cannot be read.',
  'formats.problem.csv': 'The quotes in this row do not match.',
  'formats.problem.workbook':
    'It is not an Excel workbook (.xlsx) that can be opened. Save it again as .xlsx, without a password.',
  'formats.problem.swollen':
    'Its contents are far larger than they seem; it is not opened. Copy the table alone into a new workbook and choose it again.',
  'formats.problem.tooWide': 'A row has more than 500 columns. Take away those that ask nothing.',
  'formats.note.valueUnknown':
    '“{{value}}” is not known in the column “{{column}}”; that detail was left empty.',
};
