/** What a field of a form is sent as hostile text, percent-encoded as it goes over the wire. */
const text = (value: string): string => encodeURIComponent(value);

/** Evaluated by a template engine, `7*191` leaves a number between the letters. */
export const EVALUATED = /ab1337cd/;

/** One hostile value for each kind of harm. */
export const HOSTILE: Record<string, string> = {
  NUL: 'a%00b',
  'control characters': text('a\u0007\u001b[31mb\u0085'),
  'half a surrogate': '%ED%A0%BD',
  'bytes that are no UTF-8': '%C0%AE%FF%FE',
  'broken escape': '%zz%',
  'encoded twice': '%252e%252e%252fetc%252fpasswd',
  'text that turns round': text('a\u202eb\u2066c'),
  'a tower of marks': text(`a${'\u0316\u0301'.repeat(40)}`),
  'line ends': text('a\r\nBcc: x@evil.example\r\n\r\nb'),
  markup: text(`"'></textarea></title><script>alert(1)</script><xss onclick=alert(1)>`),
  'template EJS': text('ab<%= 7*191 %>cd<%- global.process.exit() %>'),
  'template braces': text('ab{{7*191}}cd ab${7*191}cd ab#{7*191}cd'),
  'format string': text('%s%n%d%x%p%j%o'),
  SQL: text(`' or 1=1; drop table people; -- "`),
  search: text('" OR NEAR(a b) * -b a AND'),
  LIKE: text('%_%\\'),
  pattern: text('(((((.*[a-'),
  shell: text('$(touch x) `id` | ls; ../../x'),
  'no integer': '1.5',
  'integer of 32 bits and one': '2147483648',
  'no number': 'NaN',
  'too much': '1e309',
  negative: '-1',
  'name of a method': '__proto__',
  'very long': 'a'.repeat(20_000),
};

/** Ways to send a field that are no text, by the body for its name. */
export const SHAPES: Record<string, (name: string) => string> = {
  twice: (name) => `${name}=a&${name}=b`,
  array: (name) => `${name}[]=a&${name}[0]=b`,
  object: (name) => `${name}[a]=1&${name}[$ne]=1`,
  prototype: (name) =>
    `__proto__[${name}]=1&constructor[prototype][${name}]=1&__proto__=1&${name}=`,
  'settings of the template': (name) =>
    `${name}=&settings[view options][client]=1&outputFunctionName=x;process.exit()&_locals=1`,
};

/** Sixty ways in which text becomes a script where it is not escaped. */
export const XSS: readonly string[] = [
  ...['script', 'SCRIPT', 'sCrIpT/x', 'script\t', 'script\n'].map(
    (tag) => `<${tag}>alert(1)</script>`,
  ),
  '<script src=//evil.example/x.js></script>',
  '</title><script>alert(1)</script>',
  '</textarea><script>alert(1)</script>',
  '</script><script>alert(1)</script>',
  '--><script>alert(1)</script>',
  ']]><script>alert(1)</script>',
  ...[
    'img src=x',
    'image src=x',
    'svg',
    'body',
    'video src=x',
    'audio src=x',
    'input autofocus',
  ].flatMap((tag) => [`<${tag} onerror=alert(1)>`, `<${tag} onload=alert(1)//`]),
  ...[
    'onfocus',
    'onmouseover',
    'ontoggle',
    'onpointerrawupdate',
    'onanimationend',
    'onbeforematch',
  ].map((name) => `" ${name}=alert(1) autofocus tabindex=1 x="`),
  ...['onfocus', 'onclick', 'onload'].map((name) => `' ${name}=alert(1) autofocus x='`),
  ...[
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    'java\tscript:alert(1)',
    'data:text/html,<script>1</script>',
  ].flatMap((address) => [
    `<a href="${address}">x</a>`,
    `<form action="${address}"><button>x</form>`,
  ]),
  '<iframe srcdoc="<script>alert(1)</script>">',
  '<object data="data:text/html,x">',
  '<embed src="//evil.example">',
  '<base href="//evil.example/">',
  '<meta http-equiv=refresh content="0;url=//evil.example">',
  '<link rel=stylesheet href=//evil.example/x.css>',
  '<style>*{background:url(//evil.example)}</style>',
  '<math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>',
  '<svg><animate onbegin=alert(1)>',
  '<svg><use href="data:image/svg+xml,x"/>',
  '<details open ontoggle=alert(1)>',
  '<marquee onstart=alert(1)>',
  '<template><script>alert(1)</script></template>',
  '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
  '<<script>alert(1)//<</script>',
  '＜script＞alert(1)＜/script＞',
  '&lt;script&gt;alert(1)&lt;/script&gt;',
  '&#60;script&#62;alert(1)',
  '\\u003cscript\\u003ealert(1)',
  '%3Cscript%3Ealert(1)%3C/script%3E',
  '<xss contenteditable onblur=alert(1)>',
  '{{constructor.constructor("alert(1)")()}}',
];
