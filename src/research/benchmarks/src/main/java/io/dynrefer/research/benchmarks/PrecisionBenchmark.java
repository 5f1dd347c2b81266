package io.dynrefer.research.benchmarks;

import io.dynrefer.model.DynReferModel;
import io.dynrefer.model.DynReferModel.Part;
import io.dynrefer.model.nn.Precision;
import io.dynrefer.region.Answer;
import io.dynrefer.region.Box;
import io.dynrefer.region.CaptionOptions;
import io.dynrefer.region.ControlWords;
import io.dynrefer.region.RegionRepresentation;
import io.dynrefer.region.RegionViews;
import io.dynrefer.region.RgbImage;
import io.dynrefer.region.ViewEmbedding;
import java.nio.file.Path;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A model with linear layers in 16-bit brain floats against the same one in 32-bit floats, the baseline. Only a
 * processor that multiplies brain floats shows what {@link Precision#suiting} counts on.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 1, time = 5)
@Measurement(iterations = 3, time = 5)
@SuppressWarnings("NullAway.Init") // JMH calls open() first
public class PrecisionBenchmark {
    /** A model folder. */
    @Param("models/dynrefer-mini")
    public String weights = "";

    /** Of the linear layers. */
    @Param
    public Precision precision = Precision.FP32;

    private DynReferModel model;
    private List<RgbImage> crops;
    private List<RegionRepresentation> region;

    /** Opens the model and makes the representation that {@link #caption} reads. */
    @Setup
    public void open() {
        model = DynReferModel.load(
                Path.of(weights), EnumSet.of(Part.IMAGE_ENCODER, Part.REGION_ENCODER, Part.CAPTION), precision);
        int views = model.regionEncoder().viewCount();
        int size = model.imageEncoder().viewSize();
        crops = Collections.nCopies(views, Pictures.noise(size, size));
        List<ViewEmbedding> embeddings = model.imageEncoder().encode(crops);
        region = model.regionEncoder()
                .represent(List.of(new RegionViews(
                        Collections.nCopies(views, 0.0),
                        embeddings,
                        Collections.nCopies(views, new Box(0, 0, size, size)))));
    }

    /** The image encoder on the views of one region. */
    @Benchmark
    public List<ViewEmbedding> encode() {
        return model.imageEncoder().encode(crops);
    }

    /** A caption with the settings of interactive use: 5 beams, up to 30 tokens. */
    @Benchmark
    public List<Answer.Caption> caption() {
        return model.captionDecoder().decode(region, List.of(ControlWords.NONE), CaptionOptions.INTERACTIVE);
    }

    /** Frees the weights. */
    @TearDown
    public void close() {
        model.close();
    }
}
