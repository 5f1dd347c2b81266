package io.dynrefer.views.image;

import java.io.IOException;
import java.time.Duration;

/** Decoding an image took more computing than any honest image needs. */
final class DecodingTimeException extends IOException {
    private static final long serialVersionUID = 1L;

    DecodingTimeException(Duration limit) {
        super("decoding takes more than " + limit.toSeconds() + " s of computing");
    }
}
