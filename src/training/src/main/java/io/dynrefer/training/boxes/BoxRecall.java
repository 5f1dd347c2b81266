package io.dynrefer.training.boxes;

import ai.djl.ndarray.NDArray;
import io.dynrefer.data.AnnotatedImage;
import io.dynrefer.data.AnnotatedRegion;
import io.dynrefer.model.nn.Inference;
import io.dynrefer.model.proposals.BoxDecoding;
import io.dynrefer.model.proposals.BoxHead;
import io.dynrefer.region.Proposals;
import java.nio.ByteBuffer;

/** The share of a split's things that a head's best boxes lie on. */
final class BoxRecall {
    private static final int MOST = 100;
    private static final double OVERLAP = 0.5;

    private final BoxPhotos photos;
    private final MapCache maps;
    private final MapShapes shapes;
    private final BoxDecoding decoding;

    BoxRecall(BoxPhotos photos, MapCache maps, MapShapes shapes, BoxDecoding decoding) {
        this.photos = photos;
        this.maps = maps;
        this.shapes = shapes;
        this.decoding = decoding;
    }

    /** In [0, 1]; NaN where there are no things. */
    double of(BoxHead head) {
        long found = 0;
        long all = 0;
        for (int number = 0; number < photos.count(); number++) {
            Proposals proposals = proposals(head, number);
            for (AnnotatedRegion region : photos.image(number).regions()) {
                found += proposals.cover(region.box(), MOST, OVERLAP) ? 1 : 0;
                all++;
            }
        }
        return (double) found / all;
    }

    private Proposals proposals(BoxHead head, int number) {
        AnnotatedImage image = photos.image(number);
        ByteBuffer slot = MapCache.room(1, shapes);
        maps.copy(number, slot);
        return Inference.call(manager -> {
            BoxHead.Output output = head.forward(MapCache.arrays(manager, slot.flip(), shapes));
            NDArray distances = output.distances();
            return decoding.decode(output.scores().toFloatArray(), distances.toFloatArray(), image.size());
        });
    }
}
