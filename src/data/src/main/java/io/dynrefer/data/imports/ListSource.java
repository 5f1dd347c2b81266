package io.dynrefer.data.imports;

import io.dynrefer.data.AnnotatedRegion;
import io.dynrefer.data.CaptionSlots;
import io.dynrefer.data.RegionLabels;
import io.dynrefer.data.RegionOrigin;
import io.dynrefer.data.Split;
import io.dynrefer.data.language.AttributeWords;
import io.dynrefer.data.language.AttributeWords.Colors;
import io.dynrefer.data.language.CaptionText;
import io.dynrefer.data.language.Senses;
import io.dynrefer.region.DynReferException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A list of labelled regions, as {@code photos/caltech101/labels.json}. Captions are templates with the attributes of a
 * kind that stands before a noun; colours are taken as computed.
 */
public final class ListSource implements PhotoSource {
    private final String name;
    private final Path list;
    private final Naming naming;
    private final List<String> credits;
    private final List<ListedRegion> regions;

    /** Which of two names of a thing is its category; the other is a tag. */
    public enum Naming {
        /** The list's category. */
        FINE,
        /** The list's coarse category. */
        COARSE
    }

    /**
     * @param name of the data set
     * @param list the file; images are relative to it
     * @param part the {@code source} of the records to take; empty for all
     * @param credits where it is from and under which terms, one line each
     */
    public ListSource(String name, Path list, String part, Naming naming, List<String> credits) {
        this.name = name;
        this.list = list;
        this.naming = naming;
        this.credits = List.copyOf(credits);
        this.regions = ListedRegion.read(list).stream()
                .filter(region -> part.isEmpty() || region.source().equals(part))
                .toList();
        if (regions.isEmpty()) {
            throw DynReferException.invalid(
                    "--source", list + " has no region" + (part.isEmpty() ? "." : " of the source '" + part + "'."));
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String description() {
        return "Labelled regions of real photos, with captions by templates.";
    }

    @Override
    public List<String> categories() {
        return regions.stream().map(this::category).distinct().sorted().toList();
    }

    @Override
    public List<String> credits() {
        return credits;
    }

    private String category(ListedRegion region) {
        return naming == Naming.COARSE && !region.coarse().isEmpty() ? region.coarse() : region.category();
    }

    @Override
    public List<ImportedPhoto> photos(LeftOut leftOut) {
        Map<String, List<ListedRegion>> byFile = new LinkedHashMap<>();
        regions.forEach(region ->
                byFile.computeIfAbsent(region.file(), key -> new ArrayList<>()).add(region));
        List<ImportedPhoto> photos = new ArrayList<>();
        byFile.forEach((file, ofFile) -> photos.add(new ImportedPhoto(
                list.resolveSibling(file), split(file, ofFile), false, "", annotated(file, ofFile), file)));
        return photos;
    }

    private Split split(String file, List<ListedRegion> ofFile) {
        Split split = ofFile.get(0).split();
        if (ofFile.stream().anyMatch(region -> region.split() != split)) {
            throw DynReferException.invalid("split", list + ": the regions of " + file + " are in several splits.");
        }
        return split;
    }

    private List<AnnotatedRegion> annotated(String file, List<ListedRegion> ofFile) {
        List<AnnotatedRegion> annotated = new ArrayList<>();
        for (ListedRegion region : ofFile) {
            annotated.add(new AnnotatedRegion(
                    annotated.size(),
                    region.box(),
                    captions(region),
                    labels(region),
                    new RegionOrigin(name, false, "", file)));
        }
        return annotated;
    }

    private static List<String> captions(ListedRegion region) {
        Set<String> captions = new LinkedHashSet<>();
        Optional<String> color = color(region);
        color.ifPresent(word -> captions.add(CaptionText.withArticle(word + " " + region.category())));
        if (color.isEmpty()) {
            captions.add(CaptionText.withArticle(region.category()));
            if (!region.coarse().isEmpty()) {
                captions.add(CaptionText.withArticle(region.coarse()));
            }
        }
        return List.copyOf(captions);
    }

    private static Optional<String> color(ListedRegion region) {
        return region.attributes().stream()
                .filter(attribute -> attribute.startsWith("color:"))
                .map(attribute -> attribute.substring(attribute.indexOf(':') + 1))
                .findFirst();
    }

    private RegionLabels labels(ListedRegion region) {
        Set<String> tags = new LinkedHashSet<>();
        tags.add(category(region));
        tags.add(region.category());
        if (!region.coarse().isEmpty()) {
            tags.add(region.coarse());
        }
        tags.addAll(Senses.broaderTerms(category(region)));
        List<String> phrases = color(region).isPresent() ? captions(region) : List.of();
        return new RegionLabels(
                category(region),
                List.copyOf(tags),
                region.attributes(),
                AttributeWords.excludedBy(region.attributes(), Colors.COMPUTED),
                phrases,
                CaptionSlots.NONE);
    }
}
