package io.dynrefer.functions.encode;

import static org.assertj.core.api.Assertions.assertThat;

import io.dynrefer.functions.aws.QueueSettings;
import io.dynrefer.functions.common.Settings;
import io.dynrefer.local.LocalSqs;
import io.dynrefer.referring.Encode;
import io.dynrefer.referring.jobs.EncodeJobs;
import io.dynrefer.referring.jobs.JobId;
import io.dynrefer.store.BlobKey;
import io.dynrefer.store.MemoryBlobStore;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.services.sqs.model.Message;

/** The consumer against a real queue; encoding is a gate that the test opens. */
@Timeout(60)
class QueueConsumerTest {
    private static final Duration VISIBILITY = Duration.ofSeconds(2);

    private final MemoryBlobStore store = new MemoryBlobStore();
    private final BlockingQueue<JobId> collected = new LinkedBlockingQueue<>();
    private final CountDownLatch entered = new CountDownLatch(1);
    private final CountDownLatch gate = new CountDownLatch(1);
    private LocalSqs sqs;
    private String address = "";

    @BeforeEach
    void start() {
        sqs = LocalSqs.start(0);
        address = sqs.createQueue("encode", VISIBILITY, 3);
    }

    @AfterEach
    void stop() {
        sqs.close();
    }

    private QueueConsumer consumer(int groupItems) {
        return consumer(groupItems, () -> true);
    }

    private QueueConsumer consumer(int groupItems, QueueConsumer.Ready ready) {
        QueueSettings settings = Settings.of(
                QueueSettings.class,
                Map.of(
                        "dynrefer.queues.encode",
                        address,
                        "dynrefer.queues.collect",
                        "collect",
                        "dynrefer.queues.wait-time",
                        "1s",
                        "dynrefer.queues.visibility",
                        VISIBILITY.toSeconds() + "s"));
        EncodeJobs jobs = new EncodeJobs(
                store, this::encode, message -> collected.add(message.job()), groupItems, (job, failure) -> {});
        Inbox inbox = new Inbox(sqs.client(), settings, address);
        return new QueueConsumer(settings, ready, () -> new QueueConsumer.Parts(inbox, jobs));
    }

    private List<Encode.Response> encode(List<Encode.Request> requests) {
        entered.countDown();
        try {
            gate.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return requests.stream()
                .map(request -> new Encode.Response("m", 0, 0, List.of()))
                .toList();
    }

    private void send(String job) {
        String plan = "{\"views\":{\"items\":[]},\"encode\":{\"image\":\"" + "0".repeat(64) + "\",\"items\":[]}}";
        store.putIfAbsent(BlobKey.of("jobs", job, "plan.json"), plan.getBytes(StandardCharsets.UTF_8));
        sendBody("{\"job\":\"" + job + "\"}");
    }

    private void sendBody(String body) {
        sqs.client().sendMessage(request -> request.queueUrl(address).messageBody(body));
    }

    private List<String> receive() {
        return sqs
                .client()
                .receiveMessage(request -> request.queueUrl(address).maxNumberOfMessages(10))
                .messages()
                .stream()
                .map(Message::body)
                .toList();
    }

    @Test
    void workThatTakesLongerThanTheHiding_isNotDeliveredAgain() throws InterruptedException {
        send("slow");
        QueueConsumer consumer = consumer(64);
        consumer.start(new StartupEvent());
        entered.await();

        TimeUnit.MILLISECONDS.sleep(VISIBILITY.toMillis() * 2);
        assertThat(receive()).isEmpty();
        gate.countDown();
        assertThat(collected.poll(10, TimeUnit.SECONDS)).isEqualTo(new JobId("slow"));
        consumer.stop(new ShutdownEvent());

        assertThat(sqs.waiting("encode") + sqs.inWork("encode")).isZero();
        assertThat(consumer.state()).isEqualTo(QueueConsumer.State.STOPPING);
    }

    @Test
    void stopInMidBatch_finishesWhatIsInWorkAndReturnsTheRestAtOnce() throws InterruptedException {
        send("first");
        send("second");
        QueueConsumer consumer = consumer(-1); // Each job is a group of its own.
        consumer.start(new StartupEvent());
        entered.await();
        Thread stopping = new Thread(() -> {
            try {
                consumer.stop(new ShutdownEvent());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        stopping.start();
        while (consumer.state() != QueueConsumer.State.STOPPING) {
            TimeUnit.MILLISECONDS.sleep(10);
        }
        gate.countDown();
        stopping.join();

        assertThat(collected).hasSize(1);
        List<String> left = receive();
        assertThat(left).hasSize(1);
        assertThat(left.get(0)).doesNotContain(String.valueOf(collected.peek()));
    }

    @Test
    void messageWithoutAJob_isLeftToTheDeadLetters_andDisturbsNobody() throws InterruptedException {
        gate.countDown();
        sendBody("poison");
        send("good");
        QueueConsumer consumer = consumer(64);
        consumer.start(new StartupEvent());

        assertThat(collected.poll(10, TimeUnit.SECONDS)).isEqualTo(new JobId("good"));
        while (sqs.waiting("encode-dead") == 0) {
            TimeUnit.MILLISECONDS.sleep(100);
        }
        consumer.stop(new ShutdownEvent());
        assertThat(collected).isEmpty();
    }

    @Test
    void brokenEncoder_takesNothingMore() throws InterruptedException {
        gate.countDown();
        AtomicBoolean broken = new AtomicBoolean();
        QueueConsumer.Ready ready = new QueueConsumer.Ready() {
            @Override
            public boolean await() {
                return true;
            }

            @Override
            public boolean still() {
                return !broken.get();
            }
        };
        QueueConsumer consumer = consumer(64, ready);
        consumer.start(new StartupEvent());
        broken.set(true);
        while (consumer.state() == QueueConsumer.State.RUNNING) {
            TimeUnit.MILLISECONDS.sleep(10);
        }
        send("later");

        assertThat(consumer.state()).isEqualTo(QueueConsumer.State.ENDED);
        assertThat(receive()).hasSize(1);
        consumer.stop(new ShutdownEvent());
    }
}
