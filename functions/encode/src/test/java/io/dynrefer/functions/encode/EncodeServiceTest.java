package io.dynrefer.functions.encode;

import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.dynrefer.functions.common.TinyWeights;
import io.dynrefer.referring.Crops;
import io.dynrefer.referring.Encode;
import io.dynrefer.referring.Images;
import io.dynrefer.referring.Propose;
import io.dynrefer.referring.Views;
import io.dynrefer.referring.ViewsFunction;
import io.dynrefer.region.Box;
import io.dynrefer.region.BoxRegion;
import io.dynrefer.region.ImageDigest;
import io.dynrefer.region.NestedViews;
import io.dynrefer.region.ViewSelection;
import io.dynrefer.store.Artefacts;
import io.dynrefer.store.BlobKey;
import io.dynrefer.store.BlobStore;
import io.dynrefer.store.Json;
import io.dynrefer.store.StoreKeys;
import io.dynrefer.views.image.ImageReader;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TinyWeights.class)
class EncodeServiceTest {
    @Inject
    BlobStore store;

    @Inject
    ImageReader images;

    @BeforeEach
    void awaitWeights() throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (get("/q/health/ready").statusCode() != 200 && System.nanoTime() < deadline) {
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    @Test
    void encode_storesARepresentationAndFindsItTheNextTime() throws IOException {
        byte[] request = Json.write(requestWithCrops());

        Encode.Response first = encode(request);
        Encode.Response second = encode(request);

        String key = first.items().get(0).orThrow().representation();
        assertThat(store.exists(new BlobKey(key))).isTrue();
        assertThat(first.embeddingsComputed()).isEqualTo(3);
        assertThat(second.embeddingsComputed()).isZero();
        assertThat(second.items().get(0).orThrow()).isEqualTo(new Encode.Encoded(key, true));
        get("/q/metrics")
                .then()
                .body(containsString("dynrefer_encode_embeddings_total{source=\"computed\"} 3.0"))
                .body(containsString("dynrefer_encode_regions_count"))
                .body(containsString("dynrefer_encode_waiting"));
    }

    private static Encode.Response encode(byte[] request) {
        byte[] answer = given().contentType("application/json")
                .body(request)
                .post("/encode")
                .then()
                .statusCode(200)
                .extract()
                .asByteArray();
        return Json.read(answer, Encode.Response.class);
    }

    /** A request whose crops are in the store, as the views function puts them there. */
    private Encode.Request requestWithCrops() throws IOException {
        byte[] photo = Files.readAllBytes(Path.of("../../examples/cat.jpg"));
        ImageDigest digest = ImageDigest.of(photo);
        store.putIfAbsent(StoreKeys.image(digest), photo);
        Views.Item item = new Views.Item(new BoxRegion(new Box(30, 0, 400, 292)), new ViewSelection.ByImage());
        Artefacts artefacts = Artefacts.in(store);
        NestedViews views = new ViewsFunction(artefacts, new Images(images), Crops.stored(artefacts))
                .handle(new Views.Request(digest, 3, 56, List.of(item)))
                .items()
                .get(0)
                .orThrow();
        return new Encode.Request(digest, List.of(views));
    }

    @Test
    void encode_refusesWhatIsNotARequest() {
        given().contentType("application/json")
                .body("{\"picture\": 1}")
                .post("/encode")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("code", equalTo("invalid_request"));
    }

    @Test
    void propose_withWeightsThatHaveNoBoxHead_isRefusedWithTheWayOut() throws IOException {
        byte[] photo = Files.readAllBytes(Path.of("../../examples/cat.jpg"));
        store.putIfAbsent(StoreKeys.image(ImageDigest.of(photo)), photo);
        given().contentType("application/json")
                .body(Json.write(new Propose.Request(ImageDigest.of(photo), null)))
                .post("/propose")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("message", containsString("train-boxes"));
    }

    @Test
    void health_saysThatTheWeightsAreLoaded() {
        get("/q/health/live").then().statusCode(200);
        get("/q/health/ready").then().body("checks.find { it.name == 'weights' }.data.state", equalTo("READY"));
    }
}
