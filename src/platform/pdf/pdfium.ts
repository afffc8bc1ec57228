/**
 * PDFium (WASM) as the second engine. Each document gets an instance of its own, so that nothing of one is left when
 * the next is opened, and its memory cannot grow beyond a cap.
 */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { init, type WrappedPdfiumModule } from '@embedpdf/pdfium';
import { malformed, PdfRefused } from './syntax.ts';

/** As much of WebAssembly's interface as is used here; Node has it, its type package does not. */
interface WasmMemory {
  readonly buffer: ArrayBuffer;
  grow(pages: number): number;
}
interface WasmInstance {
  readonly exports: { readonly memory: WasmMemory };
}
interface WasmApi {
  compile(bytes: Uint8Array): Promise<object>;
  instantiate(module: object, imports: object): Promise<WasmInstance>;
}
const wasm = (globalThis as unknown as { readonly WebAssembly: WasmApi }).WebAssembly;

const PAGE_BYTES = 65_536;
const MEMORY_CAP = 512 * 1024 * 1024;
/** `FPDF_GetLastError`: the document needs a password, or has a security scheme that PDFium does not know. */
const SECURITY_ERRORS: ReadonlySet<number> = new Set([4, 5]);

let compiled: Promise<object> | undefined;

/** Compiles the engine once per process; later calls are free. */
export function compilePdfium(): Promise<object> {
  compiled ??= readFile(createRequire(import.meta.url).resolve('@embedpdf/pdfium/pdfium.wasm')).then((bytes) =>
    wasm.compile(bytes),
  );
  return compiled;
}

/** A fresh instance, ready to open documents. */
export async function startPdfium(): Promise<WrappedPdfiumModule> {
  const module = await compilePdfium();
  const pdfium = await init({
    print: () => {},
    printErr: () => {},
    instantiateWasm(imports: object, ready: (instance: WasmInstance) => void) {
      void wasm.instantiate(module, imports).then((instance) => {
        capMemory(instance.exports.memory);
        ready(instance);
      });
      return {};
    },
  } as unknown as Parameters<typeof init>[0]);
  pdfium.PDFiumExt_Init();
  return pdfium;
}

function capMemory(memory: WasmMemory): void {
  const grow = memory.grow.bind(memory);
  memory.grow = (pages: number) => {
    if (memory.buffer.byteLength + pages * PAGE_BYTES > MEMORY_CAP) throw new RangeError('PDFium is at its cap');
    return grow(pages);
  };
}

/** Opens a document and gives its handle; throws `PdfRefused` when PDFium does not take it as it is. */
export function openDocument(pdfium: WrappedPdfiumModule, bytes: Buffer): number {
  const pointer = pdfium.pdfium.wasmExports.malloc(bytes.length);
  if (pointer === 0) throw new PdfRefused('pdf-active', 'malformed: too large for the second engine');
  (pdfium.pdfium as unknown as { HEAPU8: Uint8Array }).HEAPU8.set(bytes, pointer);
  const document = pdfium.FPDF_LoadMemDocument(pointer, bytes.length, '');
  if (document !== 0) return document;
  const error = pdfium.FPDF_GetLastError();
  if (SECURITY_ERRORS.has(error)) throw new PdfRefused('pdf-secured', 'the second engine finds it secured');
  throw malformed(`the second engine cannot open it (${error})`);
}
