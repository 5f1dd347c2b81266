package io.dynrefer.training;

import ai.djl.ndarray.NDArray;
import io.dynrefer.model.text.Prompts;
import io.dynrefer.region.Attribute;
import io.dynrefer.training.network.TrainingNetwork;
import io.dynrefer.training.samples.Sample;
import io.dynrefer.training.samples.TextTable;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** The colours that a network with lexical rows is sure of, for captions that tell none. */
final class SureColors {
    /** Basic colour words that a caption would say of a thing. */
    private static final List<String> WORDS =
            List.of("black", "white", "gray", "red", "orange", "yellow", "green", "blue", "purple", "pink", "brown");

    /** Share among the words from which on a colour counts as sure. */
    private static final double SURE = 0.7;

    private SureColors() {}

    /** Texts that must be in the table. */
    static List<String> texts() {
        return WORDS.stream().map(SureColors::text).toList();
    }

    private static String text(String word) {
        return Prompts.attribute(Attribute.parse("color:" + word)).get(0);
    }

    /** The sure colours of samples; no entry where none is. */
    static Map<Sample, String> of(List<Sample> samples, SampleViews views, TrainingNetwork network, TextTable texts) {
        Map<Sample, String> colors = new IdentityHashMap<>();
        views.each(samples, (some, seen) -> {
            NDArray scores = network.attributes(seen, texts.of(seen.getManager(), texts())); // (samples, colours)
            float[] shares = scores.softmax(1).toFloatArray();
            for (int i = 0; i < shares.length; i++) {
                if (shares[i] >= SURE) {
                    colors.put(some.get(i / WORDS.size()), WORDS.get(i % WORDS.size()));
                }
            }
        });
        return colors;
    }
}
