package io.dynrefer.research.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import io.dynrefer.model.DynReferModel;
import io.dynrefer.model.DynReferModel.Part;
import io.dynrefer.region.BatchSizes;
import io.dynrefer.region.ImageEncoder;
import io.dynrefer.region.RgbImage;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;

/**
 * What the size of a batch ({@code dynrefer.encode.batch-size}) costs: time of a crop in the image encoder, and the
 * most memory that the process occupied. A process measures one size, since memory once taken is kept.
 *
 * <pre>
 * java … io.dynrefer.research.benchmarks.EncoderBatches models/dynrefer-mini 8 [crops]
 * </pre>
 */
public final class EncoderBatches {
    private static final int CROPS = 128;
    private static final double NANOS_PER_MILLI = 1e6;
    private static final double MEBIBYTE = 1024 * 1024;

    private EncoderBatches() {}

    /** Prints a row of a table: size, processor time and time of a crop in milliseconds, memory in MiB. */
    public static void main(String[] arguments) throws IOException {
        int size = Integer.parseInt(arguments[1]);
        int crops = arguments.length > 2 ? Integer.parseInt(arguments[2]) : CROPS;
        try (DynReferModel model =
                DynReferModel.load(Path.of(arguments[0]), EnumSet.of(Part.IMAGE_ENCODER), null, BatchSizes.of(size))) {
            ImageEncoder encoder = model.imageEncoder();
            int side = encoder.viewSize();
            List<RgbImage> batch = Collections.nCopies(size, Pictures.noise(side, side));
            encode(encoder, batch, crops / 2); // until compiled
            long processor = processorNanos();
            long begin = System.nanoTime();
            int encoded = encode(encoder, batch, crops);
            System.out.printf(
                    Locale.ROOT,
                    "| %d | %.1f | %.1f | %.0f |%n",
                    size,
                    (processorNanos() - processor) / NANOS_PER_MILLI / encoded,
                    (System.nanoTime() - begin) / NANOS_PER_MILLI / encoded,
                    Memory.mostResident() / MEBIBYTE);
        }
    }

    /** Encodes at least this many crops; returns how many. */
    private static int encode(ImageEncoder encoder, List<RgbImage> batch, int crops) {
        int encoded = 0;
        while (encoded < crops) {
            encoded += encoder.encode(batch).size();
        }
        return encoded;
    }

    private static long processorNanos() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
    }
}
