package io.dynrefer.model.torch;

import io.dynrefer.model.weights.WeightsException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The tensors in what a checkpoint's pickle describes, by the names of the model they belong to. */
final class TensorDictionary {
    private static final List<String> NESTED = List.of("model", "state_dict", "module");
    private static final List<String> WRAPPERS = List.of("module.", "_orig_mod.");
    private static final String LIGHTNING = "model.";
    private static final int OTHERS_BESIDE_LIGHTNING = 2; // such as a loss's own scale
    private static final int MAX_WRAPPED = 4;

    private TensorDictionary() {}

    /** Finds the storages of all tensors below a node. */
    static void collect(Object node, Map<String, TorchStorage> storages) {
        if (node instanceof TorchTensor tensor) {
            storages.put(tensor.storage().key(), tensor.storage());
        } else if (node instanceof Map<?, ?> map) {
            map.values().forEach(value -> collect(value, storages));
        } else if (node instanceof Collection<?> values) {
            values.forEach(value -> collect(value, storages));
        } else if (node instanceof Object[] values) {
            List.of(values).forEach(value -> collect(value, storages));
        }
    }

    /**
     * The tensors by name.
     *
     * @param skipped the Python objects that were left out, for the error where there are no tensors
     */
    static Map<String, TorchTensor> tensors(Path path, Object root, Set<String> skipped) {
        Map<String, TorchTensor> tensors = new LinkedHashMap<>();
        dictionary(root).forEach((name, value) -> {
            if (value instanceof TorchTensor tensor) {
                tensors.put(String.valueOf(name), tensor);
            }
        });
        if (tensors.isEmpty()) {
            throw new WeightsException(
                    path,
                    "holds no tensors, neither at its root nor under " + NESTED
                            + (skipped.isEmpty()
                                    ? ""
                                    : "; it needs the Python objects " + skipped
                                            + ", which are none of those that a checkpoint of tensors is made of"));
        }
        return withoutWrappers(tensors);
    }

    /** The dictionary that trainers wrap in others, e.g. {@code model} and in it {@code state_dict}. */
    private static Map<?, ?> dictionary(Object root) {
        Map<?, ?> found = root instanceof Map<?, ?> map ? map : Map.of();
        for (int depth = 0; depth < MAX_WRAPPED; depth++) {
            Map<?, ?> outer = found;
            Optional<Map<?, ?>> inner = NESTED.stream()
                    .map(outer::get)
                    .filter(Map.class::isInstance)
                    .findFirst()
                    .map(nested -> (Map<?, ?>) nested);
            if (inner.isEmpty()) {
                break;
            }
            found = inner.get();
        }
        return found;
    }

    /**
     * The tensors without what trainers put before their names. {@code module.} and {@code _orig_mod.} never are part
     * of a model's own names; {@code model.} may be, so it comes off only where nearly all names have it.
     */
    private static Map<String, TorchTensor> withoutWrappers(Map<String, TorchTensor> tensors) {
        Map<String, TorchTensor> renamed = tensors;
        for (int depth = 0; depth < MAX_WRAPPED; depth++) {
            for (String wrapper : WRAPPERS) {
                renamed = without(wrapper, renamed);
            }
        }
        long lightning = renamed.keySet().stream()
                .filter(name -> name.startsWith(LIGHTNING))
                .count();
        return lightning > 0 && lightning >= renamed.size() - OTHERS_BESIDE_LIGHTNING
                ? without(LIGHTNING, renamed)
                : renamed;
    }

    /** The tensors without a prefix, unless two would be called the same then. */
    private static Map<String, TorchTensor> without(String prefix, Map<String, TorchTensor> tensors) {
        Map<String, TorchTensor> renamed = new LinkedHashMap<>();
        tensors.forEach((name, tensor) ->
                renamed.put(name.startsWith(prefix) ? name.substring(prefix.length()) : name, tensor));
        return renamed.size() == tensors.size() ? renamed : tensors;
    }
}
