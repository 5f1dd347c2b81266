package io.dynrefer.model.pretrained;

import java.util.List;
import java.util.stream.IntStream;

/**
 * A convolution of a TensorFlow Lite file.
 *
 * @param name of its result, a path
 * @param kind whether it mixes channels
 * @param kernel (outputs, height, width, inputs), or (1, height, width, channels) for one that does not mix them
 * @param bias (outputs)
 */
record TfLiteConvolution(String name, Kind kind, TfLiteTensor kernel, TfLiteTensor bias) {
    /** What a convolution mixes. */
    enum Kind {
        ALL_CHANNELS,
        EACH_CHANNEL
    }

    /** The shape that {@link #weight} has: (outputs, inputs of one output, height, width). */
    List<Long> weightShape() {
        List<Integer> shape = kernel.shape();
        long height = shape.get(1);
        long width = shape.get(2);
        long last = shape.get(3);
        return kind == Kind.ALL_CHANNELS
                ? List.of((long) shape.get(0), last, height, width)
                : List.of(last, 1L, height, width);
    }

    /** The kernel with the channels first: 16-bit floats, (outputs, inputs of one output, height, width). */
    byte[] weight() {
        int channels = kernel.shape().get(3);
        int places = kernel.shape().get(1) * kernel.shape().get(2);
        int[] to = IntStream.range(0, kernel.size())
                .map(i -> {
                    int channel = i % channels;
                    int place = i / channels % places;
                    int output = i / channels / places; // 0 for a convolution of each channel
                    return (output * channels + channel) * places + place;
                })
                .toArray();
        return kernel.rearranged(to);
    }
}
