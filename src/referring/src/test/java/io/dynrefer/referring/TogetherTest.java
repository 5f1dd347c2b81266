package io.dynrefer.referring;

import static org.assertj.core.api.Assertions.assertThat;

import io.dynrefer.region.BatchSizes;
import io.dynrefer.region.Box;
import io.dynrefer.region.CaptionOptions;
import io.dynrefer.region.ErrorCode;
import io.dynrefer.region.Task;
import io.dynrefer.region.ViewSelection;
import io.dynrefer.store.Artefacts;
import io.dynrefer.views.image.ImageLimits;
import io.dynrefer.views.image.ImageReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class TogetherTest {
    private static final Box BOX = new Box(10, 20, 90, 120);
    private static final Box OUTSIDE = new Box(900, 900, 950, 950);
    private static final EncodedImage ROCKET = image("photo_rocket_321x215.png");
    private static final EncodedImage COFFEE = image("photo_coffee_300x199.png");

    private final PixelModel model = new PixelModel();
    private final Images images = new Images(new ImageReader(ImageLimits.DEFAULT));
    private final Artefacts artefacts = Artefacts.inMemory();
    private final Together together = new Together(
            new Reception(artefacts, PipelineFixture.CARD, images, ReferLimits.DEFAULT),
            new LocalFunctions(
                    new ViewsFunction(artefacts, images, Crops.cut(artefacts, images)),
                    new EncodeFunction(artefacts, model, model, BatchSizes.of(64), Crops.cut(artefacts, images)),
                    PipelineFixture.decoders(artefacts, model),
                    new ProposeFunction(artefacts, images, Optional.empty()),
                    Runnable::run));

    @Test
    void refer_severalImages_eachAnsweredAsIfAlone() {
        List<ReferRequest> requests = List.of(
                request(ROCKET, Task.CAPTION, null, BOX, OUTSIDE),
                request(COFFEE, Task.TAGS, 0.1, BOX),
                request(ROCKET, Task.CATEGORY, null, new Box(0, 0, 40, 40)));

        List<Outcome<ReferResponse>> responses = together.refer(requests, Together.Clock.NONE);

        assertThat(responses).hasSize(3);
        for (int i = 0; i < 3; i++) {
            assertThat(responses.get(i).orThrow().regions())
                    .isEqualTo(new PipelineFixture().refer(requests.get(i)).regions());
        }
    }

    @Test
    void refer_severalImages_shareAForwardPass() {
        List<String> steps = new ArrayList<>();

        together.refer(
                List.of(request(ROCKET, Task.CAPTION, null, BOX), request(COFFEE, Task.CAPTION, null, BOX)),
                (step, work) -> {
                    steps.add(step);
                    work.run();
                });

        assertThat(model.largestBatch).hasValue(8); // 0, 0.2, 0.4 for tags and 0, 0.4, 0.5 for captions
        assertThat(steps).containsExactly("views", "encode", "tags", "caption");
    }

    @Test
    void refer_oneThatIsRefused_leavesTheOthersAlone() {
        List<Outcome<ReferResponse>> responses = together.refer(
                List.of(
                        request(ROCKET, Task.TAGS, null, OUTSIDE),
                        request(new EncodedImage(new byte[] {1, 2}), Task.TAGS, null, BOX),
                        request(COFFEE, Task.TAGS, null, BOX)),
                Together.Clock.NONE);

        assertThat(responses.get(0).problem().code()).isEqualTo(ErrorCode.REGION_OUTSIDE_IMAGE);
        assertThat(responses.get(1).problem().code()).isEqualTo(ErrorCode.NOT_AN_IMAGE);
        assertThat(responses.get(2).succeeded()).isTrue();
    }

    @Test
    void refer_tagsBelowTheSteeringThreshold_areGivenAndDoNotSteer() {
        ReferRequest all = request(ROCKET, Set.of(Task.TAGS, Task.CAPTION), 0.0, 1.0, BOX);

        ReferResponse.RegionAnswer answer = together.refer(List.of(all), Together.Clock.NONE)
                .get(0)
                .orThrow()
                .regions()
                .get(0);

        assertThat(answer.tags()).hasSize(3);
        assertThat(answer.caption())
                .isNotNull()
                .satisfies(caption -> assertThat(caption.controlWords()).isEmpty());
    }

    private static EncodedImage image(String name) {
        return new EncodedImage(PipelineFixture.fixture(name));
    }

    private static ReferRequest request(EncodedImage image, Task task, @Nullable Double threshold, Box... boxes) {
        return request(image, Set.of(task), threshold, null, boxes);
    }

    private static ReferRequest request(
            EncodedImage image,
            Set<Task> tasks,
            @Nullable Double tagThreshold,
            @Nullable Double steeringThreshold,
            Box... boxes) {
        return new ReferRequest(
                image,
                PipelineFixture.regions(boxes),
                tasks,
                new ViewSelection.ByTask(),
                Vocabulary.BUILT_IN,
                List.of(),
                tagThreshold,
                steeringThreshold,
                ReferRequest.DEFAULT_TOP_K,
                CaptionOptions.INTERACTIVE);
    }
}
