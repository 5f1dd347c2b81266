package io.dynrefer.functions.allinone;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.callback.QuarkusTestBeforeEachCallback;
import io.quarkus.test.junit.callback.QuarkusTestMethodContext;
import io.restassured.RestAssured;
import io.restassured.filter.Filter;
import io.restassured.filter.FilterContext;
import io.restassured.response.Response;
import io.restassured.specification.FilterableRequestSpecification;
import io.restassured.specification.FilterableResponseSpecification;
import java.net.URI;

/** Has every answer to REST Assured, in every test of this module, judged by the API's document. */
public final class EveryAnswerIsDocumented implements QuarkusTestBeforeEachCallback, Filter {
    private final ApiDocument document = ApiDocument.read();

    @Override
    public void beforeEach(QuarkusTestMethodContext context) {
        RestAssured.replaceFiltersWith(this);
    }

    @Override
    public Response filter(
            FilterableRequestSpecification request, FilterableResponseSpecification expected, FilterContext context) {
        Response response = context.next(request, expected);
        assertThat(document.faults(
                        request.getMethod(),
                        URI.create(request.getURI()).getPath(),
                        response.statusCode(),
                        response::header,
                        response.asString()))
                .as(request.getMethod() + " " + request.getURI() + " answered " + response.statusCode() + " "
                        + response.asString())
                .isEmpty();
        return response;
    }
}
