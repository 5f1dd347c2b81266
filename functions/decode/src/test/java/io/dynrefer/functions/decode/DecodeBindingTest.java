package io.dynrefer.functions.decode;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.dynrefer.functions.common.TinyWeights;
import io.dynrefer.model.DynReferModel;
import io.dynrefer.referring.Decode;
import io.dynrefer.referring.Question;
import io.dynrefer.region.Box;
import io.dynrefer.region.ControlWords;
import io.dynrefer.region.DynReferException;
import io.dynrefer.region.FloatMatrix;
import io.dynrefer.region.ImageDigest;
import io.dynrefer.region.ImageSize;
import io.dynrefer.region.NestedViews;
import io.dynrefer.region.PixelBox;
import io.dynrefer.region.RegionRepresentation;
import io.dynrefer.region.View;
import io.dynrefer.store.BlobKey;
import io.dynrefer.store.BlobStore;
import io.dynrefer.store.Json;
import io.dynrefer.store.StoreKeys;
import io.dynrefer.store.StoredForms;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The artefact as the function for tags: {@code %test.quarkus.funqy.export=tags}. */
@QuarkusTest
@QuarkusTestResource(TinyWeights.class)
class DecodeBindingTest {
    private static final List<Double> VIEWS = List.of(0.0, 0.2, 0.4);

    /** The tiny model's x_v: queries x hidden. */
    private static final int QUERIES = 8;

    private static final int HIDDEN = 48;

    @Inject
    BlobStore store;

    @Inject
    DynReferModel model;

    @Test
    void export_answersItsTask() {
        invoke(new Question.Tags(0.5), VIEWS)
                .body("error", nullValue())
                .body("value.model", equalTo(model.id()))
                .body("value.items[0].value.tags", notNullValue());
    }

    @Test
    void export_refusesARepresentationOfOtherViews() {
        invoke(new Question.Tags(0.5), List.of(0.0, 0.1, 0.2))
                .body("value.items[0].error.code", equalTo("views_not_permitted"));
    }

    @Test
    void export_refusesOtherTasks() {
        invoke(new Question.Category(List.of("cat")), VIEWS)
                .body("error.code", equalTo("invalid_request"))
                .body("error.field", equalTo("question.task"));
    }

    private ValidatableResponse invoke(Question question, List<Double> permitted) {
        Decode.Item item = new Decode.Item(storedRepresentation().value(), permitted, ControlWords.NONE);
        return given().body(Json.write(new Decode.Request(question, List.of(item))))
                .post("/")
                .then()
                .statusCode(200);
    }

    /** Some x_v of the tiny model, built from {@link #VIEWS}. */
    private BlobKey storedRepresentation() {
        List<View> views = VIEWS.stream()
                .map(t -> new View(t, new Box(0, 0, 9, 9), new PixelBox(0, 0, 9, 9), new Box(0, 0, 9, 9), 0, 0))
                .toList();
        BlobKey key = StoreKeys.representation(
                model.id(),
                ImageDigest.of(new byte[0]),
                new NestedViews(new ImageSize(9, 9), new Box(0, 0, 9, 9), 56, views));
        RegionRepresentation representation =
                new RegionRepresentation(VIEWS, new FloatMatrix(QUERIES, HIDDEN, new float[QUERIES * HIDDEN]));
        store.putIfAbsent(key, StoredForms.representation(model.id()).encode(representation));
        return key;
    }

    @Test
    void export_loadsNothingButWhatItsTaskNeeds() {
        assertThat(model.tensorsInUse())
                .isNotEmpty()
                .allMatch(name -> name.startsWith("tag_") || name.equals("clip_embeds"));
    }

    @Test
    void export_thatNamesNoTaskIsRefusedAtStart() {
        assertThatThrownBy(() -> Decoders.task("smell"))
                .isInstanceOf(DynReferException.class)
                .hasMessageContaining("quarkus.funqy.export")
                .hasMessageContaining("tags, category, attributes, caption");
    }
}
