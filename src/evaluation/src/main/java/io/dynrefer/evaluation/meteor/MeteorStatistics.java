package io.dynrefer.evaluation.meteor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The counts METEOR's score is made of; those of many captions add up to the corpus's. Immutable.
 *
 * <p>In METEOR's order: words of hypothesis and reference; function words of both; then for each of four modules the
 * matched content words of both and the matched function words of both; chunks; matched words of both.
 */
public final class MeteorStatistics {
    private static final int FIRST_MODULE = 4;
    private static final int MODULES = 4;
    private static final int CHUNKS = 20;
    private static final int MATCHED = 21;
    private static final int COUNT = 23;

    private final double[] values;

    private MeteorStatistics(double[] values) {
        this.values = values;
    }

    /** Nothing counted yet. */
    public static MeteorStatistics none() {
        return new MeteorStatistics(new double[COUNT]);
    }

    static MeteorStatistics of(
            List<Boolean> hypothesisFunctionWords, List<Boolean> referenceFunctionWords, List<Match> matches) {
        double[] values = new double[COUNT];
        values[0] = hypothesisFunctionWords.size();
        values[1] = referenceFunctionWords.size();
        values[2] = count(hypothesisFunctionWords);
        values[3] = count(referenceFunctionWords);
        for (Match match : matches) {
            List<Boolean> hypothesis = hypothesisFunctionWords.subList(match.hypothesisStart(), match.hypothesisEnd());
            List<Boolean> reference = referenceFunctionWords.subList(match.referenceStart(), match.referenceEnd());
            int module = FIRST_MODULE + 4 * match.module();
            values[module] += hypothesis.size() - count(hypothesis);
            values[module + 1] += reference.size() - count(reference);
            values[module + 2] += count(hypothesis);
            values[module + 3] += count(reference);
            values[MATCHED] += hypothesis.size();
            values[MATCHED + 1] += reference.size();
        }
        values[CHUNKS] = chunks(matches);
        return new MeteorStatistics(values);
    }

    private static int count(List<Boolean> functionWords) {
        return (int)
                functionWords.stream().filter(isFunctionWord -> isFunctionWord).count();
    }

    /** Runs of matches that are contiguous in both sentences. */
    private static int chunks(List<Match> matches) {
        int chunks = 0;
        for (int i = 0; i < matches.size(); i++) {
            boolean continues = i > 0
                    && matches.get(i - 1).referenceEnd() == matches.get(i).referenceStart()
                    && matches.get(i - 1).hypothesisEnd() == matches.get(i).hypothesisStart();
            chunks += continues ? 0 : 1;
        }
        return chunks;
    }

    /** All 23 numbers in METEOR's order. */
    public List<Double> values() {
        List<Double> copy = new ArrayList<>();
        Arrays.stream(values).forEach(copy::add);
        return copy;
    }

    /** The sum; a caption whose words all match in one chunk adds no chunk. */
    public MeteorStatistics plus(MeteorStatistics other) {
        double[] sum = values.clone();
        other.addTo(sum, 1);
        return new MeteorStatistics(sum);
    }

    /** The sum in which each of these counts {@code weights} times. */
    public static MeteorStatistics weightedSum(List<MeteorStatistics> statistics, int[] weights) {
        double[] sum = new double[COUNT];
        for (int i = 0; i < statistics.size(); i++) {
            if (weights[i] != 0) {
                statistics.get(i).addTo(sum, weights[i]);
            }
        }
        return new MeteorStatistics(sum);
    }

    private void addTo(double[] sum, int times) {
        boolean perfect = isPerfect();
        for (int i = 0; i < COUNT; i++) {
            sum[i] += i == CHUNKS && perfect ? 0 : times * values[i];
        }
    }

    /** Whether every word matches, by any module, in one chunk. */
    boolean isPerfect() {
        return values[MATCHED] == values[0] && values[MATCHED + 1] == values[1] && values[CHUNKS] == 1;
    }

    double chunks() {
        return values[CHUNKS];
    }

    /** Matched words, the mean of both sentences. */
    double matchedWords() {
        return (values[MATCHED] + values[MATCHED + 1]) / 2;
    }

    /** Content words weigh {@code delta}, function words the rest. */
    double weightedLength(Side side, double delta) {
        double functionWords = values[2 + side.ordinal()];
        return delta * (values[side.ordinal()] - functionWords) + (1 - delta) * functionWords;
    }

    /** The matched words, weighted by module and word kind. */
    double weightedMatches(Side side, List<Double> moduleWeights, double delta) {
        double sum = 0;
        for (int kind = 0; kind < 2; kind++) {
            for (int module = 0; module < Math.min(MODULES, moduleWeights.size()); module++) {
                double words = values[FIRST_MODULE + 4 * module + 2 * kind + side.ordinal()];
                sum += words * moduleWeights.get(module) * (kind == 0 ? delta : 1 - delta);
            }
        }
        return sum;
    }

    /** Which of the two sentences. */
    enum Side {
        HYPOTHESIS,
        REFERENCE
    }
}
