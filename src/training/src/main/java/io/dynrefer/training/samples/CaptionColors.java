package io.dynrefer.training.samples;

import io.dynrefer.data.language.ColorSlots;
import java.util.Map;
import java.util.Random;

/**
 * Puts the colours that something is sure of into captions that tell none.
 *
 * @param sure by sample; none for all others
 * @param share of those captions that get one
 */
public record CaptionColors(Map<Sample, String> sure, double share) {
    /** Captions as they are. */
    public static final CaptionColors NONE = new CaptionColors(Map.of(), 0);

    /** The caption to learn; the seed decides where chance does. */
    String of(Sample sample, String caption, long seed) {
        String color = sure.get(sample);
        if (color == null || new Random(seed).nextDouble() >= share) {
            return caption;
        }
        String category = sample.region().labels().category();
        return ColorSlots.withColor(caption, category, color).orElse(caption);
    }
}
