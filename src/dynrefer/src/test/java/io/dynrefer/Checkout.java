package io.dynrefer;

import io.dynrefer.testing.Samples;
import java.nio.file.Path;

/** Places of the checkout that tests run in. */
final class Checkout {
    static final Path GIRAFFE = Samples.photo("giraffe.jpg");
    static final Path ROOT = GIRAFFE.resolveSibling("..").toAbsolutePath().normalize();
    static final Path MODEL = ROOT.resolve("models/dynrefer-mini");

    private Checkout() {}
}
