package io.dynrefer.functions.views;

import io.dynrefer.functions.aws.Priming;
import io.dynrefer.referring.Crops;
import io.dynrefer.referring.Images;
import io.dynrefer.referring.Outcome;
import io.dynrefer.referring.Views;
import io.dynrefer.referring.ViewsFunction;
import io.dynrefer.region.Box;
import io.dynrefer.region.BoxRegion;
import io.dynrefer.region.ImageDigest;
import io.dynrefer.region.ImageSize;
import io.dynrefer.region.RgbImage;
import io.dynrefer.region.ViewSelection;
import io.dynrefer.store.Artefacts;
import io.dynrefer.store.Json;
import io.dynrefer.store.MemoryBlobStore;
import io.dynrefer.store.StoreKeys;
import io.dynrefer.store.StoredForms;
import io.dynrefer.views.image.ImageReader;
import io.quarkus.arc.Unremovable;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Computes views of a small picture in memory, and hands the function an event that changes nothing: {@code views} is
 * asked for an image that nobody has, the steps of jobs hear S3's test event.
 */
@Singleton
@Unremovable
public final class ViewsPriming implements Priming {
    private static final int SIDE = 96; // pixels
    private static final int ROUNDS = 20; // enough for the compiler to have a look at the hash and the resizing

    private static final String VIEWS = "views";
    private static final String TEST_EVENT = "{\"Event\": \"s3:TestEvent\"}";

    private final ImageReader images;
    private final String export;

    ViewsPriming(ImageReader images, @ConfigProperty(name = "quarkus.funqy.export") String export) {
        this.images = images;
        this.export = export;
    }

    @Override
    public void prime(Invocation function) throws IOException {
        byte[] picture = StoredForms.CROP.encode(picture());
        Views.Request request = request(ImageDigest.of(picture));
        for (int i = 0; i < ROUNDS; i++) {
            MemoryBlobStore store = new MemoryBlobStore();
            store.putIfAbsent(StoreKeys.image(request.image()), picture);
            Artefacts artefacts = Artefacts.in(store);
            ViewsFunction views = new ViewsFunction(artefacts, new Images(images), Crops.stored(artefacts));
            views.handle(request).items().forEach(Outcome::orThrow);
        }
        function.invoke(
                export.equals(VIEWS)
                        ? Json.write(request(ImageDigest.of(new byte[0]))) // answered with "not found"
                        : TEST_EVENT.getBytes(StandardCharsets.UTF_8));
    }

    private static Views.Request request(ImageDigest image) {
        return new Views.Request(
                image,
                3,
                224,
                List.of(new Views.Item(new BoxRegion(new Box(8, 8, 48, 48)), new ViewSelection.ByImage())));
    }

    private static RgbImage picture() {
        byte[] pixels = new byte[SIDE * SIDE * 3];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) (i * 31);
        }
        return new RgbImage(new ImageSize(SIDE, SIDE), pixels);
    }
}
