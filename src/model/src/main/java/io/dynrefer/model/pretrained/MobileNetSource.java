package io.dynrefer.model.pretrained;

import io.dynrefer.region.DynReferException;
import io.dynrefer.region.ErrorCode;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * MobileNetV2 of the object detection research of TensorFlow, from its TensorFlow Lite file: the convolutions of the
 * feature extractor under this project's names; the detector's heads are left out.
 */
public final class MobileNetSource {
    private static final Pattern PLACE = Pattern.compile(
            "FeatureExtractor/MobilenetV2/(?:(Conv)|(Conv_1)|expanded_conv(?:_(\\d+))?/(expand|depthwise|project))/.*");

    private MobileNetSource() {}

    /** The tensors below {@code visual_encoder}, 16-bit as in the file; another file is a {@link DynReferException}. */
    public static List<StoredTensor> read(ByteBuffer file) {
        List<StoredTensor> tensors = new ArrayList<>();
        try {
            for (TfLiteConvolution convolution : TfLiteFile.convolutions(file)) {
                place(convolution.name()).ifPresent(place -> add(tensors, "visual_encoder." + place, convolution));
            }
        } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
            throw notTheNetwork(e);
        }
        if (tensors.isEmpty()) {
            throw notTheNetwork(null);
        }
        return tensors;
    }

    private static DynReferException notTheNetwork(@Nullable Throwable cause) {
        return new DynReferException(
                ErrorCode.INVALID_REQUEST,
                "image encoder",
                "This is not the TensorFlow Lite file of a MobileNetV2 detector with 16-bit weights.",
                cause);
    }

    private static void add(List<StoredTensor> tensors, String place, TfLiteConvolution convolution) {
        tensors.add(StoredTensor.ofHalves(place + ".weight", convolution.weight(), convolution.weightShape()));
        ByteBuffer bias = convolution.bias().content();
        byte[] bytes = new byte[bias.remaining()];
        bias.duplicate().get(bytes);
        tensors.add(StoredTensor.ofHalves(place + ".bias", bytes, List.of((long) bytes.length / Short.BYTES)));
    }

    private static Optional<String> place(String name) {
        Matcher matcher = PLACE.matcher(name);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        if (matcher.group(1) != null) {
            return Optional.of("stem");
        }
        if (matcher.group(2) != null) {
            return Optional.of("features");
        }
        String block = matcher.group(3) == null ? "0" : matcher.group(3);
        return Optional.of("blocks." + block + "." + matcher.group(4));
    }
}
