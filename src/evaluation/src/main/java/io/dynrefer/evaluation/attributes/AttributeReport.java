package io.dynrefer.evaluation.attributes;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * OVAD's result: every attribute, and the groups all, head / medium / tail, each parent type, single / multiple words.
 *
 * @param threshold a score above it is a yes: the mean of all scores, rounded up to a tenth
 * @param topK the mean number of positives of a region, rounded down
 */
public record AttributeReport(double threshold, int topK, List<AttributeScore> attributes) {
    /** What the published table prints where a ratio is undefined: -1 as a percentage. */
    private static final double UNDEFINED_PERCENT = -100;

    public AttributeReport {
        attributes = List.copyOf(attributes);
    }

    /** The headline number, 0..1: the mean over all attributes with positives. */
    public double meanAveragePrecision() {
        return group("all", attribute -> true).meanAveragePrecision();
    }

    /** All groups by name, in the published order. */
    public Map<String, GroupScore> groups() {
        Map<String, GroupScore> groups = new LinkedHashMap<>();
        groups.put("all", group("all", attribute -> true));
        for (FrequencySet set : FrequencySet.values()) {
            groups.put(set.wireName(), group(set.wireName(), attribute -> attribute.frequencySet() == set));
        }
        Map<String, String> parents = parentOfType();
        Set<String> names = new LinkedHashSet<>(parents.values());
        attributes.forEach(score -> names.add(score.attribute().parentType()));
        for (String name : names) {
            groups.put(name, group(name, attribute -> name.equals(parents.get(attribute.type()))));
        }
        for (String name : List.of("single", "multiple")) {
            groups.put(name, group(name, attribute -> name.equals(attribute.synonymGroup())));
        }
        return groups;
    }

    /** A type counts for the parent it was first seen with. */
    private Map<String, String> parentOfType() {
        Map<String, String> parents = new LinkedHashMap<>();
        attributes.forEach(score ->
                parents.putIfAbsent(score.attribute().type(), score.attribute().parentType()));
        return parents;
    }

    private GroupScore group(String name, Predicate<AttributeClass> member) {
        return new GroupScore(
                name,
                attributes.stream()
                        .filter(score -> member.test(score.attribute()))
                        .collect(Collectors.toList()));
    }

    /**
     * Every number in percent under the name that OVAD's evaluator prints: {@code OV_} pooled decisions and {@code PC_}
     * means over attributes, by threshold ({@code t0.5}) and by top k ({@code @3}), then {@code /group/ratio}.
     */
    public Map<String, Double> publishedPercentages() {
        Map<String, Double> table = new LinkedHashMap<>();
        for (Decision decision : Decision.values()) {
            String suffix =
                    decision == Decision.THRESHOLD ? String.format(Locale.ROOT, "t%.1f", threshold) : "@" + topK;
            groups().forEach((name, group) -> {
                addPooled(table, "OV_" + suffix + "/" + name + "/", group.pooled(decision));
                addMeans(table, "PC_" + suffix + "/" + name + "/", group, decision);
            });
        }
        return table;
    }

    private static void addPooled(Map<String, Double> table, String prefix, DecisionCounts pooled) {
        double f1 = pooled.f1();
        table.put(prefix + "f1", Double.isNaN(f1) ? 0 : 100 * f1);
        table.put(prefix + "precision", 100 * pooled.precision());
        table.put(prefix + "recall", percent(pooled.recall()));
        table.put(prefix + "tnr", percent(pooled.trueNegativeRate()));
        table.put(prefix + "rand_precision", 100 * pooled.randomPrecision());
    }

    private static void addMeans(Map<String, Double> table, String prefix, GroupScore group, Decision decision) {
        table.put(
                prefix + "ap", decision == Decision.THRESHOLD ? 100 * group.meanAveragePrecision() : UNDEFINED_PERCENT);
        table.put(prefix + "f1", percent(group.mean(decision, DecisionCounts::f1)));
        table.put(prefix + "precision", 100 * group.mean(decision, DecisionCounts::precision));
        table.put(prefix + "recall", meanPercent(group, decision, DecisionCounts::recall));
        table.put(prefix + "bacc", meanPercent(group, decision, DecisionCounts::balancedAccuracy));
        table.put(prefix + "rand_precision", 100 * group.mean(decision, DecisionCounts::randomPrecision));
    }

    private static double meanPercent(GroupScore group, Decision decision, ToDoubleFunction<DecisionCounts> ratio) {
        return group.members().isEmpty() ? Double.NaN : percent(group.mean(decision, ratio));
    }

    private static double percent(double ratio) {
        return Double.isNaN(ratio) ? UNDEFINED_PERCENT : 100 * ratio;
    }
}
