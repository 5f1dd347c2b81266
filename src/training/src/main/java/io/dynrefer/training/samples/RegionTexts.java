package io.dynrefer.training.samples;

import io.dynrefer.data.AnnotatedRegion;
import io.dynrefer.model.text.Prompts;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What the annotations of a region say about texts. Not thread-safe. */
public final class RegionTexts {
    private final Set<String> trueTexts;
    private final Set<String> falseAttributes;
    private final boolean described;
    private final AttributeTexts attributeTexts;

    RegionTexts(AnnotatedRegion region, AttributeTexts attributeTexts) {
        this.trueTexts = new HashSet<>(region.captions());
        this.trueTexts.addAll(phrases(region));
        this.falseAttributes = new HashSet<>(region.labels().negativeAttributes());
        this.described = !region.labels().attributes().isEmpty() && falseAttributes.isEmpty();
        this.attributeTexts = attributeTexts;
    }

    /** Short true texts: the annotated phrases, then those that stand for category and attributes; each once. */
    public static List<String> phrases(AnnotatedRegion region) {
        Set<String> phrases = new LinkedHashSet<>(region.labels().phrases());
        if (!region.labels().category().isEmpty()) {
            phrases.add(Prompts.category(region.labels().category()));
        }
        region.labels().attributes().forEach(attribute -> phrases.addAll(AttributeTexts.texts(attribute)));
        return List.copyOf(phrases);
    }

    /**
     * 1 for a true text, -1 for a false one, 0 where it stands for an attribute of which nothing is known. Of a region
     * with attributes and none that are denied, whoever described it would have named what else is striking: the other
     * attributes count as false.
     */
    float sign(String text) {
        if (trueTexts.contains(text)) {
            return 1;
        }
        Set<String> attributes = attributeTexts.attributesOf(text);
        boolean known = attributes.isEmpty() || described || attributes.stream().anyMatch(falseAttributes::contains);
        return known ? -1 : 0;
    }
}
