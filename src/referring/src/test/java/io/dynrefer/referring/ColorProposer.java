package io.dynrefer.referring;

import io.dynrefer.region.Box;
import io.dynrefer.region.BoxProposer;
import io.dynrefer.region.ImageSize;
import io.dynrefer.region.Proposal;
import io.dynrefer.region.Proposals;
import io.dynrefer.region.RgbImage;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A box head without an engine: three boxes in a photo's left half, the first two nearly the same, one in its right
 * half. Their scores fall with the photo's first pixel. Counts its work.
 */
public final class ColorProposer implements BoxProposer {
    static final List<Integer> PHOTO_SIZES = List.of(64);

    public final AtomicInteger photos = new AtomicInteger();

    @Override
    public String id() {
        return "color-proposer";
    }

    @Override
    public List<Integer> photoSizes() {
        return PHOTO_SIZES;
    }

    @Override
    public Proposals propose(List<RgbImage> squares, ImageSize photo) {
        photos.incrementAndGet();
        double best = 0.5 + squares.get(0).sample(0, 0, 0) / 1000.0;
        return new Proposals(List.of(
                new Proposal(part(photo, 0.1, 0.1, 0.4, 0.9), best),
                new Proposal(part(photo, 0.1, 0.1, 0.4, 0.85), best / 2),
                new Proposal(part(photo, 0.6, 0.2, 0.9, 0.8), best / 3),
                new Proposal(part(photo, 0.2, 0.3, 0.3, 0.6), best / 4)));
    }

    private static Box part(ImageSize photo, double x1, double y1, double x2, double y2) {
        return new Box(x1 * photo.width(), y1 * photo.height(), x2 * photo.width(), y2 * photo.height());
    }
}
