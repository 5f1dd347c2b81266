package io.dynrefer.model.nn;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDScope;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValue;
import ai.djl.pytorch.jni.IValueUtils;
import ai.djl.pytorch.jni.JniUtils;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * A network of convolutions as one compiled method of the engine: weights are laid out once as its kernels want them,
 * bias, activation and residual sum happen while a result is still in the processor's registers, and channels lie
 * together. Computes what {@link Convolutions#EAGER} computes but for rounding, in a third of the time; has no
 * gradients. Safe for use by several threads.
 */
public final class FusedConvolutions {
    private static final System.Logger LOG = System.getLogger(FusedConvolutions.class.getName());

    private final long side;
    private final PtSymbolBlock module;
    private final PtNDArray[] weights; // laid out for the kernels: nothing but the module may touch them
    private final PtNDArray[] biases;

    FusedConvolutions(long side, PtSymbolBlock module, PtNDArray[] weights, PtNDArray[] biases) {
        this.side = side;
        this.module = module;
        this.weights = weights;
        this.biases = biases;
    }

    /** A map (n, channels, side, side) that the method will hold in a variable. */
    public record Variable(String name, long side) {}

    /**
     * Compiles a network for square inputs of one size. The result lives as long as the network's weights.
     *
     * @param network from the input to the maps wanted of it
     * @return empty, and said in the log, where the engine lacks these kernels or computes elsewhere than on a
     *     processor
     */
    public static Optional<FusedConvolutions> compile(
            long side, BiFunction<Convolutions<Variable>, Variable, List<Variable>> network) {
        FusedProgram program = new FusedProgram();
        List<Variable> results = network.apply(program, new Variable("x0", side));
        boolean recording = JniUtils.isGradMode();
        JniUtils.setGradMode(false);
        try (NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            return Optional.of(program.compile(results));
        } catch (IOException | EngineException e) {
            LOG.log(System.Logger.Level.WARNING, "Fused convolutions do not load; running them one by one", e);
            return Optional.empty();
        } finally {
            JniUtils.setGradMode(recording);
        }
    }

    /** Runs the network: (n, channels, side, side) of the size it was compiled for to the maps wanted, in order. */
    public List<NDArray> run(NDArray input) {
        if (input.getShape().get(2) != side || input.getShape().get(3) != side) {
            throw new IllegalArgumentException("compiled for maps of " + side + ", not " + input.getShape());
        }
        try (IValue x = IValue.from((PtNDArray) input);
                IValue w = IValue.listFrom(weights);
                IValue b = IValue.listFrom(biases);
                IValue results = IValueUtils.runMethod(module, "run", x, w, b)) {
            return List.of(results.toTensorArray((PtNDManager) input.getManager()));
        }
    }
}
