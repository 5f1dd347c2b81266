package io.dynrefer.data.imports;

import io.dynrefer.data.AnnotatedRegion;
import io.dynrefer.data.CaptionSlots;
import io.dynrefer.data.RegionLabels;
import io.dynrefer.data.RegionOrigin;
import io.dynrefer.data.Split;
import io.dynrefer.data.imports.LabelledPhoto.Region;
import io.dynrefer.data.language.CaptionText;
import io.dynrefer.data.language.Senses;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Photos with labels of any form, as a source: captions and tags are made of the category where nobody wrote any. */
final class LabelledSource implements PhotoSource {
    private final String name;
    private final String form;
    private final Reading reading;
    private List<String> categories = List.of();

    /** Reads the photos of a form, in a fixed order. */
    @FunctionalInterface
    interface Reading {
        List<LabelledPhoto> read(LeftOut leftOut);
    }

    /**
     * @param name of the data set
     * @param form in which the labels are kept, for people
     */
    LabelledSource(String name, String form, Reading reading) {
        this.name = name;
        this.form = form;
        this.reading = reading;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String description() {
        return "Labelled regions of photos, read from " + form + ".";
    }

    @Override
    public List<String> categories() {
        return categories;
    }

    @Override
    public List<String> credits() {
        return List.of();
    }

    @Override
    public List<ImportedPhoto> photos(LeftOut leftOut) {
        List<LabelledPhoto> labelled = reading.read(leftOut);
        Set<String> seen = new TreeSet<>();
        List<ImportedPhoto> photos = new ArrayList<>();
        for (LabelledPhoto photo : labelled) {
            List<AnnotatedRegion> regions = new ArrayList<>();
            for (Region region : photo.regions()) {
                regions.add(annotated(region, regions.size(), photo.name()));
                seen.add(region.category());
            }
            photos.add(new ImportedPhoto(
                    photo.file(),
                    photo.split() == null ? Split.TRAIN : photo.split(),
                    photo.split() == null,
                    "",
                    regions,
                    photo.name()));
        }
        seen.remove("");
        categories = List.copyOf(seen);
        return photos;
    }

    private AnnotatedRegion annotated(Region region, int number, String photo) {
        Set<String> captions = new LinkedHashSet<>(region.captions());
        Set<String> tags = new LinkedHashSet<>();
        if (!region.category().isEmpty()) {
            captions.addAll(captions.isEmpty() ? List.of(CaptionText.withArticle(region.category())) : List.of());
            tags.add(region.category());
            tags.addAll(Senses.broaderTerms(region.category()));
        }
        RegionLabels labels = new RegionLabels(
                region.category(),
                List.copyOf(tags),
                region.attributes(),
                List.of(),
                region.captions(),
                CaptionSlots.NONE);
        return new AnnotatedRegion(
                number, region.box(), List.copyOf(captions), labels, new RegionOrigin(name, false, "", photo));
    }
}
