package io.dynrefer.evaluation.run;

import io.dynrefer.evaluation.run.ModelTimes.Stage;
import io.dynrefer.referring.EncodedImage;
import io.dynrefer.region.Box;
import io.dynrefer.region.DynReferException;
import io.dynrefer.region.ErrorCode;
import io.dynrefer.region.Progress;
import io.dynrefer.store.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Asks one or more subjects about every sample of a benchmark and keeps their answers in a folder, one file each. A run
 * that was killed goes on where it stopped and ends with the same files: batches depend on the samples alone, and half
 * a batch is asked again.
 */
public final class EvaluationRun<T> {
    /** Samples that are answered together; an image is never split. */
    private static final int SAMPLES_AT_ONCE = 32;

    private final Benchmark<T> benchmark;
    private final Path folder;
    private final ModelTimes times;

    /**
     * A run that keeps its answers in {@code folder}.
     *
     * @param times where it notes how long it took
     */
    public EvaluationRun(Benchmark<T> benchmark, Path folder, ModelTimes times) {
        this.benchmark = benchmark;
        this.folder = folder;
        this.times = times;
    }

    /** The file of a subject's answers. */
    public Path file(Subject subject) {
        return folder.resolve(subject.name() + ".jsonl");
    }

    /** Where the time goes. */
    public ModelTimes times() {
        return times;
    }

    /** Answers what has no answer yet. */
    public void run(List<? extends Subject> subjects, Progress progress) {
        List<PredictionFile> files = new ArrayList<>();
        try (Stream<SampleImage<T>> images = benchmark.images()) {
            for (Subject subject : subjects) {
                requireSameRun(subject);
                files.add(PredictionFile.open(file(subject)));
            }
            long total = benchmark.size();
            long done = 0;
            Iterator<SampleImage<T>> next = images.iterator();
            while (true) {
                List<SampleImage<T>> piece = times.time(Stage.RECORDS, () -> piece(next));
                if (piece.isEmpty()) {
                    break;
                }
                answer(piece, subjects, files);
                done += piece.stream()
                        .mapToLong(image -> image.samples().size())
                        .sum();
                progress.report(done, total);
            }
        } finally {
            files.forEach(PredictionFile::close);
        }
    }

    private List<SampleImage<T>> piece(Iterator<SampleImage<T>> images) {
        List<SampleImage<T>> piece = new ArrayList<>();
        int samples = 0;
        while (images.hasNext() && samples < SAMPLES_AT_ONCE) {
            SampleImage<T> image = images.next();
            piece.add(image);
            samples += image.samples().size();
        }
        return piece;
    }

    private void answer(List<SampleImage<T>> piece, List<? extends Subject> subjects, List<PredictionFile> files) {
        List<String> ids = piece.stream()
                .flatMap(image -> image.samples().stream())
                .map(BenchmarkSample::id)
                .toList();
        ImageBatch batch = null;
        for (int i = 0; i < subjects.size(); i++) {
            if (!files.get(i).holds(ids)) {
                batch = batch == null ? read(piece) : batch;
                List<SampleAnswer> answers = subjects.get(i).answer(benchmark.questions(), batch);
                keep(files.get(i), predictions(piece, answers));
            }
        }
    }

    private void keep(PredictionFile file, List<Prediction<T>> predictions) {
        times.answered(predictions.size());
        times.spend(Stage.ANSWERS, () -> file.append(predictions));
    }

    /** A file that is not there is an error of the run, not of a sample. */
    private ImageBatch read(List<SampleImage<T>> piece) {
        return times.time(
                Stage.IMAGES,
                () -> new ImageBatch(piece.stream().map(EvaluationRun::asked).toList(), times));
    }

    private static AskedImage asked(SampleImage<?> image) {
        return new AskedImage(
                new EncodedImage(image.encoded().get()),
                image.samples().stream().map(BenchmarkSample::box).toList());
    }

    private List<Prediction<T>> predictions(List<SampleImage<T>> piece, List<SampleAnswer> answers) {
        List<Prediction<T>> predictions = new ArrayList<>();
        for (SampleImage<T> image : piece) {
            for (BenchmarkSample<T> sample : image.samples()) {
                Box box = sample.box();
                predictions.add(new Prediction<>(
                        image.id(),
                        sample.id(),
                        List.of(box.x1(), box.y1(), box.width(), box.height()),
                        sample.truth(),
                        answers.get(predictions.size())));
            }
        }
        if (answers.size() != predictions.size()) {
            throw new IllegalStateException(predictions.size() + " samples, " + answers.size() + " answers");
        }
        return predictions;
    }

    /** A run's settings lie beside its answers, so that other answers are never taken for its own. */
    private void requireSameRun(Subject subject) {
        record Settings(String benchmark, String data, String subject, SampleQuestions questions) {}
        Path file = folder.resolve(subject.name() + ".run.json");
        byte[] settings = Json.write(
                new Settings(benchmark.name(), benchmark.identity(), subject.identity(), benchmark.questions()));
        try {
            Files.createDirectories(folder);
            if (!Files.exists(file)) {
                Files.write(file, settings);
            } else if (!Arrays.equals(Files.readAllBytes(file), settings)) {
                throw DynReferException.invalid(
                        "--out",
                        folder + " holds the answers of another run (" + file.getFileName()
                                + " differs: other data, model, views or questions). Name another folder.");
            }
        } catch (IOException e) {
            throw new DynReferException(
                    ErrorCode.STORE_UNAVAILABLE, "--out", "Nothing can be kept in " + folder + ": " + e + ".", e);
        }
    }
}
