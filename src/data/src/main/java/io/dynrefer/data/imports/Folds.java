package io.dynrefer.data.imports;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Divides photos into parts in which each category is about as frequent as in any other; groups stay together. The same
 * photos and seed give the same parts.
 */
public final class Folds {
    private static final int HASH_STEP = 0x9E3779B9;

    private Folds() {}

    /**
     * What is to be known of a photo.
     *
     * @param name decides, with the seed, the order among equals
     * @param group equal for photos that must stay together
     * @param categories of its regions, with repetitions
     */
    public record Photo(String name, int group, List<String> categories) {
        public Photo {
            categories = List.copyOf(categories);
        }
    }

    /** Photos that stay together, by their numbers. */
    private record Group(List<Integer> photos, String rarest, int frequency, int order) {}

    /**
     * The fold of each photo, from 0. Of a category with fewer photos than folds the last folds get one each, so fold 0
     * never takes the only one.
     */
    public static List<Integer> of(List<Photo> photos, int folds, long seed) {
        List<Group> groups = groups(photos, seed);
        Map<String, int[]> counts = new HashMap<>(); // regions of a category by fold
        int[] sizes = new int[folds];
        Integer[] chosen = new Integer[photos.size()];
        for (Group group : groups) {
            int[] ofRarest = counts.computeIfAbsent(group.rarest(), key -> new int[folds]);
            int fold = folds - 1;
            for (int other = folds - 2; other >= 0; other--) {
                if (ofRarest[other] < ofRarest[fold]
                        || ofRarest[other] == ofRarest[fold]
                                && group.frequency() > folds
                                && sizes[other] < sizes[fold]) {
                    fold = other;
                }
            }
            for (int photo : group.photos()) {
                chosen[photo] = fold;
                sizes[fold]++;
                for (String category : photos.get(photo).categories()) {
                    counts.computeIfAbsent(category, key -> new int[folds])[fold]++;
                }
            }
        }
        return Arrays.asList(chosen);
    }

    /** Those of rare categories first, as they are the hardest to divide. */
    private static List<Group> groups(List<Photo> photos, long seed) {
        Map<String, Integer> frequencies = new HashMap<>();
        photos.forEach(photo -> photo.categories().forEach(category -> frequencies.merge(category, 1, Integer::sum)));
        Map<Integer, List<Integer>> members = new TreeMap<>();
        for (int i = 0; i < photos.size(); i++) {
            members.computeIfAbsent(photos.get(i).group(), key -> new ArrayList<>())
                    .add(i);
        }
        List<Group> groups = new ArrayList<>();
        members.values().forEach(of -> {
            String rarest = of.stream()
                    .flatMap(photo -> photos.get(photo).categories().stream())
                    .min(Comparator.<String>comparingInt(category -> frequencies.getOrDefault(category, 0))
                            .thenComparing(Comparator.naturalOrder()))
                    .orElse("");
            groups.add(new Group(
                    of,
                    rarest,
                    frequencies.getOrDefault(rarest, 0),
                    mixed(photos.get(of.get(0)).name(), seed)));
        });
        groups.sort(Comparator.comparingInt(Group::frequency)
                .thenComparing(Group::rarest)
                .thenComparing(group -> -group.photos().size())
                .thenComparing(Group::order));
        return groups;
    }

    private static int mixed(String name, long seed) {
        int hash = (name.hashCode() ^ Long.hashCode(seed)) * HASH_STEP;
        hash = (hash ^ hash >>> 15) * HASH_STEP;
        return hash ^ hash >>> 13;
    }
}
