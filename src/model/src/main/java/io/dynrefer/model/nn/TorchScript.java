package io.dynrefer.model.nn;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.JniUtils;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Makes TorchScript modules without weights out of source text: the way to what the engine can do and its Java binding
 * does not offer.
 *
 * <p>The module's file format is a zip with a pickled object and the source; libtorch compiles it on loading.
 */
final class TorchScript {
    private static final String HEAD = """
            class Ops(Module):
              __parameters__ = []
              __buffers__ = []
              training : bool
              def forward(self: __torch__.Ops, x: Tensor) -> Tensor:
                return x
            """;

    /** Pickle, protocol 2: an instance of {@code __torch__.Ops} with the state {@code {"training": False}}. */
    private static final byte[] INSTANCE =
            "\u0080\u0002c__torch__\nOps\n)\u0081}(X\b\0\0\0training\u0089ub.".getBytes(ISO_8859_1);

    /** Pickle, protocol 2: the empty tuple. */
    private static final byte[] NO_CONSTANTS = "\u0080\u0002).".getBytes(ISO_8859_1);

    private TorchScript() {}

    /**
     * Compiles a module, which lives as long as {@code manager}.
     *
     * @param methods of the class {@code __torch__.Ops}, indented by two
     * @throws ai.djl.engine.EngineException if the engine lacks what they call
     */
    static PtSymbolBlock compile(NDManager manager, String methods) throws IOException {
        return JniUtils.loadModule(
                (PtNDManager) manager, new ByteArrayInputStream(archive(HEAD + methods)), false, false);
    }

    private static byte[] archive(String source) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            store(zip, "data.pkl", INSTANCE);
            store(zip, "code/__torch__.py", source.getBytes(UTF_8));
            store(zip, "constants.pkl", NO_CONSTANTS);
            store(zip, "version", "10\n".getBytes(UTF_8));
        }
        return bytes.toByteArray();
    }

    private static void store(ZipOutputStream zip, String name, byte[] content) throws IOException {
        CRC32 checksum = new CRC32();
        checksum.update(content);
        ZipEntry entry = new ZipEntry("ops/" + name);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(content.length);
        entry.setCompressedSize(content.length);
        entry.setCrc(checksum.getValue());
        zip.putNextEntry(entry);
        zip.write(content);
        zip.closeEntry();
    }
}
