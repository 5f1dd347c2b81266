package io.dynrefer.model.translators;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.dynrefer.model.heads.DirectHead;
import io.dynrefer.model.heads.TextHead;
import io.dynrefer.model.network.DynReferNetwork;
import io.dynrefer.model.nn.Inference;
import io.dynrefer.model.weights.Preset;
import io.dynrefer.region.FloatMatrix;
import io.dynrefer.region.RegionRepresentation;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** A label head fed with plain numbers, all regions of a call at once. Safe for use by several threads. */
public final class LabelScorer {
    private final TextHead head;
    private final Preset preset;
    private final int textsAtOnce;

    /**
     * A vocabulary as a head reads it, whatever the region: made once for all questions about it.
     *
     * @param count of its texts
     * @param pieces in order, as many texts each as one pass compares with
     */
    public record Texts(int count, List<Piece> pieces) {
        public Texts {
            pieces = List.copyOf(pieces);
        }
    }

    /**
     * Some texts outside the engine, which reads them where they lie.
     *
     * @param values (texts, width)
     */
    record Piece(ByteBuffer values, Shape shape) {
        NDArray array(NDManager manager) {
            return manager.create(values.duplicate().order(ByteOrder.nativeOrder()), shape, DataType.FLOAT32);
        }
    }

    private LabelScorer(DynReferNetwork network, DynReferNetwork.Part part, TextHead.Use use, int textsAtOnce) {
        this.textsAtOnce = textsAtOnce;
        this.preset = network.preset();
        network.open(part);
        this.head = network.head(use);
    }

    /** That of D_tag, which compares with so many texts in one pass. */
    public static LabelScorer ofTags(DynReferNetwork network, int textsAtOnce) {
        return new LabelScorer(network, DynReferNetwork.Part.TAG_HEAD, TextHead.Use.TAG, textsAtOnce);
    }

    /** That of D_rtc for categories, likewise. */
    public static LabelScorer ofCategories(DynReferNetwork network, int textsAtOnce) {
        return new LabelScorer(network, DynReferNetwork.Part.CONTRAST_HEAD, TextHead.Use.CATEGORY, textsAtOnce);
    }

    /** That of D_rtc for attributes, likewise. */
    public static LabelScorer ofAttributes(DynReferNetwork network, int textsAtOnce) {
        return new LabelScorer(network, DynReferNetwork.Part.CONTRAST_HEAD, TextHead.Use.ATTRIBUTE, textsAtOnce);
    }

    /** The head, if it compares one vector of a region with each text. */
    private Optional<DirectHead> direct() {
        return head instanceof DirectHead direct ? Optional.of(direct) : Optional.empty();
    }

    /** Whether regions and texts have vectors: those of {@link #vectors} and {@link #direction}. */
    boolean isDirect() {
        return direct().isPresent();
    }

    /** How many numbers stand for a text. */
    int textWidth() {
        return preset.textEncoder().outputWidth();
    }

    /** What the head compares with texts, per region: (regions, text width), each of length 1. */
    List<float[]> vectors(List<RegionRepresentation> regions) {
        int width = textWidth();
        float[] values = Inference.call(manager -> direct().orElseThrow()
                .vectors(Matrices.regions(manager, regions, preset))
                .toFloatArray());
        return IntStream.range(0, regions.size())
                .mapToObj(region -> Arrays.copyOfRange(values, region * width, (region + 1) * width))
                .toList();
    }

    /** Logits grow by this per unit along it: the mean of the texts as the head reads them, (text width). */
    float[] direction(FloatMatrix embeddings) {
        return Inference.call(manager -> {
            float[] values = new float[embeddings.rows() * embeddings.columns()];
            embeddings.values().get(values);
            Shape shape = new Shape(embeddings.rows(), embeddings.columns());
            float[] mean = head.project(manager.create(values, shape))
                    .mean(new int[] {0})
                    .toFloatArray();
            float scale = direct().orElseThrow().scale();
            for (int i = 0; i < mean.length; i++) {
                mean[i] *= scale;
            }
            return mean;
        });
    }

    /** The logit of a text whose vector is at a right angle to the region's. */
    float shift() {
        return direct().orElseThrow().shift();
    }

    /** What the head makes of texts: (texts, text width). */
    public Texts texts(FloatMatrix embeddings) {
        List<Piece> pieces = new ArrayList<>();
        for (int from = 0; from < embeddings.rows(); from += textsAtOnce) {
            float[] values = new float[Math.min(textsAtOnce, embeddings.rows() - from) * embeddings.columns()];
            embeddings.values().get(from * embeddings.columns(), values);
            Shape shape = new Shape(values.length / embeddings.columns(), embeddings.columns());
            pieces.add(Inference.call(manager -> piece(head.project(manager.create(values, shape)))));
        }
        return new Texts(embeddings.rows(), pieces);
    }

    private static Piece piece(NDArray projected) {
        float[] values = projected.toFloatArray();
        ByteBuffer bytes = ByteBuffer.allocateDirect(Math.multiplyExact(values.length, Float.BYTES))
                .order(ByteOrder.nativeOrder());
        bytes.asFloatBuffer().put(values);
        return new Piece(bytes, projected.getShape());
    }

    /**
     * Scores every text for every region.
     *
     * @param regions what the Q-Former made of them; of another model's shape they are refused
     * @return logits (regions, texts)
     */
    public float[][] logits(List<RegionRepresentation> regions, Texts texts) {
        float[][] logits = new float[regions.size()][texts.count()];
        if (regions.isEmpty()) {
            return logits;
        }
        return Inference.call(manager -> {
            NDArray represented = Matrices.regions(manager, regions, preset);
            int from = 0;
            for (Piece piece : texts.pieces()) {
                int count = Math.toIntExact(piece.shape().get(0));
                float[] values = Inference.call(
                        inner -> head.score(represented, piece.array(inner)).toFloatArray());
                for (int region = 0; region < regions.size(); region++) {
                    System.arraycopy(values, region * count, logits[region], from, count);
                }
                from += count;
            }
            return logits;
        });
    }
}
