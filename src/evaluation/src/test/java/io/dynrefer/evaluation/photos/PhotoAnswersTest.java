package io.dynrefer.evaluation.photos;

import static org.assertj.core.api.Assertions.assertThat;

import io.dynrefer.data.AnnotatedRegion;
import io.dynrefer.data.RegionLabels;
import io.dynrefer.data.RegionOrigin;
import io.dynrefer.evaluation.report.Report;
import io.dynrefer.evaluation.run.SampleAnswer;
import io.dynrefer.region.Box;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PhotoAnswersTest {
    private static final SampleAnswer ANSWERED =
            new SampleAnswer(List.of(1f), null, null, null, null, null, null, null, null, null);

    @Test
    void unanswered_everyQuestionHasAnAnswer_nothingToSay() {
        assertThat(unanswered(ANSWERED, ANSWERED)).isEmpty();
    }

    @Test
    void unanswered_someFailed_countsThemAndSaysWhyTheFirstDid() {
        assertThat(unanswered(
                        ANSWERED,
                        SampleAnswer.failed("timed_out: too slow"),
                        SampleAnswer.failed("invalid_request: no such word")))
                .contains("2 questions without an answer, first of them: timed_out: too slow");
    }

    private static Optional<String> unanswered(SampleAnswer... answers) {
        AnnotatedRegion region =
                new AnnotatedRegion(1, new Box(0, 0, 20, 20), List.of(), RegionLabels.NONE, RegionOrigin.UNKNOWN);
        return PhotoAnswers.unanswered(Stream.of(answers).map(answer -> new PhotoAnswer(0, region, answer)));
    }

    @Test
    void classes_someWrong_countsEachClassAndNamesWhatIsSaidInstead() {
        List<String> words = List.of("cat", "cup", "dog");
        String table = new Report(
                        "r",
                        Map.of(),
                        List.of(PhotoClasses.table(
                                "some",
                                words,
                                List.of(
                                        about("cup", 0f, 1f, 0f),
                                        about("cup", 1f, 0f, 0f),
                                        about("cup", 0f, 0f, 1f),
                                        about("cup", 0f, 0f, 2f),
                                        about("cat", 3f, 0f, 0f)))),
                        List.of())
                .markdown();

        assertThat(table).contains("| cat | 1 | 1 | – |", "| cup | 4 | 1 | dog (2) |");
    }

    private static PhotoAnswer about(String category, Float... scores) {
        RegionLabels labels =
                new RegionLabels(category, List.of(), List.of(), List.of(), List.of(), RegionLabels.NONE.slots());
        return new PhotoAnswer(
                0,
                new AnnotatedRegion(1, new Box(0, 0, 20, 20), List.of(), labels, RegionOrigin.UNKNOWN),
                new SampleAnswer(List.of(scores), null, null, null, null, null, null, null, null, null));
    }
}
