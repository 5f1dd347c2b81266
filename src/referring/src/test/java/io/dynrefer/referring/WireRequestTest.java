package io.dynrefer.referring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dynrefer.region.Attribute;
import io.dynrefer.region.CaptionOptions;
import io.dynrefer.region.DynReferException;
import io.dynrefer.region.ErrorCode;
import io.dynrefer.region.ImageSize;
import io.dynrefer.region.Task;
import io.dynrefer.region.ViewSelection;
import io.dynrefer.store.Json;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class WireRequestTest {
    private static ReferRequest read(String json) {
        return Json.read(json, WireRequest.class).toRequest(PipelineFixture.photo());
    }

    @Test
    void toRequest_boxAlone_asksEverythingByTask() {
        ReferRequest request = read("{\"regions\": [{\"bbox\": [10, 20, 30, 40]}]}");

        assertThat(request.tasks()).containsExactlyInAnyOrder(Task.values());
        assertThat(request.views()).isEqualTo(new ViewSelection.ByTask());
        assertThat(request.vocabulary()).isEqualTo(Vocabulary.BUILT_IN);
        assertThat(request.caption()).isEqualTo(CaptionOptions.INTERACTIVE);
        assertThat(request.regions()).singleElement().satisfies(region -> {
            assertThat(region.id()).isEqualTo("0");
            assertThat(region.region().resolve(new ImageSize(100, 100)).bounds().x2())
                    .isEqualTo(40);
        });
    }

    @Test
    void toRequest_everything_isRead() {
        ReferRequest request = read("""
                {"regions": [{"id": "cat", "bbox": [10, 20, 40, 60], "bbox_format": "xyxy"}], "tasks": ["caption", "tags"],
                 "views": [0, 0.1, 0.5], "vocabulary": {"categories": ["cat"], "attributes": ["color:red/scarlet", "wet"]},
                 "controls": ["red"], "tag_threshold": 0.25, "top_k": 2, "caption": {"beams": 3}}""");

        assertThat(request.tasks()).containsExactlyInAnyOrder(Task.TAGS, Task.CAPTION);
        assertThat(request.views()).isEqualTo(new ViewSelection.Explicit(List.of(0.0, 0.1, 0.5)));
        assertThat(request.vocabulary().attributes())
                .containsExactly(
                        new Attribute("color", List.of("red", "scarlet"), Attribute.Relation.HAS),
                        new Attribute("", List.of("wet"), Attribute.Relation.IS));
        assertThat(request.caption().beams()).isEqualTo(3);
        assertThat(request.caption().maxNewTokens()).isEqualTo(CaptionOptions.INTERACTIVE.maxNewTokens());
        assertThat(request.tagThreshold()).isEqualTo(0.25);
        assertThat(request.topK()).isEqualTo(2);
    }

    @Test
    void toRequest_cocoAnnotations_areTakenUnchanged() {
        ReferRequest request = read("""
                {"annotations": [{"id": 42, "image_id": 7, "category_id": 3, "iscrowd": 0, "area": 12.5,
                 "bbox": [10, 20, 30, 40], "segmentation": [[10, 20, 40, 20, 40, 60]]}]}""");

        assertThat(request.regions())
                .singleElement()
                .extracting(ReferRequest.RegionRequest::id)
                .isEqualTo("42");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"regions\": [{\"bbox\": [10, 20, 30, 40]}]}",
                "{\"regions\": [{\"id\": 7, \"polygon\": [[1, 1, 9, 1, 9, 9]]}], \"views\": \"image\", \"top_k\": 2}",
                "{\"annotations\": [{\"segmentation\": {\"size\": [300, 451], \"counts\": [0, 135300]}}]}",
                "{\"regions\": [{\"bbox\": [0, 0, 1, 1], \"bbox_format\": \"normalized\"}], \"tasks\": [\"caption\"],"
                        + " \"vocabulary\": {\"attributes\": [\"color:red/scarlet\", \"wet/moist\"]}, \"controls\": [\"red\"],"
                        + " \"tag_threshold\": 0.5, \"caption\": {\"beams\": 3}, \"views\": [0, 0.1, 1]}",
            })
    void of_whatWasRead_isReadAsTheSame(String json) {
        ReferRequest request = read(json);

        WireRequest written = Json.read(Json.write(WireRequest.of(request)), WireRequest.class);

        assertThat(written.toRequest(PipelineFixture.photo())).isEqualTo(request);
        assertThat(Base64.getDecoder().decode(Objects.requireNonNull(written.image())))
                .isEqualTo(PipelineFixture.photo().bytes());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "no regions              | {}                                                             | regions",
                "both kinds              | {\"regions\": [], \"annotations\": []}                         | regions",
                "region not an object    | {\"regions\": [5]}                                             | regions[0]",
                "unknown task            | {\"regions\": [{\"bbox\": [1,2,3,4]}], \"tasks\": [\"poem\"]}  | tasks",
                "unknown property        | {\"regions\": [{\"bbox\": [1,2,3,4]}], \"colour\": 1}          | colour",
                "view out of range       | {\"regions\": [{\"bbox\": [1,2,3,4]}], \"views\": [0, 1.5]}    | views",
                "empty vocabulary        | {\"regions\": [{\"bbox\": [1,2,3,4]}], \"vocabulary\": []}     | vocabulary",
                "vocabulary of numbers   | {\"regions\": [{\"bbox\": [1,2,3,4]}], \"vocabulary\": [7]}    | vocabulary[0]",
                "unknown vocabulary      | {\"regions\": [{\"bbox\": [1,2,3,4]}], \"vocabulary\": {\"x\": []}} | vocabulary.x",
                "threshold above one     | {\"regions\": [{\"bbox\": [1,2,3,4]}], \"tag_threshold\": 2}   | tag_threshold",
                "no answers wanted       | {\"regions\": [{\"bbox\": [1,2,3,4]}], \"top_k\": 0}           | top_k",
                "too many beams          | {\"regions\": [{\"bbox\": [1,2,3,4]}], \"caption\": {\"beams\": 99}} | caption.beams",
                "id is a list            | {\"regions\": [{\"id\": [], \"bbox\": [1,2,3,4]}]}             | regions[0].id",
            })
    void toRequest_malformed_namesTheField(String what, String json, String field) {
        assertThatThrownBy(() -> read(json)).as(what).isInstanceOfSatisfying(DynReferException.class, failure -> {
            assertThat(failure.code()).isEqualTo(ErrorCode.INVALID_REQUEST);
            assertThat(failure.field()).contains(field);
        });
    }
}
