package io.dynrefer.functions.allinone;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;

import io.dynrefer.functions.common.TinyWeights;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A server that has as much work as it takes. */
@QuarkusTest
@QuarkusTestResource(TinyWeights.class)
@TestProfile(OverCapacityTest.NoPlace.class)
class OverCapacityTest {
    /** Takes no request. */
    public static final class NoPlace implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("dynrefer.gateway.max-in-flight", "0");
        }
    }

    @Test
    void refer_withoutAPlace_saysWhenToComeAgain() {
        given().multiPart("image", Path.of("../../examples/coffee.jpg").toFile())
                .multiPart("request", "{\"regions\": [{\"bbox\": [170, 17, 240, 292]}]}")
                .post("/v1/refer")
                .then()
                .statusCode(503)
                .header("Retry-After", equalTo("2"))
                .contentType("application/problem+json")
                .body("code", equalTo("over_capacity"));
    }
}
