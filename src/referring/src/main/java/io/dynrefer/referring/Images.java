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
    private final Function<byte[], ImageReader.Loan> decoder;
    private final Function<byte[], ImageHeader> headers;
    private final Map<ImageDigest, Shared> held = new HashMap<>(); // guarded by itself

    public Images(ImageReader reader) {
        this(reader::lend, reader::header);
    }

    Images(Function<byte[], ImageReader.Loan> decoder, Function<byte[], ImageHeader> headers) {
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
        private ImageReader.@Nullable Loan loan; // guarded by this

        private boolean forgotten; // guarded by this

        synchronized DecodedImage image(Supplier<ImageReader.Loan> decode) {
            ImageReader.Loan known = loan;
            if (known == null) {
                known = decode.get();
                if (forgotten) { // Whoever held it let it go meanwhile, so nobody else will.
                    known.letGo().run();
                } else {
                    loan = known;
                }
            }
            return known.image();
        }

        synchronized void forget() {
            forgotten = true;
            ImageReader.Loan known = loan;
            loan = null;
            if (known != null) {
                known.letGo().run();
            }
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
        Shared last;
        synchronized (held) {
            Shared shared = held.get(digest);
            last = shared != null && --shared.holders == 0 ? held.remove(digest) : null;
        }
        if (last != null) {
            last.forget();
        }
    }

    /** The image as its holder decoded it; decoded now if nobody holds it. */
    DecodedImage read(ImageDigest digest, Supplier<byte[]> encoded) {
        Shared shared;
        synchronized (held) {
            shared = held.get(digest);
        }
        if (shared != null) {
            return shared.image(() -> decoder.apply(encoded.get()));
        }
        ImageReader.Loan loan = decoder.apply(encoded.get());
        loan.letGo().run();
        return loan.image();
    }

    /** The header of an image that was decoded before, here or elsewhere. */
    ImageHeader header(EncodedImage image) {
        return headers.apply(image.bytes());
    }
}
