package io.dynrefer.cli.batch;

import io.dynrefer.referring.Problem;
import io.dynrefer.region.ErrorCode;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A region that has no answer, or a whole photo: a line of the list of failures.
 *
 * @param region absent: no region of the photo has one
 * @param regions how many have none
 */
public record Failure(
        String fileName,
        @Nullable String region,
        int regions,
        ErrorCode code,
        @Nullable String field,
        String message) {
    private static Failure of(String photo, @Nullable String region, int regions, Problem problem) {
        return new Failure(photo, region, regions, problem.code(), problem.field(), problem.message());
    }

    static List<Failure> of(Photo photo, JournalEntry entry) {
        if (entry.answer() == null) {
            return List.of(of(photo.name(), null, photo.regions(), Objects.requireNonNull(entry.problem())));
        }
        return entry.answer().regions().stream()
                .flatMap(region -> region.error() == null
                        ? Stream.of()
                        : Stream.of(of(photo.name(), region.id(), 1, region.error())))
                .toList();
    }
}
