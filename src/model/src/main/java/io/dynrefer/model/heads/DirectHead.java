package io.dynrefer.model.heads;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import io.dynrefer.model.nn.Layer;
import io.dynrefer.model.nn.Numbers;
import io.dynrefer.model.nn.Scope;
import io.dynrefer.model.nn.Weights;
import io.dynrefer.model.weights.Preset;

/**
 * Compares one vector of the region with each text: the cosine of the two, scaled and shifted, after a learned map
 * moved the text a little. The vector is a linear map of x_v's lexical rows plus what the memory read. A text costs
 * next to nothing, so a training can compare with thousands. Texts may have weights for the vector's numbers behind
 * their embedding, whose product with them is added.
 */
public final class DirectHead implements TextHead {
    private static final NDIndex MEMORY = new NDIndex(":, -1");

    /** Added to what is not to be the most. */
    private static final double NEVER = 1e9;

    private final NDIndex lexical;
    private final NDIndex ofText;
    private final NDIndex ofOwn;
    private final long width;
    private final Layer region;
    private final NDArray recall; // (), how much of the memory's row is added
    private final Layer text;
    private final NDArray logScale; // ()
    private final NDArray shift; // ()

    /** @param weights the whole checkpoint: reads {@code lexical.<use>} */
    DirectHead(Weights weights, TextHead.Use use, Preset preset, Preset.Lexical sizes) {
        Weights head = weights.at("lexical." + use.wireName());
        this.width = preset.textEncoder().outputWidth();
        this.ofText = new NDIndex(":, :" + width);
        this.ofOwn = new NDIndex(":, " + width + ":");
        this.lexical = new NDIndex(":, -" + sizes.rows() + ":");
        this.region = head.linear(
                "region", width, (long) sizes.rows() * preset.qformer().width());
        this.recall = head.array("recall");
        this.text = head.linearWithoutBias("text", width, width);
        this.logScale = head.array("scale");
        this.shift = head.array("shift");
    }

    /** Moved a little by the learned map, of length 1; the weights of own words behind it, as they are. */
    @Override
    public NDArray project(NDArray texts) {
        return Scope.of(() -> {
            if (texts.getShape().get(1) == width) {
                return moved(texts);
            }
            return moved(texts.get(ofText)).concat(texts.get(ofOwn), 1);
        });
    }

    private NDArray moved(NDArray texts) {
        return texts.add(text.forward(texts)).normalize(2, 1);
    }

    @Override
    public NDArray score(NDArray regions, NDArray projected) {
        return Scope.of(() -> {
            NDArray vectors = vectors(regions);
            boolean plain = projected.getShape().get(1) == width;
            NDArray texts = plain ? projected : projected.get(ofText);
            NDArray logits = scaled(vectors.matMul(texts.transpose())); // (regions, texts)
            return plain ? logits : logits.add(own(scaled(vectors), projected.get(ofOwn)));
        });
    }

    /** What texts are compared with: x_v (regions, rows, region width) to (regions, text width), each of length 1. */
    public NDArray vectors(NDArray regions) {
        return Scope.of(() -> {
            NDArray flat = regions.get(lexical).reshape(regions.getShape().get(0), -1);
            NDArray vector = region.forward(flat).add(regions.get(MEMORY).mul(recall));
            return vector.normalize(2, 1);
        });
    }

    /** How much of a logit a cosine makes. */
    public float scale() {
        return logScale.exp().getFloat();
    }

    /** What is added to every scaled cosine. */
    public float shift() {
        return shift.getFloat();
    }

    private NDArray scaled(NDArray cosines) {
        return cosines.mul(logScale.exp()).add(shift);
    }

    /**
     * What the vector's numbers, scaled like logits, say for own words beside the one of them that they say most for:
     * (regions, texts), 0 for that one and for every other text. So among own words their weights decide, and none gets
     * more than its text says, however a region looks of whose kind no own photo was.
     */
    private static NDArray own(NDArray numbers, NDArray weights) {
        NDArray perNumber = weights.get(new NDIndex(":, :-1")).transpose(); // (numbers, texts)
        NDArray said = numbers.matMul(perNumber).add(weights.get(new NDIndex(":, -1")));
        NDArray isOwn = weights.abs()
                .sum(new int[] {1})
                .neq(0)
                .toType(DataType.FLOAT32, false)
                .expandDims(0); // (1, texts)
        NDArray among = said.add(Numbers.times(isOwn.sub(isOwn.onesLike()), NEVER));
        return said.sub(among.max(new int[] {1}, true)).mul(isOwn);
    }
}
