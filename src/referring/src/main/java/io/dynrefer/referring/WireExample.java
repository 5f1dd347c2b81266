package io.dynrefer.referring;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import io.dynrefer.region.DynReferException;
import io.dynrefer.region.ImageDigest;
import io.dynrefer.store.Json;
import io.dynrefer.store.LooseNumbers;
import io.dynrefer.store.RegionSpec;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * An example as a request has it: the members of a {@link RegionSpec} and an image.
 *
 * @param image as the image of a request, or {@code sha256:…} for one in the store; absent: the request's own
 */
record WireExample(
        @Nullable String image,

        @JsonDeserialize(contentUsing = LooseNumbers.Reader.class)
        @JsonSerialize(contentUsing = LooseNumbers.Writer.class)
        @Nullable
        List<Double> bbox,

        @Nullable String bboxFormat,
        @Nullable List<List<Double>> polygon,
        RegionSpec.@Nullable Rle rle,
        @Nullable JsonNode segmentation) {
    static WireExample of(Example example) {
        RegionSpec region = example.region();
        return new WireExample(
                image(example),
                region.bbox(),
                region.bboxFormat(),
                region.polygon(),
                region.rle(),
                region.segmentation());
    }

    private static @Nullable String image(Example example) {
        ImageDigest stored = example.stored();
        EncodedImage image = example.image();
        return stored != null
                ? Example.reference(stored)
                : image == null ? null : Base64.getEncoder().encodeToString(image.bytes());
    }

    /** @param field of the example, for a refusal */
    static Example read(String field, JsonNode node, Function<String, EncodedImage> images) {
        try {
            WireExample wire = Json.readSent(node, WireExample.class);
            RegionSpec region = new RegionSpec(wire.bbox, wire.bboxFormat, wire.polygon, wire.rle, wire.segmentation);
            String image = wire.image;
            if (image == null) {
                return Example.here(region);
            }
            Optional<ImageDigest> stored = Example.stored(image);
            return stored.isPresent()
                    ? new Example(null, stored.get(), region)
                    : new Example(images.apply(image), region);
        } catch (DynReferException e) {
            throw Exemplars.at(field, e);
        }
    }
}
