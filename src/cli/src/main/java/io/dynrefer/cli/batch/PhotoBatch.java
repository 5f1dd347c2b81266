package io.dynrefer.cli.batch;

import io.dynrefer.cli.answer.AnsweredPhoto;
import io.dynrefer.command.UserFiles;
import io.dynrefer.referring.DenseRequest;
import io.dynrefer.referring.EncodedImage;
import io.dynrefer.referring.Problem;
import io.dynrefer.referring.ReferRequest;
import io.dynrefer.referring.ReferResponse;
import io.dynrefer.region.DynReferException;
import io.dynrefer.region.ErrorCode;
import io.dynrefer.region.Progress;
import io.dynrefer.region.Sha256;
import io.dynrefer.store.Json;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/** Asks about photos one after the other; one that fails is written down and the next goes on. */
public final class PhotoBatch {
    private final List<Photo> photos;
    private final Oracle oracle;
    private final Journal journal;

    public PhotoBatch(List<Photo> photos, Oracle oracle, Journal journal) {
        this.photos = List.copyOf(photos);
        this.oracle = oracle;
        this.journal = journal;
    }

    /**
     * What answers.
     *
     * @param id names the model: answers of another one are not taken for its own
     * @param refer answers about given regions
     * @param dense answers about what is found
     */
    public record Oracle(
            String id, Function<ReferRequest, ReferResponse> refer, Function<DenseRequest, ReferResponse> dense) {}

    /** What is done about photos that an earlier run could not answer. */
    public enum Failed {
        /** It stays at that. */
        KEEP,
        /** They are asked about again. */
        RETRY
    }

    /** One photo to ask about and the name of the question. */
    private record Question(Photo photo, String key) {}

    /**
     * Asks about every photo that the journal has no answer about.
     *
     * @param progress counts regions
     * @param answered hears of every answer, those of earlier runs included
     * @throws DynReferException if the question itself is wrong or the system does not answer: what is done stays done
     */
    public void run(Failed failed, Progress progress, Consumer<AnsweredPhoto> answered) {
        List<Question> open = new ArrayList<>();
        long total = 0;
        long done = 0;
        for (Photo photo : photos) {
            total += photo.regions();
            Optional<JournalEntry> known = known(photo).filter(entry -> failed == Failed.KEEP || !entry.failed());
            if (known.isPresent()) {
                done += photo.regions();
                answer(photo, known.get()).ifPresent(answered);
            } else {
                open.add(new Question(photo, key(photo)));
            }
        }
        boolean first = true;
        for (Question question : open) {
            progress.report(done, total);
            JournalEntry entry = ask(question, first);
            journal.add(entry);
            answer(question.photo(), entry).ifPresent(answered);
            done += question.photo().regions();
            first = false;
        }
        progress.report(done, total);
    }

    private JournalEntry ask(Question question, boolean first) {
        Photo photo = question.photo();
        try {
            EncodedImage image = new EncodedImage(UserFiles.bytes("<photo>", photo.file()));
            ReferResponse answer = oracle.refer().apply(photo.request().toRequest(image));
            return new JournalEntry(photo.name(), question.key(), answer, null);
        } catch (DynReferException e) {
            if (e.code() == ErrorCode.NOT_READY || (first && isAboutTheQuestion(e))) {
                throw e; // It would be the same for every photo.
            }
            return new JournalEntry(photo.name(), question.key(), null, Problem.of(e));
        }
    }

    private static boolean isAboutTheQuestion(DynReferException failure) {
        String field = failure.field().orElse("");
        return failure.code() == ErrorCode.INVALID_REQUEST
                && List.of("tasks", "views", "vocabulary", "controls", "tag_threshold", "top_k", "caption").stream()
                        .anyMatch(field::startsWith);
    }

    private Optional<JournalEntry> known(Photo photo) {
        return journal.mentions(photo.name()) ? journal.find(photo.name(), key(photo)) : Optional.empty();
    }

    /** Size and time of the file stand for its content, so that what is answered is not read again. */
    private String key(Photo photo) {
        File file = photo.file().toFile();
        String what = oracle.id() + " " + file.length() + " " + file.lastModified() + " ";
        MessageDigest digest = Sha256.start();
        digest.update(what.getBytes(StandardCharsets.UTF_8));
        digest.update(Json.write(photo.request()));
        return Sha256.hex(digest);
    }

    /** The answers, in the order of the photos. */
    public Iterable<AnsweredPhoto> answers() {
        return () -> photos.stream()
                .flatMap(photo -> known(photo).flatMap(entry -> answer(photo, entry)).stream())
                .iterator();
    }

    private static Optional<AnsweredPhoto> answer(Photo photo, JournalEntry entry) {
        return Optional.ofNullable(entry.answer())
                .map(answer -> new AnsweredPhoto(photo.file().toString(), photo.name(), photo.origin(), answer));
    }

    /** What has no answer, in the order of the photos. */
    public List<Failure> failures() {
        List<Failure> failures = new ArrayList<>();
        for (Photo photo : photos) {
            known(photo).ifPresent(entry -> failures.addAll(Failure.of(photo, entry)));
        }
        return failures;
    }
}
