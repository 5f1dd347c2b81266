package io.dynrefer.functions.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dynrefer.functions.common.NotifySettings;
import io.dynrefer.functions.common.Settings;
import io.dynrefer.functions.common.Stub;
import io.dynrefer.functions.common.Stub.Answer;
import io.dynrefer.functions.common.Webhooks;
import io.dynrefer.referring.jobs.JobId;
import io.dynrefer.referring.jobs.JobNotifier;
import io.dynrefer.referring.jobs.JobStatus;
import io.dynrefer.region.DynReferException;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NotificationsTest {
    private static final JobNotifier.Notice NOTICE =
            new JobNotifier.Notice(new JobId("a"), JobStatus.DONE, "answers/a.json");
    private static final Answer PUBLISHED = new Answer(
            200,
            Map.of("Content-Type", "text/xml"),
            "<PublishResponse><PublishResult><MessageId>1</MessageId></PublishResult></PublishResponse>");

    @Test
    void tell_publishesToTheTopic_whereTheSettingsSay() throws IOException {
        try (Stub sns = Stub.answering(PUBLISHED)) {
            tell(sns, Map.of("dynrefer.notify.topic", "arn:aws:sns:us-east-1:000000000000:jobs"));

            assertThat(sns.paths()).containsExactly("/");
        }
    }

    @Test
    void tell_isSilent_withoutATopic() throws IOException {
        try (Stub sns = Stub.answering(PUBLISHED)) {
            tell(sns, Map.of());

            assertThat(sns.paths()).isEmpty();
        }
    }

    @Test
    void tell_canBeTriedAgain_whereTheTopicIsAway() throws IOException {
        try (Stub sns = Stub.answering(new Answer(503, Map.of(), ""))) {
            assertThatThrownBy(() -> tell(sns, Map.of("dynrefer.notify.topic", "arn:aws:sns:us-east-1:0:jobs")))
                    .isInstanceOfSatisfying(
                            DynReferException.class,
                            e -> assertThat(e.code().retryable()).isTrue());
        }
    }

    private static void tell(Stub sns, Map<String, String> properties) {
        Map<String, String> all = new HashMap<>(properties);
        all.put("dynrefer.notify.endpoint", sns.address().toString());
        all.put("dynrefer.notify.region", "us-east-1");
        NotifySettings settings = Settings.of(NotifySettings.class, all);
        new Notifications(settings, new Webhooks(settings), () -> new Clients().topics(settings))
                .tell(NOTICE, Optional.empty());
    }
}
