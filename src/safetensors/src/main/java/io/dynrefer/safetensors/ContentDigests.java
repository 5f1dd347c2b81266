package io.dynrefer.safetensors;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.dynrefer.region.Sha256;
import java.security.MessageDigest;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/** The digests of tensors by name, and of any set of them: the identity of weights, whatever file they lie in. */
public final class ContentDigests {
    private final Map<String, byte[]> digestOf = new TreeMap<>();

    /** Adds one tensor's digest. */
    void put(TensorSpec spec, byte[] contentDigest) {
        MessageDigest digest = Sha256.start();
        digest.update((spec.name() + "\0" + spec.type() + "\0" + spec.shape() + "\0").getBytes(UTF_8));
        digest.update(contentDigest);
        digestOf.put(spec.name(), digest.digest());
    }

    /** Adds the tensors of another file. */
    public void addAll(ContentDigests others) {
        digestOf.putAll(others.digestOf);
    }

    /** The digest of the tensors whose names {@code chosen} accepts, independent of their order: 64 hex digits. */
    public String of(Predicate<String> chosen) {
        MessageDigest digest = Sha256.start();
        digestOf.forEach((name, tensorDigest) -> {
            if (chosen.test(name)) {
                digest.update(tensorDigest);
            }
        });
        return Sha256.hex(digest);
    }
}
