package io.dynrefer.model.convert;

import io.dynrefer.model.convert.OpenSources.Located;
import io.dynrefer.model.weights.WeightsException;
import io.dynrefer.region.DynReferException;
import io.dynrefer.safetensors.TensorSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Where the tensors of a network are among released files. */
final class WantedTensors {
    private static final int NAMED_AT_MOST = 20;

    private WantedTensors() {}

    /**
     * Where each tensor is, by what is written; the embeddings may be missing.
     *
     * @param preset its name, for errors
     */
    static Map<TensorSpec, Located> find(String preset, List<TensorSpec> wanted, OpenSources sources) {
        Map<TensorSpec, Located> found = new LinkedHashMap<>();
        List<String> missing = new ArrayList<>();
        for (TensorSpec spec : wanted) {
            Located located = sources.find(spec.name());
            if (located != null) {
                requireShape(preset, spec, located);
                found.put(new TensorSpec(spec.name(), located.spec().type(), spec.shape()), located);
            } else if (!VocabularyEmbeddings.NAMES.contains(spec.name())) {
                missing.add(spec.name());
            }
        }
        if (!missing.isEmpty()) {
            throw DynReferException.invalid("files", message(missing));
        }
        return found;
    }

    private static void requireShape(String preset, TensorSpec spec, Located located) {
        if (!located.spec().shape().equals(spec.shape())) {
            throw new WeightsException(
                    located.file(),
                    "tensor '" + located.spec().name() + "' has the shape "
                            + located.spec().shape() + ", the preset '" + preset + "' needs " + spec.shape());
        }
    }

    private static String message(List<String> missing) {
        String names = missing.stream().limit(NAMED_AT_MOST).collect(Collectors.joining(", "));
        String more = missing.size() > NAMED_AT_MOST ? ", …" : "";
        return missing.size() + " tensors are in none of the files given: " + names + more
                + ". DynRefer's own checkpoint holds what was trained; visual_encoder comes from eva_vit_g.pth,"
                + " query_tokens and ln_vision from blip2_pretrained_flant5xl.pth, text_encoder from"
                + " eva_clip_psz14.pt, t5_model from google/flan-t5-xl.";
    }
}
