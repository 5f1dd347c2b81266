package io.dynrefer.model.nn;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValue;
import ai.djl.pytorch.jni.IValueUtils;
import io.dynrefer.model.nn.FusedConvolutions.Variable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A network of convolutions as the text of a method, while it is written down; then the method, compiled. */
final class FusedProgram implements Convolutions<Variable> {
    /** Views of which a layout is chosen for; any number may be run. */
    private static final long TYPICAL = 1;

    private final StringBuilder lines = new StringBuilder();
    private final List<PaddedConvolution> steps = new ArrayList<>();

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
        PaddedConvolution step = new PaddedConvolution(convolution, input.side());
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

    private String padded(Variable input, PaddedConvolution step, int number) {
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
                lines, String.join(", ", results.stream().map(Variable::name).toList()));
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

    private static PtNDArray pack(PtSymbolBlock module, PaddedConvolution step, PtNDManager manager) {
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
