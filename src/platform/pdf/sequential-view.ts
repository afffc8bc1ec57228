/**
 * The same file as readers see it who ignore or rebuild its cross-references: @cantoo/pdf-lib reads object by object
 * from the start, and the last of a number wins. Content hidden from one view shows in the other.
 */
import {
  PDFArray,
  PDFBool,
  PDFDict,
  PDFHexString,
  PDFName,
  type PDFObject,
  PDFParser,
  PDFRef,
  PDFStream,
  PDFString,
} from '@cantoo/pdf-lib';
import type { ObjectView } from './file.ts';
import { malformed, PdfDict, PdfName, PdfRef, PdfRefused, PdfText, type PdfValue } from './syntax.ts';

/** Parses the whole file without repairing anything; refuses what the parser finds invalid. */
export async function sequentialView(bytes: Buffer): Promise<ObjectView> {
  const parser = PDFParser.forBytesWithOptions(bytes, Number.POSITIVE_INFINITY, true, false);
  const context = await parser.parseDocument().catch((error: unknown) => {
    throw malformed(`not readable from start to end: ${error instanceof Error ? error.message.slice(0, 200) : ''}`);
  });
  return {
    resolve(value) {
      if (!(value instanceof PdfRef)) return value;
      const found = context.lookup(PDFRef.of(value.num, value.gen));
      return found ? valueIn(found, 0) : null;
    },
    *objects() {
      for (const [, object] of context.enumerateIndirectObjects()) yield valueIn(object, 0);
    },
  };
}

function valueIn(object: PDFObject, depth: number): PdfValue {
  if (depth > 100) throw new PdfRefused('pdf-active', 'malformed: nested too deeply');
  if (object instanceof PDFName) return new PdfName(object.decodeText());
  if (object instanceof PDFRef) return new PdfRef(object.objectNumber, object.generationNumber);
  if (object instanceof PDFString || object instanceof PDFHexString) return new PdfText(Buffer.from(object.asBytes()));
  if (object instanceof PDFArray) return object.asArray().map((each) => valueIn(each, depth + 1));
  if (object instanceof PDFBool) return object.asBoolean();
  const dict = object instanceof PDFStream ? object.dict : object;
  if (!(dict instanceof PDFDict)) return null;
  return new PdfDict(dict.entries().map(([key, each]) => [key.decodeText(), valueIn(each, depth + 1)]));
}
