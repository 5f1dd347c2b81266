package io.dynrefer.model.proposals;

import io.dynrefer.region.Box;
import io.dynrefer.region.BoxSuppression;
import io.dynrefer.region.ImageSize;
import io.dynrefer.region.Proposal;
import io.dynrefer.region.Proposals;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Turns what a box head says of a photo into boxes. */
public final class BoxDecoding {
    /** Cells that are looked at, best first. */
    private static final int CANDIDATES = 2000;

    /** Chosen on COCO's validation split, among 0.45 to 0.7. */
    private static final double MOST_OVERLAP = 0.55;

    private final int imageSize;
    private final BoxCells cells;

    public BoxDecoding(BoxHeadSizes sizes) {
        this.imageSize = sizes.imageSize();
        this.cells = new BoxCells(sizes);
    }

    /**
     * The boxes of one photo.
     *
     * @param scores (cells), before the sigmoid
     * @param distances (cells, 4)
     * @param photo the photo's size before it was resized
     */
    public Proposals decode(float[] scores, float[] distances, ImageSize photo) {
        return best(candidates(scores, distances, photo));
    }

    /** What {@link #decode} chooses from: a box for each of the best cells, best first. */
    List<Proposal> candidates(float[] scores, float[] distances, ImageSize photo) {
        List<Integer> best = IntStream.range(0, scores.length)
                .boxed()
                .sorted(Comparator.comparingDouble(cell -> -scores[cell]))
                .limit(CANDIDATES)
                .toList();
        List<Proposal> candidates = new ArrayList<>();
        for (int cell : best) {
            Box box = box(cell, distances, photo);
            if (box.width() > 0 && box.height() > 0) {
                candidates.add(new Proposal(box, 1 / (1 + Math.exp(-scores[cell]))));
            }
        }
        return candidates;
    }

    /** Of candidates in any order those that lie over no better one. */
    static Proposals best(List<Proposal> candidates) {
        List<Proposal> sorted = candidates.stream()
                .sorted(Comparator.comparingDouble(proposal -> -proposal.score()))
                .toList();
        List<Box> boxes = sorted.stream().map(Proposal::box).toList();
        return new Proposals(BoxSuppression.kept(boxes, MOST_OVERLAP, Proposals.MOST).stream()
                .map(sorted::get)
                .toList());
    }

    private Box box(int cell, float[] distances, ImageSize photo) {
        double wide = (double) photo.width() / imageSize;
        double high = (double) photo.height() / imageSize;
        int stride = cells.stride(cell);
        return new Box(
                inside((cells.x(cell) - distances[4 * cell] * stride) * wide, photo.width()),
                inside((cells.y(cell) - distances[4 * cell + 1] * stride) * high, photo.height()),
                inside((cells.x(cell) + distances[4 * cell + 2] * stride) * wide, photo.width()),
                inside((cells.y(cell) + distances[4 * cell + 3] * stride) * high, photo.height()));
    }

    private static double inside(double value, int size) {
        return Math.max(0, Math.min(size, value));
    }
}
