package io.dynrefer.referring;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dynrefer.region.BatchSizes;
import io.dynrefer.region.ControlWords;
import io.dynrefer.region.DynReferException;
import io.dynrefer.region.ErrorCode;
import io.dynrefer.region.FloatMatrix;
import io.dynrefer.region.RegionRepresentation;
import io.dynrefer.region.Task;
import io.dynrefer.store.Artefacts;
import io.dynrefer.store.BlobKey;
import io.dynrefer.store.BlobStore;
import io.dynrefer.store.Json;
import io.dynrefer.store.MemoryBlobStore;
import io.dynrefer.store.StoredForms;
import java.util.List;
import org.junit.jupiter.api.Test;

final class DecodeFunctionTest {
    private static final BlobKey KEY = new BlobKey("representations/" + PixelModel.ID + "/image/region/0_0.2_0.4");
    private static final List<Double> VIEWS = List.of(0.0, 0.2, 0.4);

    private final PipelineFixture pipeline = new PipelineFixture();

    private Outcome<?> ask(Task task, Question question, List<Double> permitted) {
        Decode.Request request =
                new Decode.Request(question, List.of(new Decode.Item(KEY.value(), permitted, ControlWords.NONE)));
        return requireNonNull(pipeline.decode.get(task)).handle(request).items().get(0);
    }

    private void storeRepresentation(String model) {
        RegionRepresentation representation =
                new RegionRepresentation(VIEWS, new FloatMatrix(3, 3, new float[] {1, 0, 0, 1, 0, 0, 1, 0, 0}));
        pipeline.store.putIfAbsent(KEY, StoredForms.representation(model).encode(representation));
    }

    @Test
    void messages_withoutExamples_areReadAsTheyWereWritten() {
        Question question = new Question.Category(List.of("cat"));
        Decode.Response response = new Decode.Response("model", 0, List.of());

        assertThat(Json.text(question)).doesNotContain("examples");
        assertThat(Json.read(Json.write(question), Question.class)).isEqualTo(question);
        assertThat(Json.read(Json.write(response), Decode.Response.class)).isEqualTo(response);
    }

    @Test
    void handle_representationFromPermittedViews_isAnswered() {
        storeRepresentation(PixelModel.ID);

        assertThat(ask(Task.TAGS, new Question.Tags(0.5), VIEWS).succeeded()).isTrue();
    }

    @Test
    void handle_representationFromOtherViews_isRefused() {
        storeRepresentation(PixelModel.ID);

        for (List<Double> permitted : List.of(List.of(0.0, 0.4, 0.2), List.of(0.0, 0.2), List.of(0.0, 0.1, 0.2))) {
            Outcome<?> outcome = ask(Task.TAGS, new Question.Tags(0.5), permitted);
            assertThat(outcome.succeeded()).as(permitted.toString()).isFalse();
            assertThat(outcome.problem().code()).isEqualTo(ErrorCode.VIEWS_NOT_PERMITTED);
        }
    }

    @Test
    void handle_answerThatIsThere_isFoundWithoutTheRepresentation_forPermittedViewsAlone() {
        storeRepresentation(PixelModel.ID);
        Question question = new Question.Tags(0.5);
        Outcome<?> computed = ask(Task.TAGS, question, VIEWS);
        BlobStore answers = new MemoryBlobStore();
        pipeline.store
                .list("answers/")
                .forEach(
                        key -> answers.putIfAbsent(key, pipeline.store.find(key).orElseThrow()));
        DecodeFunction function = new DecodeFunction(
                Artefacts.in(answers), PixelModel.ID, new TaskDecoder.Tags(pipeline.model), BatchSizes.DEFAULT);
        Decode.Item permitted = new Decode.Item(KEY.value(), VIEWS, ControlWords.NONE);
        Decode.Item other = new Decode.Item(KEY.value(), List.of(0.0, 0.4, 0.2), ControlWords.NONE);

        Decode.Response response = function.handle(new Decode.Request(question, List.of(permitted, other)));

        assertThat(response.answersFound()).isEqualTo(1);
        assertThat((Object) response.items().get(0)).isEqualTo(computed);
        assertThat(response.items().get(1).problem().code()).isEqualTo(ErrorCode.NOT_FOUND);
    }

    @Test
    void handle_representationOfAnotherModel_isRefused() {
        storeRepresentation("another-model");

        assertThat(ask(Task.TAGS, new Question.Tags(0.5), VIEWS).succeeded()).isFalse();
    }

    @Test
    void handle_missingRepresentation_namesTheKey() {
        assertThat(ask(Task.TAGS, new Question.Tags(0.5), VIEWS).problem())
                .satisfies(problem -> assertThat(problem.code()).isEqualTo(ErrorCode.NOT_FOUND))
                .satisfies(problem -> assertThat(problem.message()).contains(KEY.value()));
    }

    @Test
    void handle_questionOfAnotherTask_isRefused() {
        assertThatThrownBy(() -> ask(Task.CATEGORY, new Question.Tags(0.5), VIEWS))
                .isInstanceOf(DynReferException.class)
                .hasMessageContaining("answers category, not tags");
    }
}
