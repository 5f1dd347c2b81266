package io.dynrefer.model.nn;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValueUtils;
import ai.djl.pytorch.jni.JniUtils;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * The engine's own operators, reached through a TorchScript module without weights whose source is below.
 *
 * <p>The module's file format is a zip with a pickled object and the source text; libtorch compiles it on loading.
 * Methods run in training mode, which here only means that the gradient setting of the thread decides.
 */
final class TorchScriptOps implements NativeOps {
    // 15 is bfloat16 and 6 is float32 in libtorch's numbering of element types.
    private static final String SOURCE = """
            class Ops(Module):
              __parameters__ = []
              __buffers__ = []
              training : bool
              def forward(self: __torch__.Ops, x: Tensor) -> Tensor:
                return x
              def attention(self: __torch__.Ops, q: Tensor, k: Tensor, v: Tensor) -> Tensor:
                return torch.scaled_dot_product_attention(q, k, v, None, 0., False, scale=1.)
              def biased_attention(self: __torch__.Ops, q: Tensor, k: Tensor, v: Tensor, b: Tensor) -> Tensor:
                return torch.scaled_dot_product_attention(q, k, v, b, 0., False, scale=1.)
              def bf16(self: __torch__.Ops, x: Tensor) -> Tensor:
                return torch.to(x, 15)
              def bytes_as_bf16(self: __torch__.Ops, x: Tensor) -> Tensor:
                return torch.view_copy(x, dtype=15)
              def linear_bf16(self: __torch__.Ops, x: Tensor, w: Tensor) -> Tensor:
                return torch.to(torch.linear(torch.to(x, 15), w), 6)
            """;

    /** Pickle, protocol 2: an instance of {@code __torch__.Ops} with the state {@code {"training": False}}. */
    private static final byte[] INSTANCE =
            "\u0080\u0002c__torch__\nOps\n)\u0081}(X\b\0\0\0training\u0089ub.".getBytes(ISO_8859_1);

    /** Pickle, protocol 2: the empty tuple. */
    private static final byte[] NO_CONSTANTS = "\u0080\u0002).".getBytes(ISO_8859_1);

    private final PtSymbolBlock module;
    private final NDManager manager;

    private TorchScriptOps(PtSymbolBlock module, NDManager manager) {
        this.module = module;
        this.manager = manager;
    }

    /** Loads the module; it lives as long as the process. */
    static TorchScriptOps load() throws IOException {
        NDManager manager = Inference.newManager();
        PtSymbolBlock module =
                JniUtils.loadModule((PtNDManager) manager, new ByteArrayInputStream(archive()), false, false);
        return new TorchScriptOps(module, manager);
    }

    @Override
    public NDArray attention(NDArray query, NDArray key, NDArray value, @Nullable NDArray bias) {
        return bias == null ? call("attention", query, key, value) : call("biased_attention", query, key, value, bias);
    }

    @Override
    public Matrix roundToBf16(NDArray matrix) {
        return new Bf16Matrix(call("bf16", matrix));
    }

    @Override
    public Matrix bf16OfBytes(NDArray bytes) {
        return new Bf16Matrix(call("bytes_as_bf16", bytes));
    }

    /** The result belongs to the first input's manager. */
    private NDArray call(String method, NDArray... inputs) {
        NDArray name = manager.create(0f); // (), its name is what counts
        try {
            name.setName("module_method:" + method);
            NDList arguments = new NDList(inputs);
            arguments.add(name);
            return IValueUtils.forward(module, arguments, true).singletonOrThrow();
        } finally {
            name.close();
        }
    }

    private static byte[] archive() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            store(zip, "data.pkl", INSTANCE);
            store(zip, "code/__torch__.py", SOURCE.getBytes(UTF_8));
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

    /** Holds the handle where nobody else can touch it. */
    private final class Bf16Matrix implements Matrix {
        private final NDArray handle; // bf16 (rows, columns)

        Bf16Matrix(NDArray handle) {
            this.handle = handle;
            NDScope.unregister(handle);
        }

        @Override
        public NDArray product(NDArray input, @Nullable NDArray bias) {
            NDArray product = call("linear_bf16", input, handle);
            return bias == null ? product : product.add(bias);
        }
    }
}
