package io.dynrefer.model.nn;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;

/** How the matrices of linear layers are kept and multiplied; everything else is always 32-bit. */
public enum Precision {
    /** 32-bit floats. */
    FP32,
    /** 16-bit brain floats: half the memory, faster where the processor multiplies them, slower where it does not. */
    BF16;

    private static final System.Logger LOG = System.getLogger(Precision.class.getName());
    private static final Path CPU_INFO = Path.of("/proc/cpuinfo");
    /** Smaller weights gain nothing by 16 bits, and in 32 they answer alike on every processor. */
    private static final long WORTH_HALVING = 1L << 30;

    /** The name in ids and files: {@code fp32} or {@code bf16}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * What suits weights of this size on this machine: {@link #ofThisMachine} from 1 GiB on, 32-bit floats below.
     *
     * @param bytes of all weights, whichever of them are used, so that every function of a system chooses alike
     */
    public static Precision suiting(long bytes) {
        return bytes >= WORTH_HALVING ? ofThisMachine() : FP32;
    }

    /** What is fastest on this machine: bf16 where the processor multiplies it, said in the log. */
    public static Precision ofThisMachine() {
        Precision precision = FP32;
        if (Files.isReadable(CPU_INFO)) {
            try {
                precision = of(Files.readString(CPU_INFO));
            } catch (IOException e) {
                throw new UncheckedIOException("cannot read " + CPU_INFO, e);
            }
        }
        LOG.log(
                System.Logger.Level.INFO,
                "Precision of linear layers: {0} (bf16 needs avx512_bf16 or amx_bf16)",
                precision.id());
        return precision;
    }

    /** What suits the processor that {@code /proc/cpuinfo} describes. */
    static Precision of(String cpuInfo) {
        boolean bf16 = cpuInfo.lines()
                .filter(line -> line.startsWith("flags"))
                .flatMap(line -> Arrays.stream(line.split("\\s+")))
                .anyMatch(flag -> flag.equals("avx512_bf16") || flag.equals("amx_bf16"));
        return bf16 ? BF16 : FP32;
    }
}
