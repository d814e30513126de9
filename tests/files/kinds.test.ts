import fc from 'fast-check';
import { FILE_LIMITS } from '../../server/src/files/contract';
import { kindOf } from '../../server/src/files/kinds';
import { cleanFileName } from '../../server/src/files/name';
import { aDocm, aDocx, aHeic, aJpeg, anOdt, anXlsx, aPdf, aPng, aWebp, MIMES, zipOf } from './samples';

const text = (words: string): Buffer => Buffer.from(words);
/** As the service does it: the name is cleaned first. */
const kind = (name: string, declared: string, content: Buffer) => kindOf({ name: cleanFileName(name), declared, content });

describe('what is taken (F39)', () => {
  test.each([
    ['cv.pdf', 'pdf', aPdf()],
    ['CV.PDF', 'pdf', aPdf()],
    ['plan.png', 'png', aPng()],
    ['photo.jpg', 'jpg', aJpeg()],
    ['photo.jpeg', 'jpg', aJpeg()],
    ['photo.webp', 'webp', aWebp()],
    ['photo.heic', 'heic', aHeic()],
    ['notes.txt', 'txt', text('Grüße aus Köln\r\n\tund mehr')],
    ['list.csv', 'csv', Buffer.from('Name;Ort\r\nM\xfcller;K\xf6ln\r\n', 'latin1')],
    ['letter.docx', 'docx', aDocx()],
    ['prices.xlsx', 'xlsx', anXlsx()],
    ['letter.odt', 'odt', anOdt()],
  ])('%s, when name, declared type and content agree', (name, expected, content) => {
    expect(kind(name, MIMES[expected]!, content)).toBe(expected);
    expect(kind(name, 'application/octet-stream', content)).toBe(expected);
    expect(kind(name, 'application/x-other', content)).toBeNull();
  });

  test('a CSV as Windows declares it', () => {
    expect(kind('list.csv', 'application/vnd.ms-excel', text('a;b'))).toBe('csv');
  });
});

describe('what is refused (F39)', () => {
  const svg = text('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>');
  const gifJs = text('GIF89a/*;*/=1;alert(1)//');

  test.each([
    ['a GIF that is also a script, as PNG', 'photo.png', 'image/png', gifJs],
    ['a GIF that is also a script, as text', 'photo.txt', 'text/plain', gifJs],
    ['a script before a PDF', 'offer.pdf', 'application/pdf', Buffer.concat([text('alert(1)/*\n'), aPdf()])],
    ['a PDF with a text name', 'offer.txt', 'text/plain', Buffer.concat([text('hello\n'), aPdf()])],
    ['an SVG as PNG', 'logo.png', 'image/png', svg],
    ['an SVG as text', 'logo.txt', 'text/plain', svg],
    ['an SVG', 'logo.svg', 'image/svg+xml', svg],
    ['HTML as text', 'page.txt', 'text/plain', text('\ufeff  <!doctype html><script>1</script>')],
    ['HTML', 'page.html', 'text/html', text('<p>')],
    ['a script', 'run.js', 'text/javascript', text('alert(1)')],
    ['a shell script as text', 'run.txt', 'text/plain', text('#!/bin/sh\nrm -rf ~')],
    ['RTF as text', 'a.txt', 'text/plain', text('{\\rtf1\\object}')],
    ['a program', 'setup.exe', 'application/octet-stream', text('MZ\x90\0')],
    ['a program as text', 'setup.txt', 'text/plain', text('MZ\x90\0\x03')],
    ['a document with macros, by its own name', 'letter.docm', 'application/vnd.ms-word.document.macroEnabled.12', aDocm()],
    ['a document with macros as a plain one', 'letter.docx', MIMES.docx!, aDocm()],
    ['macros in a document that denies them', 'letter.docx', MIMES.docx!, aDocx({ more: [{ name: 'word/vbaProject.bin', content: 'x' }] })],
    ['macros in an OpenDocument file', 'letter.odt', MIMES.odt!, anOdt({ more: [{ name: 'Basic/Standard/Module1.xml', content: '<x/>' }] })],
    ['an archive', 'all.zip', 'application/zip', zipOf([{ name: 'run.exe', content: 'MZ' }])],
    ['an archive as a document', 'all.docx', MIMES.docx!, zipOf([{ name: 'run.exe', content: 'MZ' }])],
    ['a workbook as a document', 'prices.docx', MIMES.docx!, anXlsx()],
    ['a document with a program before it', 'letter.docx', MIMES.docx!, Buffer.concat([text('MZ'), aDocx()])],
    ['a document with something behind it', 'letter.docx', MIMES.docx!, Buffer.concat([aDocx(), text('<script>')])],
    ['a document with two entries of one name', 'letter.docx', MIMES.docx!, aDocx({ more: [{ name: 'word/document.xml', content: 'other' }] })],
    ['a program behind a double extension', 'offer.pdf.exe', 'application/pdf', aPdf()],
    ['a program behind a trailing dot', 'offer.exe.', 'application/pdf', aPdf()],
    ['a program behind trailing spaces and dots', 'offer.exe . .', 'application/pdf', aPdf()],
    ['a program behind a right-to-left mark', 'offer\u202efdp.exe', 'application/pdf', aPdf()],
    ['a stream of a Windows file', 'offer.exe::$DATA', 'application/pdf', aPdf()],
    ['no extension', 'offer', 'application/pdf', aPdf()],
    ['a JPEG as PNG', 'photo.png', 'image/png', aJpeg()],
    ['a JPEG that is declared a PNG', 'photo.jpg', 'image/png', aJpeg()],
    ['UTF-16, which nobody can tell from bytes', 'notes.txt', 'text/plain', Buffer.from('\ufeffhello', 'utf16le')],
  ])('%s', (_what, name, declared, content) => {
    expect(kind(name, declared, content)).toBeNull();
  });

  test('a document cut off anywhere is refused, never a crash', () => {
    for (const whole of [aDocx(), anOdt()]) for (let end = 0; end < whole.length; end += 1) expect(kind('a.docx', MIMES.docx!, whole.subarray(0, end))).toBeNull();
  });

  test('any bytes under any name have at most one kind, and crash nothing', () => {
    const start = fc.constantFrom(aPdf(), aPng(), aJpeg(), aWebp(), aHeic(), aDocx(), anOdt(), Buffer.alloc(0));
    fc.assert(
      fc.property(start, fc.uint8Array({ maxLength: 200 }), fc.nat(400), fc.constantFrom(...Object.keys(MIMES)), (whole, noise, cut, extension) => {
        const content = Buffer.concat([whole.subarray(0, cut), noise, whole.subarray(cut + noise.length)]);
        expect([extension, null]).toContain(kind(`a.${extension}`, MIMES[extension]!, content));
      }),
      { numRuns: 2000 },
    );
  });
});

describe('names of files (S17)', () => {
  test.each([
    ['../../etc/passwd.pdf', 'passwd.pdf'],
    ['C:\\fakepath\\cv.pdf', 'cv.pdf'],
    ['invoice.exe.pdf', 'invoice_exe.pdf'],
    ['cv\u202eexe.pdf', 'cvexe.pdf'],
    ['cv.exe\0.pdf', 'cv_exe.pdf'],
    ['cv.pdf\r\nSet-Cookie: a=b', 'cv_pdf Set-Cookie_ a=b'],
    ['a\u2028b\u2029.txt', 'a b.txt'],
    ['.htaccess', 'htaccess'],
    ['...', 'file'],
    ['', 'file'],
    ['.pdf', 'pdf'],
    ['Lebenslauf Jörg.PDF', 'Lebenslauf Jörg.pdf'],
    ['履歴書.pdf', '履歴書.pdf'],
    ['<a href="x">?.txt', '_a href=_x___.txt'],
    [`${'x'.repeat(400)}.docx`, `${'x'.repeat(145)}.docx`],
  ])('%j becomes %j', (given, expected) => {
    expect(cleanFileName(given)).toBe(expected);
  });

  test('whatever was sent, nothing of a name reaches beyond it', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: fc.constantFrom('.', '/', '\\', '\0', '\r', '\n', '\u2028', '\u202e', 'a', '"', ' ', '\ud800') })), (given) => {
        const name = cleanFileName(given);
        expect(name).toMatch(/^[^/\\:"<>|?*%\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]+$/u);
        expect(name).not.toMatch(/^\.|[. ]$|\..*\./);
        expect([...name].length).toBeLessThanOrEqual(FILE_LIMITS.nameLength);
        expect(cleanFileName(name)).toBe(name);
      }),
      { numRuns: 3000 },
    );
  });
});
