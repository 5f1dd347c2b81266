package io.dynrefer.training.weights;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.Shape;
import io.dynrefer.model.nn.Inference;
import io.dynrefer.model.nn.Matrix;
import io.dynrefer.model.nn.WeightSource;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Weights of which some learn: those are 32-bit copies with gradients, the rest comes from the source as it is.
 *
 * <p>The layers are built from it as from any other source; the copies appear as layers ask for them. Not thread-safe.
 */
public final class TrainableWeights implements WeightSource, AutoCloseable {
    /** What METHOD 5 trains: everything but both encoders, the queries and the language model. */
    public static final List<String> DEFAULT_PREFIXES =
            List.of("cvem_align.", "cvem_mlp.", "cem_memory", "tag_", "attr_", "Qformer.", "t5_proj.");

    private final WeightSource source;
    private final List<String> prefixes;
    private final @Nullable LowRank lowRank;
    private final NDManager manager = Inference.newManager();
    private final Map<String, NDArray> trained = new LinkedHashMap<>();

    /**
     * @param source of all weights; stays the caller's
     * @param prefixes starts of the names of the tensors that learn
     * @param lowRank adapters of the language model's frozen matrices, or none
     */
    public TrainableWeights(WeightSource source, List<String> prefixes, @Nullable LowRank lowRank) {
        this.source = source;
        this.prefixes = List.copyOf(prefixes);
        this.lowRank = lowRank;
    }

    @Override
    public boolean contains(String name) {
        return source.contains(name);
    }

    @Override
    public Shape shape(String name) {
        return source.shape(name);
    }

    @Override
    public NDArray array(String name, Shape expected) {
        return learns(name) ? copy(name, expected) : source.array(name, expected);
    }

    @Override
    public Matrix matrix(String name, Shape expected) {
        if (learns(name)) {
            return Matrix.of(copy(name, expected));
        }
        Matrix frozen = source.matrix(name, expected);
        if (lowRank == null || !lowRank.adapts(name)) {
            return frozen;
        }
        NDArray down = learning(LowRank.downName(name), lowRank.initialDown(manager, name, expected));
        NDArray up = learning(LowRank.upName(name), lowRank.initialUp(manager, expected));
        return lowRank.matrix(frozen, down, up);
    }

    private boolean learns(String name) {
        return prefixes.stream().anyMatch(name::startsWith);
    }

    private NDArray copy(String name, Shape expected) {
        NDArray known = trained.get(name);
        return known != null
                ? known
                : learning(name, source.array(name, expected).duplicate());
    }

    private NDArray learning(String name, NDArray array) {
        NDScope.unregister(array);
        array.attach(manager);
        array.setRequiresGradient(true);
        trained.put(name, array);
        return array;
    }

    /** The tensors that learn and were asked for, by name, in the order in which they were asked for. */
    public Map<String, NDArray> trained() {
        return Collections.unmodifiableMap(trained);
    }

    /** Arrays that live as long as this; grows only if something leaks. */
    public int managedArrays() {
        return manager.getManagedArrays().size();
    }

    @Override
    public void close() {
        manager.close();
    }
}
