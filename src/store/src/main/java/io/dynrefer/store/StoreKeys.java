package io.dynrefer.store;

import com.fasterxml.jackson.core.io.NumberOutput;
import io.dynrefer.region.Box;
import io.dynrefer.region.DynReferException;
import io.dynrefer.region.ImageDigest;
import io.dynrefer.region.NestedViews;
import io.dynrefer.region.PixelBox;
import io.dynrefer.region.Sha256;
import io.dynrefer.region.Task;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The key of every artefact: a function of all that the artefact depends on and of nothing else, so that equal keys
 * mean equal work and new weights need no invalidation.
 *
 * <pre>
 * images/{digest}                                          the encoded image
 * views/{digest}/{x1}_{y1}_{x2}_{y2}@{size}                a crop, resized to size x size pixels
 * views/{digest}/{SHA-256 of region and selection as canonical JSON}   which views a region is seen in
 * embeddings/{encoder}/{digest}/{x1}_{y1}_{x2}_{y2}        the image encoder's output for a crop
 * embeddings/{box head}/{digest}/proposals                 the boxes that a box head finds in an image
 * representations/{model}/{digest}/{region}/{t}_{t}_…      x_v; region as x1_y1_x2_y2, t in selection order
 * answers/{model}/{task}/{digest}/{SHA-256 of the question as canonical JSON}
 * vocabularies/{name}                                      words and examples that are kept for use by name
 * tenants/{tenant}/…                                       the same again for a tenant, to whom the rest is not there
 * </pre>
 *
 * <p>{@code digest} is the image's ({@link ImageDigest}); crops are whole pixels; the region's box and the coefficients
 * are the shortest decimals that read back as the same double, without trailing zeros ({@code 10}, {@code 0.1},
 * {@code 1E-7}), minus zero being zero. Encoder and model ids are one segment each ({@link BlobKey}).
 */
public final class StoreKeys {
    /** Round numbers below this are written in full: 10, not 1E+1. */
    private static final double PLAIN_BELOW = 1e9;

    private static final String REPRESENTATIONS = "representations";
    private static final String VOCABULARIES = "vocabularies";
    private static final String TENANTS = "tenants";
    private static final int REPRESENTATION_SEGMENTS = 5;

    private StoreKeys() {}

    /** Key of an encoded (JPEG, PNG, …) image. */
    public static BlobKey image(ImageDigest image) {
        return BlobKey.of("images", image.hex());
    }

    /** Key of a crop of an image, resized to {@code size x size} pixels. */
    public static BlobKey view(ImageDigest image, PixelBox crop, int size) {
        return BlobKey.of("views", image.hex(), pixels(crop) + "@" + size);
    }

    /**
     * Key of the nested views of a region: {@code choice} is everything they depend on, written by {@link Json#write}.
     */
    public static BlobKey nestedViews(ImageDigest image, byte[] choice) {
        return BlobKey.of("views", image.hex(), Sha256.hex(choice));
    }

    /** Key of a crop's embedding; the encoder's id implies the size of the crop. */
    public static BlobKey embedding(String encoder, ImageDigest image, PixelBox crop) {
        return BlobKey.of("embeddings", encoder, image.hex(), pixels(crop));
    }

    /** Key of the boxes of an image; the box head's id implies the image encoder's. */
    public static BlobKey proposals(String proposer, ImageDigest image) {
        return BlobKey.of("embeddings", proposer, image.hex(), "proposals");
    }

    /** Key of a region's representation; the model's id implies the image encoder's. */
    public static BlobKey representation(String model, ImageDigest image, NestedViews views) {
        Box region = views.region();
        return BlobKey.of(
                REPRESENTATIONS,
                model,
                image.hex(),
                decimals(List.of(region.x1(), region.y1(), region.x2(), region.y2())),
                decimals(views.coefficients()));
    }

    /**
     * Whether this is the key of a representation that was built from the views at these coefficients, in this order.
     */
    public static boolean isOfViews(BlobKey representation, List<Double> coefficients) {
        return representation.value().endsWith("/" + decimals(coefficients));
    }

    /**
     * Key of an answer about the region behind a representation: {@code question} is everything it depends on, written
     * by {@link Json#write}.
     */
    public static BlobKey answer(String model, Task task, BlobKey representation, byte[] question) {
        return BlobKey.of("answers", model, task.wireName(), imageOf(representation), Sha256.hex(question));
    }

    private static String imageOf(BlobKey representation) {
        List<String> segments = representation.segments();
        if (segments.size() != REPRESENTATION_SEGMENTS || !segments.get(0).equals(REPRESENTATIONS)) {
            throw DynReferException.invalid(
                    "representation", "'" + representation + "' is not the key of a region representation.");
        }
        return segments.get(2);
    }

    /** Key of a vocabulary that is kept. */
    public static BlobKey vocabulary(String name) {
        return BlobKey.of(VOCABULARIES, name);
    }

    /** What the keys of vocabularies begin with. */
    public static String vocabularies() {
        return VOCABULARIES + "/";
    }

    /** What the keys of a tenant's part of the store begin with. */
    public static BlobKey tenant(String tenant) {
        return BlobKey.of(TENANTS, tenant);
    }

    /** The key in its tenant's part of the store, if it is in one; otherwise itself. */
    public static BlobKey withinTenant(BlobKey key) {
        List<String> segments = key.segments();
        return segments.get(0).equals(TENANTS) && segments.size() > 2
                ? new BlobKey(String.join("/", segments.subList(2, segments.size())))
                : key;
    }

    /** The tenants whose parts have something in them. */
    public static Set<String> tenants(BlobStore store) {
        return store.list(TENANTS + "/").stream()
                .map(key -> key.segments().get(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Whether a key names something that was made from this image, or the image itself; not so of jobs. */
    public static boolean isAbout(ImageDigest image, BlobKey key) {
        List<String> segments = key.segments();
        int place = switch (segments.get(0)) {
            case "images", "views" -> 1;
            case "embeddings", REPRESENTATIONS -> 2;
            case "answers" -> 3;
            default -> Integer.MAX_VALUE;
        };
        return place < segments.size() && segments.get(place).equals(image.hex());
    }

    /** Whether a key names something that is made again when it is asked for; not so of jobs. */
    public static boolean isDerived(BlobKey key) {
        List<String> segments = key.segments();
        return switch (segments.get(0)) {
            case "images", "views", "embeddings", REPRESENTATIONS -> true;
            case "answers" -> segments.size() > 2; // beside those of jobs
            default -> false;
        };
    }

    private static String pixels(PixelBox box) {
        return box.x1() + "_" + box.y1() + "_" + box.x2() + "_" + box.y2();
    }

    private static String decimals(List<Double> values) {
        return values.stream().map(StoreKeys::decimal).collect(Collectors.joining("_"));
    }

    static String decimal(double value) {
        if (value == 0) {
            return "0";
        }
        // Not Double.toString, whose digits changed in Java 19.
        BigDecimal shortest = new BigDecimal(NumberOutput.toString(value, true)).stripTrailingZeros();
        return Math.abs(value) < PLAIN_BELOW && shortest.scale() < 0 ? shortest.toPlainString() : shortest.toString();
    }
}
