package io.dynrefer.research.benchmarks;

import io.dynrefer.evaluation.run.Benchmark;
import io.dynrefer.evaluation.run.ModelTimes;
import io.dynrefer.evaluation.run.ModelTimes.Stage;
import io.dynrefer.evaluation.run.SampleImage;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * What an evaluation of many regions takes besides the model: memory while it reads, keeps answers and measures them,
 * and the time of each. Data are stand-ins in a published form, answers come at once.
 *
 * <pre>
 * java … io.dynrefer.research.benchmarks.EvaluationMemory ovad|coco|refcocog|vg-densecap|vg-region|scenes [regions]
 * </pre>
 */
public final class EvaluationMemory {
    private static final int REGIONS = 100_000;
    private static final int REGIONS_OF_IMAGE = 10;
    private static final int ROW = 10_000;
    private static final long BETWEEN_READINGS = 2000; // milliseconds

    private final PrintStream out;
    private long rows; // printed while answers are kept

    private EvaluationMemory(PrintStream out) {
        this.out = out;
    }

    /** Measures one benchmark. */
    public static void main(String[] arguments) throws Exception {
        StandInData data = StandInData.of(arguments[0]);
        int regions = arguments.length > 1 ? Integer.parseInt(arguments[1]) : REGIONS;
        Path folder = Files.createTempDirectory("evaluation-memory");
        try {
            data.write(StandInFolder.ofNoise(folder, regions, REGIONS_OF_IMAGE));
            new EvaluationMemory(new PrintStream(System.out, true, StandardCharsets.UTF_8)).measure(data, folder);
        } finally {
            delete(folder);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private void measure(StandInData data, Path folder) throws Exception {
        out.println("| " + data.command() + ": regions | used heap, MiB | resident, MiB |");
        out.println("|---|---|---|");
        row("before", Memory.now());
        ModelTimes times = new ModelTimes();
        try (MeasuredEvaluation evaluation = times.time(Stage.OPENING, () -> data.open(folder))) {
            long bytes = times.time(Stage.IMAGES, () -> read(evaluation.benchmark()));
            row("read", Memory.now());
            Memory most = most(() -> evaluation.work().accept(times, this::answered));
            row("at most", most);
            row("after", Memory.now());
            out.printf(
                    Locale.ROOT,
                    "%n%d bytes of images read.%n%s%n",
                    bytes,
                    times.profile().describe());
        }
    }

    /** Reads every image; returns their bytes. */
    private static long read(Benchmark<?> benchmark) {
        try (Stream<? extends SampleImage<?>> images = benchmark.images()) {
            return images.mapToLong(image -> image.encoded().get().length).sum();
        }
    }

    private void answered(long done, long total) {
        if (done / ROW > rows) {
            rows = done / ROW;
            try {
                row(String.valueOf(done), Memory.now());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Does the work on another thread and reads the memory until it is done. */
    private static Memory most(Runnable work) throws IOException, InterruptedException, ExecutionException {
        ExecutorService worker = Executors.newSingleThreadExecutor();
        try {
            Future<?> result = worker.submit(work);
            Memory most = Memory.now();
            while (true) {
                try {
                    result.get(BETWEEN_READINGS, TimeUnit.MILLISECONDS);
                    return most;
                } catch (TimeoutException stillWorking) {
                    most = most.max(Memory.now());
                }
            }
        } finally {
            worker.shutdown();
        }
    }

    private void row(String name, Memory memory) {
        out.println("| " + name + " | " + memory.cells() + " |");
    }
}
