package io.dynrefer.evaluation.photos;

import static org.assertj.core.api.Assertions.assertThat;

import io.dynrefer.data.AnnotatedRegion;
import io.dynrefer.data.RegionLabels;
import io.dynrefer.data.RegionOrigin;
import io.dynrefer.evaluation.run.SampleAnswer;
import io.dynrefer.region.Box;
import java.util.List;
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
}
