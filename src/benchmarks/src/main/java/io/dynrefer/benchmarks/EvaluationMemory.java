package io.dynrefer.benchmarks;

import io.dynrefer.evaluation.published.MeteorSetting;
import io.dynrefer.evaluation.published.PublishedBenchmark;
import io.dynrefer.evaluation.run.EvaluationRun;
import io.dynrefer.evaluation.run.SampleImage;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
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
 * <pre>java … io.dynrefer.benchmarks.EvaluationMemory ovad|coco|refcocog [regions]</pre>
 */
public final class EvaluationMemory {
    private static final int REGIONS = 100_000;
    private static final int ROW = 10_000;
    private static final long BETWEEN_READINGS = 2000; // milliseconds
    private static final double NANOS_PER_SECOND = 1e9;

    private final PrintStream out;
    private final Path folder;
    private long rows; // printed while answers are kept

    private EvaluationMemory(PrintStream out, Path folder) {
        this.out = out;
        this.folder = folder;
    }

    /** Measures one benchmark. */
    public static void main(String[] arguments) throws Exception {
        StandInData data = StandInData.of(arguments[0]);
        int regions = arguments.length > 1 ? Integer.parseInt(arguments[1]) : REGIONS;
        Path folder = Files.createTempDirectory("evaluation-memory");
        try {
            data.write(folder, regions);
            new EvaluationMemory(new PrintStream(System.out, true, StandardCharsets.UTF_8), folder).measure(data);
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

    private void measure(StandInData data) throws Exception {
        out.println("| " + data.name().toLowerCase(Locale.ROOT) + ": regions | used heap, MiB | resident, MiB |");
        out.println("|---|---|---|");
        row("before", Memory.now());
        long start = System.nanoTime();
        try (PublishedBenchmark<?> benchmark = data.open(folder)) {
            long bytes = read(benchmark);
            double reading = seconds(start);
            row("read", Memory.now());
            measure(benchmark, reading);
            out.printf(Locale.ROOT, "%d bytes of images read%n", bytes);
        }
    }

    private <T> void measure(PublishedBenchmark<T> benchmark, double reading) throws Exception {
        InstantSubject subject = new InstantSubject();
        EvaluationRun<T> run = new EvaluationRun<>(benchmark, folder);
        long start = System.nanoTime();
        run.run(List.of(subject), this::answered);
        double answering = seconds(start);
        start = System.nanoTime();
        Memory most =
                most(() -> benchmark.report(run.file(subject), subject.identity(), folder, MeteorSetting.of(null)));
        double measuring = seconds(start);
        row("metrics, at most", most);
        row("after", Memory.now());
        out.printf(
                Locale.ROOT,
                "%nreading %.1f s, answers %.1f s (with %d readings of the memory), metrics %.1f s%n",
                reading,
                answering,
                benchmark.size() / ROW,
                measuring);
    }

    /** Reads every image; returns their bytes. */
    private static long read(PublishedBenchmark<?> benchmark) {
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
    private static Memory most(Callable<?> work) throws IOException, InterruptedException, ExecutionException {
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

    private static double seconds(long start) {
        return (System.nanoTime() - start) / NANOS_PER_SECOND;
    }
}
