package io.dynrefer.functions.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.dynrefer.functions.rest.ProblemDocument;
import io.dynrefer.referring.KeptVocabularies;
import io.dynrefer.referring.KeptVocabulary;
import io.dynrefer.referring.Problem;
import io.dynrefer.referring.ReferResponse;
import io.dynrefer.referring.ViewsExplanation;
import io.dynrefer.referring.WireRegion;
import io.dynrefer.referring.WireRequest;
import io.dynrefer.referring.jobs.Forgetting;
import io.dynrefer.referring.jobs.JobStatus;
import io.dynrefer.referring.jobs.Jobs;
import io.dynrefer.region.ErrorCode;
import io.dynrefer.region.ModelCard;
import io.dynrefer.region.ScoredLabel;
import io.dynrefer.region.Task;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The schemas of {@code openapi.yaml} are the records that are read and written. */
class ApiDocumentTest {
    private static final SnakeCaseStrategy WIRE_NAMES = new SnakeCaseStrategy();

    private final JsonNode schemas = schemas();

    private static JsonNode schemas() {
        try (InputStream file = ApiDocumentTest.class.getResourceAsStream("/META-INF/openapi.yaml")) {
            return new YAMLMapper().readTree(file).at("/components/schemas");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Stream<Arguments> answers() {
        return Stream.of(
                Arguments.of("Response", ReferResponse.class),
                Arguments.of("Model", ReferResponse.Model.class),
                Arguments.of("Image", ReferResponse.Image.class),
                Arguments.of("DefaultVocabulary", ReferResponse.DefaultVocabulary.class),
                Arguments.of("RegionAnswer", ReferResponse.RegionAnswer.class),
                Arguments.of("Caption", ReferResponse.Caption.class),
                Arguments.of("Label", ScoredLabel.class),
                Arguments.of("View", ReferResponse.ViewUsed.class),
                Arguments.of("Cache", ReferResponse.Cache.class),
                Arguments.of("Explanation", ViewsExplanation.class),
                Arguments.of("RegionExplanation", ViewsExplanation.RegionExplanation.class),
                Arguments.of("RegionError", Problem.class),
                Arguments.of("Problem", ProblemDocument.class),
                Arguments.of("Job", Jobs.Job.class),
                Arguments.of("Removal", Forgetting.Removal.class),
                Arguments.of("KeptVocabularies", VocabulariesResource.Kept.class),
                Arguments.of("VocabularyCard", KeptVocabularies.Card.class),
                Arguments.of("KeptVocabulary", KeptVocabulary.class),
                Arguments.of("Tasks", CatalogueResource.Tasks.class),
                Arguments.of("TaskCard", CatalogueResource.TaskCard.class),
                Arguments.of("Models", CatalogueResource.Models.class),
                Arguments.of("ModelCard", ModelCard.class),
                Arguments.of("ModelWords", ModelCard.Words.class));
    }

    @ParameterizedTest
    @MethodSource("answers")
    void answer_hasTheMembersOfItsRecord_andThoseThatAreNeverNullAreRequired(String schema, Class<?> written) {
        assertThat(members(schema)).isEqualTo(components(written, component -> true));
        assertThat(required(schema))
                .isEqualTo(components(
                        written, component -> !component.getAnnotatedType().isAnnotationPresent(Nullable.class)));
    }

    @Test
    void request_hasTheMembersThatAreRead() {
        Set<String> request = members("QuestionParts");
        request.addAll(members("Request"));

        assertThat(request).isEqualTo(components(WireRequest.class, component -> true));
        assertThat(members("CaptionSettings")).isEqualTo(components(WireRequest.Caption.class, component -> true));
        assertThat(members("Region")).isEqualTo(components(WireRegion.class, component -> true));
    }

    @Test
    void jobsFailure_isAProblem_withTheJobInPlaceOfTheRequest() {
        Set<String> problem = members("Problem");
        problem.removeAll(Set.of("title", "request_id"));
        problem.add("job");

        assertThat(members("JobFailure")).isEqualTo(problem);
    }

    @Test
    void words_areThoseOfTheCode() {
        assertThat(words("Task")).isEqualTo(named(Task.values(), Task::wireName));
        assertThat(words("ErrorCode")).isEqualTo(named(ErrorCode.values(), ErrorCode::wireName));
        assertThat(words("JobStatus")).isEqualTo(named(JobStatus.values(), JobStatus::wireName));
    }

    private Set<String> members(String schema) {
        Set<String> members = new TreeSet<>();
        schemas.path(schema).path("properties").fieldNames().forEachRemaining(members::add);
        return members;
    }

    private Set<String> required(String schema) {
        return texts(schemas.path(schema).path("required"));
    }

    private Set<String> words(String schema) {
        return texts(schemas.path(schema).path("enum"));
    }

    private static Set<String> texts(JsonNode array) {
        Set<String> texts = new TreeSet<>();
        array.forEach(text -> texts.add(text.asText()));
        return texts;
    }

    private static Set<String> components(Class<?> written, Predicate<RecordComponent> which) {
        return Arrays.stream(written.getRecordComponents())
                .filter(which)
                .map(component -> WIRE_NAMES.translate(component.getName()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static <T> Set<String> named(T[] values, Function<T, String> name) {
        return Arrays.stream(values).map(name).collect(Collectors.toCollection(TreeSet::new));
    }
}
