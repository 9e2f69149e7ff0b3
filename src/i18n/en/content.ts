import type { EnglishOf } from '../english-of.ts';
import type { content as spanish } from '../es/content.ts';

export const content: EnglishOf<typeof spanish> = {
  'guide.about': '{{course}} · version {{version}} · {{date}}',
  'guide.download': 'Download as PDF to print',
  'guide.newer': 'There is a new version of this guide: {{version}}.',
  'guide.openNewer': 'Open the new version',
  'guide.document': 'Document',
  'guide.page': 'Sheet {{n}} of {{of}}',
  'guide.list': 'Guides and forms to print',
  'guide.edition': 'version {{version}}',
  'content.nota': 'Note',
  'content.cuidado': 'Take care',
  'content.ejemplo': 'Example',
  'content.actividad': 'Activity',
  'content.alternative': 'The same idea by another route',
  'content.reveal': 'See a possible answer',
  'content.transcript': 'Transcript',
  'content.description': 'Description of the figure',
  'content.audio': 'Audio, {{size}}.',
  'content.video': 'Video, {{size}}.',
  'content.noCaptions': 'Without captions: {{reason}}',
  'content.problem.noCaptionsReason':
    'A video without captions says why, after “sin-subtitulos”: a reason that can be understood.',
  'content.problem.withoutCaptions': 'The video has no captions: {{reason}}',
  'content.problem.mediaHeavy':
    'It weighs {{size}} MB: that much of her prepaid data is spent by everybody who opens it. Offer a lighter one if you can.',
  'content.download': 'Download ({{type}}, {{size}})',
  'content.table': 'Table {{number}}: {{heading}}',
  'content.published': '{{slug}}: version {{number}} published.',
  'content.unchanged': '{{slug}}: no changes.',
  'content.retired': '{{slug}}: retired; its folder is gone. Whoever is enrolled finishes it.',
  'content.returned': '{{slug}}: open again, with its last version.',
  'content.authored':
    '{{slug}}: is written in the studio or comes in packages; its folder does not change it.',
  'content.refused': '{{slug}}: not published; correct the errors.',
  'content.warning': 'warning',
  'content.checked': 'Courses: {{courses}}. Errors: {{errors}}. Warnings: {{warnings}}.',
  'cli.about': 'Tasks for those who operate Aula 1325.',
  'cli.migrate': 'brings the database up to date',
  'cli.migrated': 'Migrations applied: {{count}}.',
  'cli.content': 'courses, paths and support lines',
  'cli.contentCheck': 'tells every mistake in the files, with file and line',
  'cli.contentSync': 'publishes what changed as a new version',
  'cli.contentFolder': 'content folder, or the folder of one course',
  'cli.noCourses': 'There is no course in {{folder}}.',
  'cli.listsSynced': 'Paths and support lines: ready.',
  'cli.listsRefused': 'Paths and support lines: unchanged; correct the errors.',
  'content.problem.yaml': 'The file is not valid YAML: {{message}}',
  'content.problem.aliases':
    'The file has too many references (&, *). Write each text in its place.',
  'content.problem.noFile': 'The file is missing.',
  'content.problem.notUtf8': 'The file is not in UTF-8. Save it again with that encoding.',
  'content.problem.strayFile': 'This file is not part of a course; check its name and its folder.',
  'content.problem.noFrontMatter': 'The text must begin with its data between two lines of "---".',
  'content.problem.noSpanish': 'The Spanish text of the same name is missing.',
  'content.problem.noEnglishLesson': 'The English version is missing: lessons/{{id}}.en.md.',
  'content.problem.noEnglishGuide': 'The English version is missing: guides/{{id}}.en.md.',
  'content.problem.notInGuide':
    'A guide has no place for "{{what}}": on paper nothing is tapped or heard.',
  'content.problem.noEnglish': 'The English text of "{{field}}" is missing.',
  'content.problem.missingField': '"{{field}}" is missing.',
  'content.problem.unknownField': 'The field "{{field}}" is not known. Check its spelling.',
  'content.problem.wrongType': 'The value of "{{field}}" does not have the expected form.',
  'content.problem.notInList': '"{{field}}" must be one of these values: {{list}}.',
  'content.problem.tooSmall': '"{{field}}" must be {{minimum}} or more.',
  'content.problem.tooBig': '"{{field}}" must be {{maximum}} or less.',
  'content.problem.notADate': '"{{field}}" must be a date such as 2026-01-31.',
  'content.problem.notAnId':
    '"{{field}}" takes only the characters that the guide names: lower case, numbers and hyphens in ids.',
  'content.problem.notAList': 'A list goes here; each element begins with a hyphen.',
  'content.problem.duplicateId': 'The id "{{id}}" is already used in this course.',
  'content.problem.codeTaken': 'The code {{code}} belongs to another course already.',
  'content.problem.slugTaken': 'Another course has the address "{{slug}}" already.',
  'content.problem.slugOfFiles':
    'The address "{{slug}}" belongs to a course of content/. Change it in its folder, or give the folder of the package another name.',
  'content.problem.slugOfStudio':
    'The address "{{slug}}" belongs to a course that somebody writes in the studio. Give the folder of the package another name, or make a draft with --for.',
  'content.problem.noLessons': 'The course has no lessons that can be read yet.',
  'content.problem.notYourSignature':
    'The signature of "{{name}}" for the review is not given from here. Remove it in the course details (review).',
  'content.problem.unknownObjective': 'The objective "{{id}}" is not in course.yml.',
  'content.problem.unknownLesson': 'There is no lesson "{{id}}" in the lessons folder.',
  'content.problem.unknownFramework':
    'No framework, version or line of "frameworks.yml" has the tag "{{tag}}".',
  'content.problem.unknownModule': 'There is no module "{{id}}".',
  'content.problem.unknownQuiz': 'There is no quiz "{{id}}".',
  'content.problem.unknownItem': 'There is no question "{{id}}".',
  'content.problem.unknownTerm': 'The term "{{id}}" is not in glossary.yml.',
  'content.problem.unknownMedia': 'There is no file "{{name}}" in the media folder.',
  'content.problem.lessonTwice':
    'The lesson "{{id}}" is in two places; it must be in one module only.',
  'content.problem.lessonNowhere': 'No module includes the lesson "{{id}}".',
  'content.problem.summary': 'A summary of three lines helps to remember; this one has {{count}}.',
  'content.problem.minutes': 'A lesson takes 8 to 12 minutes; this one says {{minutes}}.',
  'content.problem.legalDate':
    'Each legal point carries the date of the text (textDate) or the day it was consulted (consultedOn).',
  'content.problem.audioLanguage':
    'It is not known what the language "{{language}}" of this recording is called. Write it in called.',
  'content.problem.legalSignature':
    'A signed legal point says who signed it (signedBy) and on which day (signedOn).',
  'content.problem.legalNotYourSignature':
    'The signature of "{{name}}" on a legal point is not given from here. Leave the point pending.',
  'content.problem.noWarning': 'A sensitive lesson needs a notice beforehand in "warning".',
  'content.problem.noAlternative': 'A sensitive lesson needs an "::: alternativa" block.',
  'content.problem.notSensitive':
    '"{{what}}" is for sensitive lessons; set sensitive: true or remove it.',
  'content.problem.twoAlternatives': 'The lesson has more than one "::: alternativa" block.',
  'content.problem.otherChecks':
    'The "::: comprueba" questions are not the same, in the same order, as in Spanish.',
  'content.problem.heading': 'Headings here begin at {{from}} and go down to ####.',
  'content.problem.html': 'HTML is not allowed in the text. Use Markdown or a block of the guide.',
  'content.problem.unknownBlock': 'The block "{{name}}" is not known. There are: {{list}}.',
  'content.problem.openBlock': 'The block "{{name}}" is not closed by a line of ":::".',
  'content.problem.strayFence': 'This ":::" neither opens nor closes a block.',
  'content.problem.blockInside': 'The block "{{name}}" cannot go inside another one or a list.',
  'content.problem.blockWords': 'After "{{name}}" goes only the name of the file or the question.',
  'content.problem.textInCheck':
    'The "comprueba" block is empty; the question comes from the item.',
  'content.problem.emptyBlock': 'The block "{{name}}" is empty.',
  'content.problem.noTranscript': 'The transcript inside the block "{{name}}" is missing.',
  'content.problem.noCaptions':
    'The video needs captions: write the .vtt file after the .mp4, or “sin-subtitulos” and the reason.',
  'content.problem.wrongMedia': 'The file "{{name}}" is not of the kind that goes here.',
  'content.problem.noFigure':
    'The description is of "{{name}}", but that figure is not in the lesson.',
  'content.problem.noAlt':
    'The image does not say what is seen in it. Write it between the brackets.',
  'content.problem.remoteImage': 'The image is on another site. Put it in the media folder.',
  'content.problem.imageInText':
    'A figure stands alone in its paragraph, with an empty line before and after it.',
  'content.problem.unsafeLink':
    'The link "{{href}}" is not allowed. Use https://, /a/page or glosario:term.',
  'content.problem.mediaName':
    'The file "{{name}}" is not allowed: names take lower case, numbers and hyphens, and end in svg, png, jpg, webp, mp3, m4a, ogg, mp4, vtt or pdf.',
  'content.problem.notHandedIn':
    'In "{{id}}", video and documents cannot be handed in yet: pictures, PDF and sound can.',
  'content.problem.mediaBytes': 'The content is not that of a .{{extension}} file.',
  'content.problem.mediaTooLarge': 'It weighs {{size}} kB and the maximum is {{limit}} kB.',
  'content.problem.noSize': 'The size of the image is not known; an SVG says it in viewBox.',
  'content.problem.unusedMedia': 'No lesson or question uses this file.',
  'content.problem.svg': 'The SVG may not hold {{what}}.',
  'content.problem.oneCorrect':
    'The question "{{id}}" takes exactly one right option; it has {{count}}.',
  'content.problem.multiple':
    'The question "{{id}}" takes at least one right option and at least one wrong one.',
  'content.problem.trueFalse': 'The options of the question "{{id}}" are verdadero and falso.',
  'content.problem.noObjective':
    'The question "{{id}}" does not say which objective it belongs to.',
  'content.problem.noReason':
    'The question "{{id}}" lacks reasons: whoever answers will not know why an option is right or not.',
  'content.problem.checkOfChoice':
    'The question "{{id}}" cannot be a check inside a lesson: only those with options can.',
  'content.problem.nothingRight': 'The question "{{id}}" lacks an answer that is worth everything.',
  'content.problem.fromBeyondTo': 'Here "from" is greater than "to".',
  'content.problem.gapsInText':
    'In the question "{{id}}" the gaps of the text and those of the list are not the same.',
  'content.problem.nodeEndsOrGoesOn':
    'The node "{{id}}" has to end (ending) or have decisions (choices): one of both.',
  'content.problem.nodeStuck': 'No decision of the node "{{id}}" leads anywhere else.',
  'content.problem.unknownNode': 'There is no node "{{id}}".',
  'content.problem.nodeNotReached': 'No decision leads to the node "{{id}}".',
  'content.problem.nodeWithoutEnd': 'No end can be reached from the node "{{id}}".',
  'content.problem.unknownSection': 'The quiz has no section "{{id}}".',
  'content.problem.closesBeforeItOpens': 'The quiz closes before it opens.',
  'content.problem.reasonsWithoutClose':
    'Reasons are shown after closing (after-close), but the quiz does not say when it closes.',
  'content.problem.formOfCheck':
    '"form" is for quiz questions; a question with use: check does not have it.',
  'content.problem.itemOfQuiz':
    'The question "{{id}}" belongs to a quiz; "comprueba" uses questions with use: check.',
  'content.problem.checkTwice': 'The question "{{id}}" is already in another "comprueba".',
  'content.problem.unusedCheck': 'No lesson shows the question "{{id}}".',
  'content.problem.neverDrawn': 'No quiz can draw the question "{{id}}".',
  'content.problem.smallBank':
    'The quiz "{{quiz}}" draws {{count}} questions from a group that has {{bank}}.',
  'content.problem.drawOverlap': 'In the quiz "{{quiz}}", two groups of the draw share questions.',
  'content.problem.quizDoesNotCount':
    'The certificate asks for "{{id}}", which nobody passes: it must be a posttest with a passMark.',
  'content.problem.lessonGone':
    'The lesson "{{id}}" was published and is now gone. If it only changed, keep its id.',
  'content.problem.lessonReused':
    'The lesson "{{id}}" was published with other content. If it is another one, give it a new id.',
  'content.problem.itemReused':
    'The question "{{id}}" was published with another text. If it is another one, give it a new id.',
  'content.problem.itemGone':
    'The question "{{id}}" was published and is now gone. If it only changed, keep its id.',
};
