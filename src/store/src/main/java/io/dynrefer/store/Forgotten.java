package io.dynrefer.store;

import io.dynrefer.region.ImageDigest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Photos that were to be forgotten, and what is left of them. A note of it lies under {@code forgotten/{digest}}, so
 * that a request or job that held the photo meanwhile takes away what it has put: whoever works on a photo asks
 * {@link #again} at the end.
 */
public final class Forgotten {
    private static final String NOTES = "forgotten";
    private static final List<String> BY_MODEL = List.of("embeddings/", "representations/", "answers/");

    /** Answers were kept without their image's digest once, so those of any image may be about this one. */
    private static final Predicate<BlobKey> OF_UNKNOWN_IMAGE =
            key -> key.value().startsWith("answers/") && key.segments().size() == 4;

    private final BlobStore store;

    public Forgotten(BlobStore store) {
        this.store = store;
    }

    /** When a photo was forgotten, in microseconds of the epoch: a photo sent again at once is another matter. */
    private record Note(long micros) {
        static Note of(Instant moment) {
            return new Note(ChronoUnit.MICROS.between(Instant.EPOCH, moment));
        }
    }

    /** Notes that a photo is forgotten from now on. */
    public void note(ImageDigest image) {
        store.delete(key(image));
        store.putIfAbsent(key(image), Json.write(Note.of(Instant.now())));
    }

    /** Whether a photo was forgotten after this moment. */
    public boolean since(ImageDigest image, Instant moment) {
        return store.find(key(image))
                .filter(note ->
                        Json.read(note, Note.class).micros() >= Note.of(moment).micros())
                .isPresent();
    }

    /** Takes away what work on a photo that began at this moment has put, if the photo was forgotten meanwhile. */
    public void again(ImageDigest image, Instant began) {
        if (since(image, began)) {
            derived(image).forEach(blob -> store.delete(blob.key()));
        }
    }

    /** The photo, as far as it was sent for an answer at once, and everything that was made from it; not jobs. */
    public List<StoredBlob> derived(ImageDigest image) {
        Stream<StoredBlob> own = Stream.of(StoreKeys.image(image).value(), "views/" + image + "/")
                .flatMap(prefix -> store.blobs(prefix).stream());
        Stream<StoredBlob> byModel = BY_MODEL.stream()
                .flatMap(prefix -> store.blobs(prefix).stream())
                .filter(blob -> StoreKeys.isAbout(image, blob.key()) || OF_UNKNOWN_IMAGE.test(blob.key()));
        return Stream.concat(own, byModel).toList();
    }

    private static BlobKey key(ImageDigest image) {
        return BlobKey.of(NOTES, image.hex());
    }
}
