package io.dynrefer.referring;

import static io.dynrefer.referring.PipelineFixture.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.dynrefer.region.BatchSizes;
import io.dynrefer.region.Box;
import io.dynrefer.region.Task;
import io.dynrefer.region.ViewSelection;
import io.dynrefer.store.Artefacts;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is asked to go through the network at once, goes through it at once. */
final class BatchSizesTest {
    private final PipelineFixture pipeline = new PipelineFixture();

    @ParameterizedTest
    @CsvSource({"1, 1", "4, 4", "7, 7", "64, 9"}) // three regions with three views each
    void encode_cropsOfManyRegions_goToTheEncoderInBatchesOfThatSize(int size, int largest) {
        Artefacts artefacts = Artefacts.in(pipeline.store);
        EncodeFunction encode = new EncodeFunction(
                artefacts, pipeline.model, pipeline.model, BatchSizes.of(size), Crops.stored(artefacts));
        LocalFunctions functions =
                new LocalFunctions(pipeline.views, encode, pipeline.decode, pipeline.propose, Runnable::run);
        Gateway gateway = new Gateway(pipeline.gateway.reception(), functions, functions, functions, functions);

        ReferResponse response = gateway.refer(request(
                        Set.of(Task.TAGS),
                        new ViewSelection.Explicit(List.of(0.0, 0.2, 0.4)),
                        new Box(60, 40, 250, 200),
                        new Box(300, 150, 440, 290),
                        new Box(10, 10, 90, 80)))
                .toCompletableFuture()
                .join();

        assertThat(Objects.requireNonNull(response.regions().get(2).tags())).isNotNull();
        assertThat(pipeline.model.cropsEncoded).hasValue(9);
        assertThat(pipeline.model.largestBatch).hasValue(largest);
    }
}
