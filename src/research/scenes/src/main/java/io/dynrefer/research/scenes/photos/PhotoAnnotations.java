package io.dynrefer.research.scenes.photos;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dynrefer.data.AnnotatedImage;
import io.dynrefer.data.AnnotatedRegion;
import io.dynrefer.data.AnnotationFile;
import io.dynrefer.data.RegionOrigin;
import io.dynrefer.store.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The photos and what the project's authors wrote down about regions of them. The file is an {@link AnnotationFile}
 * whose images also say where they come from ({@link CreditedPhoto}). Immutable.
 */
public final class PhotoAnnotations {
    /** The name of this part of the data, in each region's origin. */
    public static final String PART = "photos";

    private static final String RESOURCE = "photos.json";

    private final List<Photo> photos;
    private final Map<String, String> coco;

    private PhotoAnnotations(List<Photo> photos, Map<String, String> coco) {
        this.photos = List.copyOf(photos);
        this.coco = Map.copyOf(coco);
    }

    /**
     * One photo.
     *
     * @param image its regions; the size is that of the package's file
     * @param source its file, author and licence
     */
    public record Photo(AnnotatedImage image, CreditedPhoto source) {}

    /** What the file holds beside an annotation file's content. */
    private record Sources(Map<String, String> coco, List<CreditedPhoto> images) {}

    /** The annotations of this release. */
    public static PhotoAnnotations load() {
        try (InputStream json = PhotoAnnotations.class.getResourceAsStream(RESOURCE)) {
            if (json == null) {
                throw new IllegalStateException("the resource " + RESOURCE + " is missing from this build");
            }
            return read(json.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(RESOURCE, e);
        }
    }

    /** Annotations in the form of the resource; both readings keep the order of the list of images. */
    static PhotoAnnotations read(byte[] json) throws IOException {
        ObjectMapper lenient = Json.mapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
        Sources sources = lenient.readValue(json, Sources.class);
        List<AnnotatedImage> images = AnnotationFile.read(json, RESOURCE);
        List<Photo> photos = new ArrayList<>();
        for (int i = 0; i < images.size(); i++) {
            photos.add(new Photo(withOrigin(images.get(i)), sources.images().get(i)));
        }
        return new PhotoAnnotations(photos, sources.coco());
    }

    private static AnnotatedImage withOrigin(AnnotatedImage image) {
        List<AnnotatedRegion> regions = image.regions().stream()
                .map(region -> new AnnotatedRegion(
                        region.id(),
                        region.box(),
                        region.captions(),
                        region.labels(),
                        new RegionOrigin(PART, false, region.origin().scene(), image.fileName())))
                .toList();
        return new AnnotatedImage(image.id(), image.fileName(), image.size(), regions);
    }

    public List<Photo> photos() {
        return photos;
    }

    /** Every category that occurs, in ascending order. */
    public List<String> categories() {
        return regions()
                .map(region -> region.labels().category())
                .distinct()
                .sorted()
                .toList();
    }

    /** Every attribute that occurs, as a true or as a known false one, in ascending order. */
    public List<String> attributes() {
        return regions()
                .flatMap(region -> Stream.concat(
                        region.labels().attributes().stream(), region.labels().negativeAttributes().stream()))
                .distinct()
                .sorted()
                .toList();
    }

    /**
     * The class of COCO that things of this category have there, e.g. {@code bird} for {@code owl}; empty where COCO
     * has none. An image encoder that was trained on COCO has seen such things in photos.
     */
    public Optional<String> cocoClass(String category) {
        return Optional.ofNullable(coco.get(category));
    }

    /** {@link #cocoClass} as a map in the order of the categories. */
    public Map<String, String> cocoClasses() {
        return new TreeMap<>(coco);
    }

    private Stream<AnnotatedRegion> regions() {
        return photos.stream().flatMap(photo -> photo.image().regions().stream());
    }
}
