package io.dynrefer.referring;

import io.dynrefer.region.ImageDigest;
import io.dynrefer.views.image.DecodedImage;
import io.dynrefer.views.image.ImageHeader;
import io.dynrefer.views.image.ImageReader;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The images of the requests in progress, each decoded at most once, however many steps in this process look at it.
 * Those that no request holds are forgotten. Safe for use by several threads.
 */
public final class Images {
    private final Function<byte[], DecodedImage> decoder;
    private final Function<byte[], ImageHeader> headers;
    private final Map<ImageDigest, Shared> held = new HashMap<>(); // guarded by itself

    public Images(ImageReader reader) {
        this(reader::read, reader::header);
    }

    Images(Function<byte[], DecodedImage> decoder, Function<byte[], ImageHeader> headers) {
        this.decoder = decoder;
        this.headers = headers;
    }

    /** An image that is there for every step until it is let go; letting go again changes nothing. */
    static final class Held {
        private final Supplier<DecodedImage> image;
        private final Runnable letGo;
        private final AtomicBoolean gone = new AtomicBoolean();

        private Held(Supplier<DecodedImage> image, Runnable letGo) {
            this.image = image;
            this.letGo = letGo;
        }

        /** Decoded now, if no step has done so yet; throws what {@link ImageReader#read} refuses. */
        DecodedImage image() {
            return image.get();
        }

        void letGo() {
            if (gone.compareAndSet(false, true)) {
                letGo.run();
            }
        }
    }

    private static final class Shared {
        private int holders; // guarded by the map
        private @Nullable DecodedImage image; // guarded by this

        synchronized DecodedImage image(Supplier<DecodedImage> decode) {
            DecodedImage known = image;
            if (known == null) {
                known = decode.get();
                image = known;
            }
            return known;
        }
    }

    /** Holds an image, which is decoded when a step first asks for its pixels. */
    Held hold(EncodedImage image) {
        Shared shared;
        synchronized (held) {
            shared = held.computeIfAbsent(image.digest(), digest -> new Shared());
            shared.holders++;
        }
        return new Held(() -> shared.image(() -> decoder.apply(image.bytes())), () -> letGo(image.digest()));
    }

    private void letGo(ImageDigest digest) {
        synchronized (held) {
            held.computeIfPresent(digest, (same, shared) -> --shared.holders == 0 ? null : shared);
        }
    }

    /** The image as its holder decoded it; decoded now if nobody holds it. */
    DecodedImage read(ImageDigest digest, Supplier<byte[]> encoded) {
        Shared shared;
        synchronized (held) {
            shared = held.get(digest);
        }
        Supplier<DecodedImage> decode = () -> decoder.apply(encoded.get());
        return shared == null ? decode.get() : shared.image(decode);
    }

    /** The header of an image that was decoded before, here or elsewhere. */
    ImageHeader header(EncodedImage image) {
        return headers.apply(image.bytes());
    }
}
