package io.dynrefer.training.samples;

import io.dynrefer.region.DynReferException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * In which order samples come: epoch after epoch, each a shuffle of its own. Any place of the endless sequence can be
 * asked for, so a resumed training goes on where it was. Not thread-safe.
 */
public final class SampleOrder {
    private final List<Part> parts;
    private final long seed;
    private final int epochSize;
    private List<Sample> epoch = List.of();
    private long epochNumber = -1;

    /**
     * Samples that count alike.
     *
     * @param weight how many times each occurs in an epoch; of a fraction, that share of them does, drawn anew
     */
    public record Part(List<Sample> samples, double weight) {
        public Part {
            if (!(weight > 0) || samples.isEmpty()) {
                throw DynReferException.invalid(
                        "data",
                        "A data set needs regions and a weight above 0, not " + samples.size() + " and " + weight
                                + ".");
            }
        }

        int size() {
            return Math.toIntExact(Math.max(1, Math.round(weight * samples.size())));
        }

        List<Sample> draw(Random random) {
            List<Sample> drawn = new ArrayList<>(size());
            while (size() - drawn.size() >= samples.size()) {
                drawn.addAll(samples);
            }
            List<Integer> rest =
                    new ArrayList<>(IntStream.range(0, samples.size()).boxed().toList());
            Collections.shuffle(rest, random);
            rest.subList(0, size() - drawn.size()).forEach(number -> drawn.add(samples.get(number)));
            return drawn;
        }
    }

    public SampleOrder(List<Part> parts, long seed) {
        this.parts = List.copyOf(parts);
        this.seed = seed;
        this.epochSize = parts.stream().mapToInt(Part::size).sum();
    }

    /** Samples of an epoch. */
    public int epochSize() {
        return epochSize;
    }

    /** The sample at a place of the sequence, 0 or more. */
    public Sample at(long position) {
        long number = position / epochSize;
        if (number != epochNumber) {
            epoch = shuffled(number);
            epochNumber = number;
        }
        return epoch.get((int) (position % epochSize));
    }

    private List<Sample> shuffled(long number) {
        Random random = new Random(Seeds.of(seed, "epoch", number));
        List<Sample> samples = new ArrayList<>(epochSize);
        parts.forEach(part -> samples.addAll(part.draw(random)));
        Collections.shuffle(samples, random);
        return samples;
    }
}
