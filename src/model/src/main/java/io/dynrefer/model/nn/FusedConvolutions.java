package io.dynrefer.model.nn;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValue;
import ai.djl.pytorch.jni.IValueUtils;
import ai.djl.pytorch.jni.JniUtils;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A network of convolutions as one compiled method of the engine: weights are laid out once as its kernels want them,
 * bias, activation and residual sum happen while a result is still in the processor's registers, and channels lie
 * together. Computes what {@link Convolutions#EAGER} computes but for rounding, in a third of the time; has no
 * gradients. Safe for use by several threads.
 */
public final class FusedConvolutions {
    private static final System.Logger LOG = System.getLogger(FusedConvolutions.class.getName());

    /** Views of which a layout is chosen for; any number may be run. */
    private static final long TYPICAL = 1;

    private final long side;
    private final PtSymbolBlock module;
    private final PtNDArray[] weights; // laid out for the kernels: nothing but the module may touch them
    private final PtNDArray[] biases;

    private FusedConvolutions(long side, PtSymbolBlock module, PtNDArray[] weights, PtNDArray[] biases) {
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
        Program program = new Program();
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

    /** A convolution of the program and the side of its input. */
    private record Step(Convolution convolution, long side) {
        /** Zeros on every side that the kernel itself can add; an uneven number is added before. */
        long padding() {
            long missing = convolution.missing(side);
            return missing % 2 == 0 ? missing / 2 : 0;
        }

        long padded() {
            long missing = convolution.missing(side);
            return missing % 2 == 0 ? side : side + missing;
        }
    }

    /** Writes down what is to be done. */
    private static final class Program implements Convolutions<Variable> {
        private final StringBuilder lines = new StringBuilder();
        private final List<Step> steps = new ArrayList<>();

        @Override
        public Variable convolve(Variable input, Convolution convolution) {
            return write(input, convolution, null);
        }

        @Override
        public Variable convolve(Variable input, Convolution convolution, Variable added) {
            if (convolution.activation() != Convolution.Activation.NONE) {
                throw new IllegalArgumentException("a sum follows a convolution without activation");
            }
            return write(input, convolution, added);
        }

        @Override
        public Variable block(Variable input, UnaryOperator<Variable> body) {
            return body.apply(input);
        }

        private Variable write(Variable input, Convolution convolution, @Nullable Variable added) {
            int number = steps.size();
            Step step = new Step(convolution, input.side());
            steps.add(step);
            Variable output = new Variable("y" + number, convolution.results(input.side()));
            String arguments = String.format(
                    Locale.ROOT,
                    "%s, w[%d], b[%d], [%d, %d], [%d, %d], [1, 1], %d",
                    padded(input, step, number),
                    number,
                    number,
                    step.padding(),
                    step.padding(),
                    convolution.stride(),
                    convolution.stride(),
                    convolution.groups());
            lines.append("    ").append(output.name()).append(" = ops.mkldnn._convolution_pointwise(");
            lines.append(added == null ? arguments : arguments.replaceFirst(", ", ", " + added.name() + ", "));
            lines.append(", ").append(after(convolution, added)).append(")\n");
            return output;
        }

        private String padded(Variable input, Step step, int number) {
            if (step.padded() == step.side()) {
                return input.name();
            }
            long missing = step.padded() - step.side();
            long before = missing / 2;
            long behind = missing - before;
            lines.append(String.format(
                    Locale.ROOT,
                    "    p%d = torch.constant_pad_nd(%s, [%d, %d, %d, %d], 0)\n",
                    number,
                    input.name(),
                    before,
                    behind,
                    before,
                    behind));
            return "p" + number;
        }

        private static String after(Convolution convolution, @Nullable Variable added) {
            if (added != null) {
                return "\"add\", None, None, annotate(List[Optional[number]], []), None";
            }
            return switch (convolution.activation()) {
                case NONE -> "\"none\", annotate(List[Optional[number]], []), \"\"";
                case RELU6 -> "\"hardtanh\", annotate(List[Optional[number]], [0., " + Convolution.MOST + ".]), \"\"";
            };
        }

        private String source(List<Variable> results) {
            return """
                      def run(self: __torch__.Ops, x: Tensor, w: List[Tensor], b: List[Tensor]) -> List[Tensor]:
                        x0 = torch.contiguous(x, memory_format=2)
                    %s    return [%s]
                      def pack(self: __torch__.Ops, w: Tensor, pad: List[int], stride: List[int], groups: int, input: List[int]) -> Tensor:
                        return ops.mkldnn._reorder_convolution_weight(w, pad, stride, [1, 1], groups, input)
                    """.formatted(
                    lines,
                    String.join(", ", results.stream().map(Variable::name).toList()));
        }

        FusedConvolutions compile(List<Variable> results) throws IOException {
            NDManager manager = steps.get(0).convolution().weight().getManager().newSubManager();
            if (manager.getDevice().isGpu()) {
                throw new EngineException("its weights are on " + manager.getDevice());
            }
            PtSymbolBlock module = TorchScript.compile(manager, source(results));
            PtNDArray[] weights = new PtNDArray[steps.size()];
            PtNDArray[] biases = new PtNDArray[steps.size()];
            for (int i = 0; i < weights.length; i++) {
                weights[i] = pack(module, steps.get(i), (PtNDManager) manager);
                biases[i] = (PtNDArray) steps.get(i).convolution().bias();
                NDScope.unregister(weights[i], biases[i]);
            }
            return new FusedConvolutions(steps.get(0).side(), module, weights, biases);
        }

        private static PtNDArray pack(PtSymbolBlock module, Step step, PtNDManager manager) {
            Convolution convolution = step.convolution();
            long inputs = convolution.weight().getShape().get(1) * convolution.groups();
            try (IValue weight = IValue.from((PtNDArray) convolution.weight());
                    IValue padding = IValue.listFrom(step.padding(), step.padding());
                    IValue stride = IValue.listFrom(convolution.stride(), convolution.stride());
                    IValue groups = IValue.from((long) convolution.groups());
                    IValue input = IValue.listFrom(TYPICAL, inputs, step.padded(), step.padded());
                    IValue packed = IValueUtils.runMethod(module, "pack", weight, padding, stride, groups, input)) {
                return packed.toTensor(manager);
            }
        }
    }
}
