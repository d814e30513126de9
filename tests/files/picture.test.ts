import fc from 'fast-check';
import { readPicture } from '../../server/src/files/picture';
import { aHeic, aJpeg, aPng, aWebp, exif, pngChunk, segment } from './samples';

const SECRET = 'GPS 48.2082 N';
const secret = Buffer.from(SECRET);

test.each([
  ['png', aPng({ width: 640, height: 480 })],
  ['jpg', aJpeg({ width: 640, height: 480 })],
  ['webp', aWebp({ width: 640, height: 480 })],
  ['heic', aHeic({ width: 640, height: 480 })],
] as const)('the size of a %s is read from its header', (kind, content) => {
  expect(readPicture(kind, content)).toMatchObject({ width: 640, height: 480 });
});

test('a picture that claims 30,000 by 30,000 pixels is known before anybody decodes it (F41)', () => {
  const bomb = readPicture('png', aPng({ width: 30_000, height: 30_000 }));
  expect(bomb).toMatchObject({ width: 30_000, height: 30_000 });
});

test('the largest frame counts, not a canvas that says less', () => {
  const small = aWebp({ width: 2, height: 2 });
  const frame = small.indexOf('VP8 ') + 8 + 6;
  small.writeUInt16LE(16_383, frame);
  small.writeUInt16LE(16_383, frame + 2);
  expect(readPicture('webp', small)).toMatchObject({ width: 16_383, height: 16_383 });
});

test.each([
  ['png', aPng({ notes: [pngChunk('eXIf', secret), pngChunk('tEXt', secret), pngChunk('iTXt', secret)] }), aPng()],
  ['webp', aWebp({ notes: [['EXIF', secret], ['XMP ', secret]] }), aWebp()],
  [
    'jpg',
    aJpeg({ notes: [exif({ place: SECRET }), segment(0xe1, Buffer.from(`http://ns.adobe.com/xap/1.0/\0${SECRET}`)), segment(0xed, secret), segment(0xfe, secret), segment(0xe2, Buffer.from(`MPF\0${SECRET}`))] }),
    aJpeg(),
  ],
] as const)('place and notes are taken out of a %s, and nothing else is changed (F41)', (kind, content, plain) => {
  expect(content.includes(SECRET)).toBe(true);
  expect(readPicture(kind, content)?.content.equals(plain)).toBe(true);
});

test('a JPEG keeps the way up, and only that', () => {
  const turned = readPicture('jpg', aJpeg({ notes: [exif({ orientation: 6, place: SECRET })] }))!.content;
  expect(turned.includes(SECRET)).toBe(false);
  expect(turned.includes(Buffer.from('011200030000000100060000', 'hex'))).toBe(true);
  // Reading it again finds the same, so the note is a whole one.
  expect(readPicture('jpg', turned)?.content.equals(turned)).toBe(true);
});

test('what stands behind the end of a picture goes', () => {
  const hidden = Buffer.from('<script>alert(1)</script>');
  expect(readPicture('jpg', aJpeg({ behind: hidden }))?.content.equals(aJpeg())).toBe(true);
  expect(readPicture('png', Buffer.concat([aPng(), hidden]))?.content.equals(aPng())).toBe(true);
  expect(readPicture('webp', Buffer.concat([aWebp(), hidden]))?.content.equals(aWebp())).toBe(true);
});

test('a picture without a size, or cut off, is none', () => {
  expect(readPicture('jpg', aJpeg({ width: 0 }))).toBeNull();
  for (const [kind, whole] of [['png', aPng()], ['jpg', aJpeg()], ['webp', aWebp()]] as const)
    for (let end = 12; end < whole.length; end += 1) expect(readPicture(kind, whole.subarray(0, end))).toBeNull();
});

test('broken bytes crash nothing and end soon', () => {
  const whole = { png: aPng(), jpg: aJpeg({ notes: [exif({ orientation: 3 })] }), webp: aWebp(), heic: aHeic() };
  fc.assert(
    fc.property(fc.constantFrom('png', 'jpg', 'webp', 'heic'), fc.array(fc.tuple(fc.nat(300), fc.nat(255)), { maxLength: 8 }), (kind, changes) => {
      const content = Buffer.from(whole[kind]);
      for (const [at, byte] of changes) if (at >= 12 && at < content.length) content[at] = byte;
      const picture = readPicture(kind, content);
      expect(picture === null || picture.width * picture.height > 0).toBe(true);
    }),
    { numRuns: 3000 },
  );
});
