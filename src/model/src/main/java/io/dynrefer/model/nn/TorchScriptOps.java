package io.dynrefer.model.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValueUtils;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The engine's own operators, reached through a {@link TorchScript} module whose source is below.
 *
 * <p>Methods run in training mode, which here only means that the gradient setting of the thread decides.
 */
final class TorchScriptOps implements NativeOps {
    // 15 is bfloat16 and 6 is float32 in libtorch's numbering of element types.
    private static final String SOURCE = """
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

    private final PtSymbolBlock module;
    private final NDManager manager;

    private TorchScriptOps(PtSymbolBlock module, NDManager manager) {
        this.module = module;
        this.manager = manager;
    }

    /** Loads the module; it lives as long as the process. */
    static TorchScriptOps load() throws IOException {
        NDManager manager = Inference.newManager();
        return new TorchScriptOps(TorchScript.compile(manager, SOURCE), manager);
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
