package io.dynrefer.referring;

import io.dynrefer.region.DynReferException;
import io.dynrefer.region.ImageDigest;
import io.dynrefer.views.image.DecodedImage;
import io.dynrefer.views.image.ImageHeader;
import io.dynrefer.views.image.ImageReader;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The images of the requests in progress, each decoded once, however many steps in this process look at it. Those that
 * no request holds are forgotten. Safe for use by several threads.
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

    /** A decoded image that is there for every step until it is let go, once. */
    record Held(DecodedImage image, Runnable letGo) {}

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

    /**
     * Decodes an image that is not held yet, and holds it.
     *
     * @throws DynReferException what {@link ImageReader#read} refuses; then nothing is held
     */
    Held hold(EncodedImage image) {
        Shared shared;
        synchronized (held) {
            shared = held.computeIfAbsent(image.digest(), digest -> new Shared());
            shared.holders++;
        }
        try {
            return new Held(shared.image(() -> decoder.apply(image.bytes())), () -> letGo(image.digest()));
        } catch (RuntimeException | Error e) {
            letGo(image.digest());
            throw e;
        }
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
