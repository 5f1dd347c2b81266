package io.dynrefer.referring.jobs;

import static io.dynrefer.referring.jobs.JobFlow.TWO_REGIONS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class AttemptTest {
    @Test
    void of_countsDeliveries() {
        assertThat(Attempt.of(1, 5)).isEqualTo(Attempt.MORE_TO_COME);
        assertThat(Attempt.of(3, 5)).isEqualTo(Attempt.AGAIN);
        assertThat(Attempt.of(4, 5)).isEqualTo(Attempt.LAST);
        assertThat(Attempt.of(5, 5)).isEqualTo(Attempt.NONE_LEFT);
        assertThat(Attempt.of(1, 2)).isEqualTo(Attempt.LAST);
    }

    /** A step that is killed for its time says nothing, not even the last time. */
    @Test
    void noneLeft_answersAJobWhoseStepsNeverEnd_andLeavesTheMessageToTheDeadLetters() {
        JobFlow flow = new JobFlow();
        JobId job = flow.upload("a", TWO_REGIONS);

        assertThatThrownBy(() -> flow.uploads.handle(job, Attempt.NONE_LEFT)).isInstanceOf(IllegalStateException.class);

        assertThat(flow.answer(job).path("message").textValue()).contains("Every attempt at this job broke off");
        assertThat(flow.toEncode).isEmpty();
        assertThat(flow.told).containsExactly("a failed");
    }

    @Test
    void noneLeft_ofAJobThatHasItsAnswer_changesNothing() {
        JobFlow flow = new JobFlow();
        JobId job = flow.upload("a", TWO_REGIONS);
        flow.run(job);
        byte[] answer = flow.pipeline.store.find(JobKeys.answer(job)).orElseThrow();

        assertThatThrownBy(() -> flow.collect.handle(job, Attempt.NONE_LEFT)).isInstanceOf(IllegalStateException.class);

        assertThat(flow.pipeline.store.find(JobKeys.answer(job))).contains(answer);
        assertThat(flow.told).containsExactly("a done");
    }
}
