package io.dynrefer.evaluation.examples;

import io.dynrefer.data.AnnotatedImage;
import io.dynrefer.data.AnnotatedRegion;
import io.dynrefer.data.Dataset;
import io.dynrefer.referring.EncodedImage;
import io.dynrefer.region.BoxRegion;
import io.dynrefer.region.DynReferException;
import io.dynrefer.region.RegionRepresentation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * A labelled region as a model represents it.
 *
 * @param name what it is
 */
record SeenRegion(String name, RegionRepresentation representation) {
    /** The regions of some photos, as the steps of an answer represent them. */
    static List<SeenRegion> of(Dataset dataset, List<AnnotatedImage> photos, Eyes eyes, Consumer<Integer> progress) {
        List<SeenRegion> seen = new ArrayList<>();
        for (AnnotatedImage photo : photos) {
            List<AnnotatedRegion> named = photo.regions().stream()
                    .filter(region -> !region.labels().category().isEmpty())
                    .toList();
            List<RegionRepresentation> represented = named.isEmpty()
                    ? List.of()
                    : eyes.look(
                            new EncodedImage(dataset.pixels().encoded(photo)),
                            named.stream()
                                    .map(region -> new BoxRegion(region.box()))
                                    .toList());
            for (int i = 0; i < named.size(); i++) {
                seen.add(new SeenRegion(named.get(i).labels().category(), represented.get(i)));
            }
            progress.accept(photo.regions().size());
        }
        return seen;
    }

    /** By name, in the order of names. */
    static Map<String, List<SeenRegion>> byName(List<SeenRegion> regions) {
        Map<String, List<SeenRegion>> classes = new TreeMap<>(Comparator.naturalOrder());
        regions.forEach(region -> classes.computeIfAbsent(region.name(), first -> new ArrayList<>())
                .add(region));
        if (classes.size() < 2) {
            throw DynReferException.invalid(
                    "--data", "A data set of examples needs regions of at least two categories.");
        }
        return classes;
    }
}
